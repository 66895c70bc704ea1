/** A run's next attempt: what it keeps of the one before, and which jobs it does not repeat. */
import type { KeptJobs } from '../runner/execute-run.ts';
import type { Workflow as WorkflowFile } from '../runner/workflow/workflow.ts';
import type { Doer } from '../site.ts';
import type { Job, WorkflowRun } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** Jobs that run again: all, those that did not succeed, or these of the file. What needs them runs again as well. */
export type JobChoice = 'all' | 'failed' | readonly string[];

export function beginAttempt(world: World, run: WorkflowRun, doer: Doer): void {
  const { attempt, status, conclusion, triggeringActor, runStartedMs, updatedMs } = run;
  run.pastAttempts.push({ attempt, status, conclusion, triggeringActor, runStartedMs, updatedMs });
  run.attempt += 1;
  run.triggeringActor = doer.account;
  run.runStartedMs = world.now();
  run.updatedMs = world.now();
  run.status = 'queued';
  run.conclusion = null;
  run.completedMs = undefined;
  run.startupError = undefined;
  world.changed({ kind: 'workflow_run', repository: run.repository, id: run.id });
}

/** The new attempt shows the jobs that are not repeated as they were. A matrix is kept or repeated as a whole. */
export function keepJobs(world: World, run: WorkflowRun, file: WorkflowFile, choice: JobChoice): KeptJobs {
  const earlier = [...run.repository.jobs.values()].filter((job) => job.run === run && job.attempt === run.attempt - 1);
  const repeated = choice === 'all' ? new Set(file.jobs.map((job) => job.id)) : repeatedJobs(file, earlier, choice);
  const kept = new Map<string, { result: 'success' | 'skipped'; outputs: Record<string, string> }>();
  for (const job of earlier) {
    if (repeated.has(job.workflowJob)) continue;
    const copy: Job = { ...job, id: world.nextId(), attempt: run.attempt };
    run.repository.jobs.set(copy.id, copy);
    const before = kept.get(job.workflowJob);
    const succeeded = job.conclusion === 'success' || before?.result === 'success';
    kept.set(job.workflowJob, {
      result: succeeded ? 'success' : 'skipped',
      outputs: { ...before?.outputs, ...job.outputs },
    });
  }
  return kept;
}

function repeatedJobs(
  file: WorkflowFile,
  earlier: readonly Job[],
  choice: Exclude<JobChoice, 'all'>,
): ReadonlySet<string> {
  const ended = (job: Job): boolean => job.conclusion === 'success' || job.conclusion === 'skipped';
  const done = new Set(earlier.map((job) => job.workflowJob));
  const chosen = choice === 'failed' ? earlier.filter((job) => !ended(job)).map((job) => job.workflowJob) : [...choice];
  const repeated = new Set([...chosen, ...file.jobs.map((job) => job.id).filter((id) => !done.has(id))]);
  for (let before = -1; before !== repeated.size; ) {
    before = repeated.size;
    for (const job of file.jobs) if (job.needs.some((needed) => repeated.has(needed))) repeated.add(job.id);
  }
  return repeated;
}
