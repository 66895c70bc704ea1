// Effects on workflow runs: start one for an attempt, cancel one.
import { agentOf } from '../../agents/agents.ts';
import { type PhaseRequest, phaseRequestSchema, requestCharactersMax } from '../../contract/request.ts';
import type { Effect } from '../../core/effect.ts';
import { describePhase } from '../../core/phase.ts';
import { type Attempt, isOutOfReach, openAttempt, type Task } from '../../core/task.ts';
import { CallFailure } from '../../github/github.ts';
import type { EngineParts } from '../parts.ts';
import { stopRun } from '../stop-run.ts';
import { done, type Performance, type Performer, repeatable } from './performer.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/**
 * The attempt carries its id in the `run-name`, so a run that was started but not reported is found: adopted, or stopped
 * when its attempt has been closed meanwhile.
 */
export const dispatch: Performer<EffectOf<'dispatch'>> = {
  async find(parts, task, effect) {
    const attempt = waitingAttempt(task, effect) ?? closedAttempt(task, effect);
    if (attempt === null) return done();
    const found = await parts.github.findRun(task.repository, { id: attempt.id, startedAt: attempt.startedAt });
    if (found === null) return null;
    return done({ kind: 'run_dispatched', attempt: attempt.id, runId: found, at: parts.now() });
  },
  async perform(parts, task, effect) {
    const attempt = waitingAttempt(task, effect);
    if (attempt === null) return done();
    const runId = await parts.github.dispatch(task.repository, inputsOf(task, attempt));
    if (runId !== null) return done({ kind: 'run_dispatched', attempt: attempt.id, runId, at: parts.now() });
    return await adopt(parts, task, effect);
  },
};

/** Older servers do not say which run they made: it is looked for by its name. */
async function adopt(parts: EngineParts, task: Task, effect: EffectOf<'dispatch'>): Promise<Performance> {
  const found = await dispatch.find(parts, task, effect);
  if (found !== null) return found;
  throw new CallFailure('unclear', 'The dispatch was accepted, but its run does not show yet.');
}

export const cancelRun: Performer<EffectOf<'cancel_run'>> = {
  find: repeatable,
  async perform(parts, task, { runId, late }) {
    const attempt = task.history.find(({ id }) => id === late);
    if (attempt === undefined) {
      await parts.github.cancelRun(task.repository, runId);
      return done();
    }
    const end = await stopRun(parts, task, { attempt, run: runId });
    return end === 'left' ? done({ kind: 'run_left', attempt: attempt.id, at: parts.now() }) : done();
  },
};

/** The attempt if it still waits for its run; a task that was cancelled or moved on needs no run any more. */
function waitingAttempt(task: Task, effect: EffectOf<'dispatch'>): Attempt | null {
  const attempt = openAttempt(task.state);
  return attempt !== null && attempt.id === effect.attempt && attempt.runId === null ? attempt : null;
}

/** The attempt if it was closed before its run was known. */
function closedAttempt(task: Task, effect: EffectOf<'dispatch'>): Attempt | null {
  if (isOutOfReach(task)) return null;
  return task.history.find(({ id, runId }) => id === effect.attempt && runId === null) ?? null;
}

function inputsOf(task: Task, attempt: Attempt): Record<string, string> {
  if (!('slot' in task.state)) throw new Error(`engine: task ${task.id} holds no slot to run in`);
  const { environment } = describePhase(attempt.phase);
  return {
    attempt: attempt.id,
    phase: attempt.phase,
    issue: String(task.issue),
    commit: attempt.head,
    slot: String(task.state.slot),
    timeout_minutes: String(task.policy.timeoutMinutes[attempt.phase]),
    environment: environmentOf(task, environment),
    request: requestOf(task, attempt),
  };
}

function environmentOf({ policy }: Task, environment: 'staging' | 'production' | null): string {
  if (environment === null) return '';
  return environment === 'staging' ? policy.staging.environment : (policy.production?.environment ?? 'production');
}

function requestOf(task: Task, attempt: Attempt): string {
  if (task.branch === null || task.pullRequest === null) {
    throw new Error(`engine: task ${task.id} reached ${attempt.phase} without a branch or a pull request`);
  }
  const request: PhaseRequest = {
    version: 1,
    task: task.id,
    attempt: attempt.id,
    phase: attempt.phase,
    round: attempt.round,
    repository: { owner: task.repository.owner, name: task.repository.name },
    issue: { number: task.issue, title: task.feature.title },
    pullRequest: task.pullRequest.number,
    base: task.branch.base,
    head: attempt.head,
    work: agentOf(attempt.phase).work(task, attempt),
  };
  const text = JSON.stringify(phaseRequestSchema.parse(request));
  if (text.length <= requestCharactersMax) return text;
  throw new CallFailure(
    'refused',
    `What ${attempt.phase} needs to know is ${text.length} characters long; GitHub takes at most ${requestCharactersMax}. Shorten the issue and put the label on again.`,
  );
}
