// Somebody else deploys: what GitHub says of the commit that a task waits for.
import { describePhase } from '../../core/phase.ts';
import { openAttempt, type Task } from '../../core/task.ts';
import { isExternal } from '../../core/transition/step.ts';
import type { DeploymentSnapshot } from '../../github/github.ts';
import type { Signal } from '../../github/signal.ts';
import { applyEvent } from '../apply-event.ts';
import { newsOfRun } from '../news-of-run.ts';
import type { EngineParts } from '../parts.ts';

type Deployed = Extract<Signal, { kind: 'deployed' }>;

export async function hearOfDeployment(parts: EngineParts, signal: Deployed): Promise<void> {
  for (const task of await parts.store.openTasks()) {
    if (task.repository.id !== signal.repository.id) continue;
    if (underWay.includes(signal.state) && mayConcernRun(task)) await lookAtRun(parts, task);
    if (awaitedHead(task) !== signal.head) continue;
    const event = reportOf(task, signal);
    if (event !== null) await applyEvent(parts, task.id, { ...event, at: parts.now() });
  }
}

/** A job has come to its environment, or has been let in. */
const underWay: readonly string[] = ['waiting', 'queued', 'in_progress'];

/** Which run it is, the deployment does not say: each that may be meant is asked after. */
function mayConcernRun({ state }: Task): boolean {
  const attempt = openAttempt(state);
  return attempt !== null && (describePhase(attempt.phase).environment !== null || attempt.approval !== undefined);
}

async function lookAtRun(parts: EngineParts, task: Task): Promise<void> {
  const news = await newsOfRun(parts, task);
  if (news !== null) await applyEvent(parts, task.id, news);
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
