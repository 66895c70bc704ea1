// Somebody else deploys: what GitHub says of the commit that a task waits for.
import { matchesWhole } from '../../core/guardrails/path-pattern.ts';
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
    const event = await reportOn(parts, task, signal);
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

/** Whether the task means this environment: the one that is asked for, and never production. */
function isAwaited(
  { policy }: Task,
  { environment, production }: Pick<DeploymentSnapshot, 'environment' | 'production'>,
) {
  const { awaited } = policy.staging;
  if (production || environment === policy.production?.environment) return false;
  return awaited === undefined || matchesWhole(awaited, environment);
}

const failures: readonly string[] = ['failure', 'error'];
/** The one of before, when there is a newer one in the same place. */
const ended: readonly string[] = [...failures, 'inactive'];

/**
 * The event that the deployments of the awaited commit are, the newest first. Several places may be deployed to: one that
 * succeeded is where the commit can be seen, and a failure counts when nothing else is under way. `null` until then.
 */
export function reportOf(task: Task, deployments: readonly DeploymentSnapshot[]) {
  const head = awaitedHead(task);
  if (head === null) return null;
  const awaited = deployments.filter((one) => isAwaited(task, one));
  const succeeded = awaited.filter(({ state }) => state === 'success');
  const success = succeeded.find(({ url }) => url !== null) ?? succeeded[0];
  const words = heardOf(task, deployments);
  const report = { kind: 'deployment_reported' as const, head, words };
  if (success !== undefined) return { ...report, state: 'success' as const, url: success.url };
  const failed = awaited.some(({ state }) => failures.includes(state));
  if (!failed || awaited.some(({ state }) => !ended.includes(state))) return null;
  return { ...report, state: 'failure' as const, url: null };
}

/** What GitHub knows of deployments of the awaited commit, in words for the person who has to find out why that is not enough. */
export function heardOf(task: Task, deployments: readonly DeploymentSnapshot[]): string {
  const commit = awaitedHead(task)?.slice(0, 7) ?? 'the commit';
  const { awaited } = task.policy.staging;
  const list = (all: readonly DeploymentSnapshot[]): string =>
    all.map(({ environment, state }) => `"${environment}" (${state})`).join(', ');
  const meant = deployments.filter((one) => isAwaited(task, one));
  const others = deployments.filter((one) => !isAwaited(task, one));
  const told =
    meant.length === 0
      ? `GitHub tells of no deployment of ${commit} that counts.`
      : `Deployments of ${commit}: ${list(meant)}.`;
  const rest = others.length === 0 ? '' : ` Not counted: ${list(others)}.`;
  const which =
    awaited === undefined
      ? ' staging.environment can name the one that counts.'
      : ` staging.environment asks for "${awaited}".`;
  return `${told}${rest}${meant.length === 1 && others.length === 0 ? '' : which}`;
}

/** A webhook is believed about its own deployment; before a failure counts, the others are looked at. */
async function reportOn(parts: EngineParts, task: Task, signal: Deployed) {
  if (!isAwaited(task, signal)) return null;
  if (signal.state === 'success') return reportOf(task, [signal]);
  if (!failures.includes(signal.state)) return null;
  const known = await parts.github.deploymentsOf(task.repository, signal.head);
  return reportOf(task, [signal, ...known.filter(({ id }) => id !== signal.id)]);
}
