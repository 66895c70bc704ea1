// Somebody else deploys: what GitHub says of the commit that a task waits for.
import { openAttempt, type Task } from '../../core/task.ts';
import { isExternal } from '../../core/transition/step.ts';
import type { DeploymentSnapshot } from '../../github/github.ts';
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';

type Deployed = Extract<Signal, { kind: 'deployed' }>;

export async function hearOfDeployment(parts: EngineParts, signal: Deployed): Promise<void> {
  for (const task of await parts.store.openTasks()) {
    if (task.repository.id !== signal.repository.id || awaitedHead(task) !== signal.head) continue;
    const event = reportOf(task, signal);
    if (event !== null) await applyEvent(parts, task.id, { ...event, at: parts.now() });
  }
}

/** The commit that a task wants to see deployed by somebody else; `null` when it waits for none. */
export function awaitedHead(task: Task) {
  const attempt = openAttempt(task.state);
  return attempt !== null && isExternal(task, attempt.phase) ? attempt.head : null;
}

/** The event that a deployment is; `null` as long as it has not ended, or when it is about production. */
export function reportOf(task: Task, deployment: DeploymentSnapshot) {
  const head = awaitedHead(task);
  const { state, environment, url, production } = deployment;
  const ours = !production && environment !== task.policy.production?.environment;
  if (head === null || !ours || !['success', 'failure', 'error'].includes(state)) return null;
  return {
    kind: 'deployment_reported' as const,
    head,
    state: state === 'success' ? ('success' as const) : ('failure' as const),
    url,
    words: `The deployment of ${head.slice(0, 7)} to "${environment}" ended with "${state}".`,
  };
}
