// What GitHub says of the run of a task's open attempt, as an event: it has ended, it waits for an approval, it has been let in.
import type { TaskEvent } from '../core/event.ts';
import { openAttempt, type Task } from '../core/task.ts';
import type { EngineParts } from './parts.ts';

/** `null`: nothing that the task does not know. */
export async function newsOfRun({ github, now }: EngineParts, task: Task): Promise<TaskEvent | null> {
  const attempt = openAttempt(task.state);
  if (attempt === null || attempt.runId === null || attempt.conclusion !== null) return null;
  const { runId, approval } = attempt;
  const run = await github.run(task.repository, runId);
  if (run === null) return null;
  if (run.status === 'completed') {
    return { kind: 'run_ended', runId, conclusion: run.conclusion ?? 'unknown', at: now() };
  }
  // GitHub's word for a run of which a job waits for the rules of its environment, and nothing else goes on.
  const waits = run.status === 'waiting';
  if (waits === (approval?.until === null)) return null;
  if (!waits) return { kind: 'approval_given', runId, at: now() };
  const environments = await github.pendingEnvironments(task.repository, runId);
  return { kind: 'approval_awaited', runId, environments, url: github.runUrl(task.repository, runId), at: now() };
}
