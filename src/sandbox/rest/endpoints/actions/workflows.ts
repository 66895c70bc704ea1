/** Workflows of the default branch: which there are, and turning them off and on. */
import { workflowShape } from '../../../shapes/workflow-run.ts';
import type { Workflow } from '../../../world/actions/workflow.ts';
import { type Call, endpoint, seen } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import { noContent, ok, type Reply } from '../../reply.ts';
import { workflowIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions/workflows';
const reads = { needs: [{ actions: 'read' }] } as const;
const writes = { needs: [{ actions: 'write' }] } as const;

export const workflows = [
  endpoint(`GET ${base}`, reads, (call) => {
    const shown = seen(call, call.repository.workflows.values()).filter((workflow) => workflow.state !== 'deleted');
    return counted(call, 'workflows', shown, (workflow) => workflowShape(call.world, call.repository, workflow));
  }),
  endpoint(`GET ${base}/{workflow_id}`, reads, (call) =>
    ok(workflowShape(call.world, call.repository, workflowIn(call))),
  ),
  endpoint(`PUT ${base}/{workflow_id}/enable`, writes, (call) => turn(call, 'active')),
  endpoint(`PUT ${base}/{workflow_id}/disable`, writes, (call) => turn(call, 'disabled_manually')),
];

function turn(call: Call, state: Workflow['state']): Reply {
  const workflow = workflowIn(call);
  workflow.state = state;
  workflow.updatedMs = call.world.now();
  return noContent();
}
