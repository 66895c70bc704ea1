// Whether a run is one that this app has dispatched for an attempt; a title alone proves nothing.
import type { AttemptId } from '../core/identifier.ts';
import type { Task } from '../core/task.ts';
import type { RunSnapshot } from '../github/github.ts';
import type { EngineParts } from './parts.ts';

/** Says why the run is not believed to be the attempt's, or `null`. */
export function doubtRun(
  { settings }: EngineParts,
  task: Task,
  attempt: AttemptId,
  run: Pick<RunSnapshot, 'path' | 'event' | 'headBranch' | 'title'>,
): string | null {
  const expected = {
    path: settings.workflowPath,
    event: 'workflow_dispatch',
    headBranch: task.repository.defaultBranch,
  };
  for (const key of ['path', 'event', 'headBranch'] as const) {
    if (run[key] !== expected[key]) return `The run's ${key} is "${run[key]}"; only "${expected[key]}" is believed.`;
  }
  return run.title.endsWith(` ${attempt}`) ? null : `The run is named "${run.title}", which is not this attempt.`;
}
