// The Probot app: which webhook goes to which door, and nothing else. There is one door: the inbox.
import type { ApplicationFunction } from 'probot';
import type { Delivery } from './store/store.ts';

/** The events that mean something to Chimera; `app.yml` subscribes to just these, but for those about installations. */
export const handledEvents = [
  'issues.labeled',
  'issues.unlabeled',
  'issues.closed',
  'issues.reopened',
  'issues.edited',
  'issues.deleted',
  'issues.transferred',
  'issue_comment.created',
  'check_run.requested_action',
  'check_run.rerequested',
  'check_suite.rerequested',
  'pull_request.synchronize',
  'pull_request.closed',
  'pull_request_review.submitted',
  'pull_request_review.dismissed',
  'deployment_status.created',
  'workflow_run.requested',
  'workflow_run.completed',
  'repository.renamed',
  'repository.transferred',
  'repository.edited',
  'repository.deleted',
  'repository.archived',
  // GitHub sends these to every app, subscribed or not.
  'installation.created',
  'installation.deleted',
  'installation.suspend',
  'installation.unsuspend',
  'installation_repositories.added',
  'installation_repositories.removed',
] as const;

/**
 * The app. A webhook is kept and nothing more: no call to GitHub is made before it is acknowledged.
 * @param keep stores a delivery durably; when it fails the delivery is not acknowledged
 */
export function chimera(keep: (delivery: Delivery) => Promise<void>): ApplicationFunction {
  return (app) => {
    app.on([...handledEvents], async ({ id, name, payload }) => {
      await keep({ id, event: name, payload });
    });
  };
}
