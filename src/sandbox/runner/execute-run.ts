// One workflow run: its jobs in the order of their needs, all at a time that may run, to one conclusion.
import type { Conclusion, Run, RunConclusion, RunnerHost } from './host.ts';
import { type JobOutcome, settleJob } from './job/settle-job.ts';
import type { WorkflowJob } from './workflow/workflow.ts';

/** Jobs of the file, by key, that an earlier attempt has carried out already and that do not run again. */
export type KeptJobs = ReadonlyMap<string, JobOutcome>;

/**
 * Resolves when every job has ended and left nothing behind. Abort `cancel` to cancel the run: steps and jobs with
 * `always()` or `cancelled()` still run. Rejects only when the host does.
 */
export async function executeRun(
  run: Run,
  host: RunnerHost,
  cancel: AbortSignal,
  kept: KeptJobs = new Map(),
): Promise<RunConclusion> {
  const variables = await host.variables();
  const outcomes = new Map([...kept].map(([id, outcome]) => [id, Promise.resolve(outcome)] as const));
  const settle = (job: WorkflowJob): Promise<JobOutcome> => {
    const known = outcomes.get(job.id);
    if (known) return known;
    const ancestors = ancestorsOf(job, run.workflow.jobs);
    const outcome = Promise.all(ancestors.map(async (other) => [other.id, await settle(other)] as const)).then(
      (before) => settleJob(job, { run, host, cancel, variables, before: new Map(before) }),
    );
    outcomes.set(job.id, outcome);
    return outcome;
  };
  const settled = await Promise.all(run.workflow.jobs.map(settle));
  return { conclusion: conclude(settled, cancel.aborted) };
}

/** The jobs that a job needs, and those that they need. The reader has made sure that there is no circle. */
function ancestorsOf(job: WorkflowJob, jobs: WorkflowJob[]): WorkflowJob[] {
  const found = new Set<WorkflowJob>();
  const visit = (one: WorkflowJob) => {
    for (const other of jobs.filter((candidate) => one.needs.includes(candidate.id))) {
      if (found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(job);
  return [...found];
}

function conclude(outcomes: JobOutcome[], cancelled: boolean): Conclusion {
  if (cancelled) return 'cancelled';
  const results = outcomes.map((outcome) => outcome.result);
  const worst = (['failure', 'cancelled', 'success'] as const).find((conclusion) => results.includes(conclusion));
  return worst ?? 'skipped';
}
