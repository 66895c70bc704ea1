/** Whether Actions is on, what its tokens may do by default, and whether it may approve pull requests. */
import { z } from 'zod';
import { endpoint } from '../../../endpoint.ts';
import { noContent, ok } from '../../../reply.ts';

const base = '/repos/{owner}/{repo}/actions/permissions';
const reads = { needs: [{ administration: 'read' }], role: 'admin' } as const;
const writes = { needs: [{ administration: 'write' }], role: 'admin' } as const;

const workflowBody = z.object({
  default_workflow_permissions: z.enum(['read', 'write']).optional(),
  can_approve_pull_request_reviews: z.boolean().optional(),
});

export const actionsPermissions = [
  endpoint(`GET ${base}`, reads, ({ repository }) =>
    ok({ enabled: repository.settings.actionsEnabled, allowed_actions: 'all', sha_pinning_required: false }),
  ),
  endpoint(`PUT ${base}`, { ...writes, body: z.object({ enabled: z.boolean() }) }, ({ repository, body }) => {
    repository.settings.actionsEnabled = body.enabled;
    return noContent();
  }),
  endpoint(`GET ${base}/workflow`, reads, ({ repository: { settings } }) =>
    ok({
      default_workflow_permissions: settings.defaultWorkflowPermissions,
      can_approve_pull_request_reviews: settings.actionsMayApprove,
    }),
  ),
  endpoint(`PUT ${base}/workflow`, { ...writes, body: workflowBody }, ({ repository: { settings }, body }) => {
    settings.defaultWorkflowPermissions = body.default_workflow_permissions ?? settings.defaultWorkflowPermissions;
    settings.actionsMayApprove = body.can_approve_pull_request_reviews ?? settings.actionsMayApprove;
    return noContent();
  }),
];
