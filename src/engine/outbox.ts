// Carries out what the record asks for, one effect a task at a time, several tasks at once.
import { cosmeticEffects, type Effect, type LooseEffect } from '../core/effect.ts';
import type { AttemptId, TaskId } from '../core/identifier.ts';
import { CallFailure } from '../github/github.ts';
import type { ClaimedEffect } from '../store/store.ts';
import { applyEvent } from './apply-event.ts';
import type { EngineParts } from './parts.ts';
import { perform } from './perform/perform.ts';
import { performLoose } from './perform/perform-loose.ts';
import type { Performance } from './perform/performer.ts';

type Claimed = ClaimedEffect<Effect | LooseEffect>;

/** Pause after the first clear failure of an effect, in milliseconds; doubles up to five minutes. */
const pauseMsFirst = 1_000;

/** Pause while an installation is suspended, in milliseconds. */
const suspendedMs = 30_000;

/** Tries at something that GitHub says it does not know, before that is believed. */
const notFoundTriesMax = 4;

/** Performs one claimed effect to its end, whatever the end is. */
export async function performEffect(parts: EngineParts, claimed: Claimed): Promise<void> {
  try {
    await conclude(parts, claimed, await carryOut(parts, claimed));
  } catch (error) {
    await fail(parts, claimed, error);
  }
}

async function carryOut(parts: EngineParts, claimed: Claimed): Promise<Performance> {
  const { effect } = claimed;
  const task = claimed.task === null ? null : await parts.store.task(claimed.task);
  const repository = 'repository' in effect ? effect.repository : task?.repository;
  const suspended = await parts.store.suspendedInstallations();
  if (repository !== undefined && suspended.has(repository.installationId)) {
    return { kind: 'held', at: parts.now() + suspendedMs, note: 'The installation is suspended.' };
  }
  if (isLoose(effect)) return await performLoose(parts, effect, claimed);
  if (task === null) throw new Error(`engine: the effect ${claimed.id} (${effect.kind}) belongs to no task`);
  return await perform(parts, task, effect, claimed);
}

/** The facts first, then the end of the effect: a crash in between only repeats facts that no longer fit. */
async function conclude(parts: EngineParts, claimed: Claimed, performance: Performance): Promise<void> {
  if (performance.kind === 'again') {
    const { at, note } = performance;
    return await parts.store.deferEffect(claimed.id, { until: at, unclear: true, note });
  }
  if (performance.kind === 'held') {
    const { at, note } = performance;
    return await parts.store.deferEffect(claimed.id, { until: at, unclear: claimed.unclear, note, untried: true });
  }
  for (const event of performance.events) {
    if (claimed.task !== null) await applyEvent(parts, claimed.task, event);
  }
  await parts.store.finishEffect(claimed.id);
}

async function fail(parts: EngineParts, claimed: Claimed, error: unknown): Promise<void> {
  const { store, settings, now, log } = parts;
  const { id, effect, tries } = claimed;
  const note = error instanceof Error ? error.message : String(error);
  log.warn({ effect: effect.kind, key: effect.key, task: claimed.task, tries, err: error }, 'an effect failed');
  const failure = error instanceof CallFailure ? error : null;
  // "Not found" about something that was just made heals when GitHub's reads have caught up.
  const final = failure?.kind === 'refused' && (failure.status !== 404 || tries >= notFoundTriesMax);
  if (final || tries >= settings.effectTriesMax) return await giveUp(parts, claimed, note);
  const backoff = Math.min(300_000, pauseMsFirst * 2 ** Math.min(tries - 1, 10));
  const unclear = failure?.kind !== 'limited' || claimed.unclear;
  // What may have happened is looked for only when GitHub's reads have caught up with its writes.
  const pause = failure?.kind === 'unclear' ? Math.max(settings.settleMs, backoff) : backoff;
  await store.deferEffect(id, { until: failure?.until ?? now() + pause, unclear, note });
}

/** Parks the effect with its story. If the task cannot go on without it, a person is asked. */
async function giveUp(parts: EngineParts, claimed: Claimed, note: string): Promise<void> {
  const { effect, task, id } = claimed;
  parts.log.error({ effect: effect.kind, key: effect.key, task, note }, 'an effect was parked');
  if (task !== null && !isLoose(effect) && !cosmeticEffects.includes(effect.kind)) {
    await refuseStep(parts, task, { step: effect.kind, attempt: 'attempt' in effect ? effect.attempt : null, note });
  }
  await parts.store.parkEffect(id, note);
}

const isLoose = (effect: Effect | LooseEffect): effect is LooseEffect => 'repository' in effect;

async function refuseStep(
  parts: EngineParts,
  task: TaskId,
  { step, attempt, note }: { step: string; attempt: AttemptId | null; note: string },
): Promise<void> {
  const message = `The step "${step}" could not be carried out: ${note}`;
  await applyEvent(parts, task, { kind: 'step_refused', step, attempt, message, at: parts.now() });
}
