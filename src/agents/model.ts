// What agents tell their jobs about models and about what is left to spend.
import type { Limits, ModelSettings } from '../contract/request.ts';
import type { PhaseName } from '../core/phase.ts';
import type { Task } from '../core/task.ts';
import { leftOf } from '../core/usage.ts';

/** The endpoint of the repository, with this model instead of its own; `null` when it has none. */
export function modelOf({ policy }: Task, name?: string): ModelSettings | null {
  if (policy.model === null) return null;
  const { baseUrl, keyVariable, costPerMillion } = policy.model;
  return { baseUrl, keyVariable, costPerMillion, name: name ?? policy.model.name };
}

/** Part of the job's time that coders and models may take; the rest is for tests before and after. */
const shareOfJob = 0.8;

export function limitsOf(task: Task, phase: PhaseName): Limits {
  const { costUsd, tokens, minutes } = leftOf(task);
  const inJob = task.policy.timeoutMinutes[phase] * shareOfJob;
  return { costUsd, tokens, minutes: Math.max(0.1, Math.min(inJob, minutes ?? inJob)) };
}
