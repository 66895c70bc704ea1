/** Starts, stops and repeats workflow runs; the runner carries them out. */
import { join } from 'node:path';
import { ConcurrencyLocks } from '../runner/concurrency-locks.ts';
import { executeRun } from '../runner/execute-run.ts';
import type { RunnerMachine } from '../runner/host.ts';
import { makeMachine } from '../runner/machine.ts';
import { describeProblems } from '../runner/read/read-workflow.ts';
import { evaluateConcurrency } from '../runner/workflow/run-header.ts';
import type { Workflow as WorkflowFile } from '../runner/workflow/workflow.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import type { Site } from '../site.ts';
import type { Deployment } from '../world/actions/deployment.ts';
import type { Conclusion, RunStatus } from '../world/actions/workflow.ts';
import type { Repository, WorkflowRun } from '../world/repository.ts';
import { announceRun } from './announce-run.ts';
import { groupsOfRuns, memberName } from './groups-of-runs.ts';
import { createEnvironmentGates } from './host/environment-gates.ts';
import { createJobSlots } from './host/job-slots.ts';
import { createRunHost } from './host/run-host.ts';
import { beginAttempt, type JobChoice, keepJobs } from './next-attempt.ts';
import { runnerRun } from './run-record.ts';
import { dispatchRun, startRuns } from './start-runs.ts';
import { refreshWorkflows, workflowFileAt } from './workflow-files.ts';
import type { WorkflowRuns } from './workflow-runs.ts';

/** By force, not even what has `always()` goes on. */
interface Cancellation {
  readonly orderly: AbortController;
  readonly forced: AbortController;
}

/** @param siteOf gives the site once it is complete. */
export function createWorkflowRuns(siteOf: () => Site, options: NonNullable<SandboxOptions['runner']>): WorkflowRuns {
  const locks = new Map<Repository, ConcurrencyLocks>();
  const cancels = new Map<WorkflowRun, Cancellation>();
  const gates = createEnvironmentGates();
  const slots = createJobSlots(options.jobsMax ?? 2);
  const underWay = new Set<Promise<unknown>>();
  let closing = false;

  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    underWay.add(work);
    const done = (): boolean => underWay.delete(work);
    work.then(done, done);
    return work;
  };
  const locksOf = (repository: Repository): ConcurrencyLocks => {
    const known = locks.get(repository) ?? new ConcurrencyLocks();
    locks.set(repository, known);
    return known;
  };
  const launch = (run: WorkflowRun, jobs: JobChoice = 'all'): void => {
    if (closing) return;
    const cancel = { orderly: new AbortController(), forced: new AbortController() };
    cancels.set(run, cancel);
    void track(carryOut(run, cancel, jobs).catch((error: unknown) => fail(siteOf(), run, error))).finally(() =>
      cancels.delete(run),
    );
  };
  const carryOut = async (run: WorkflowRun, { orderly, forced }: Cancellation, jobs: JobChoice): Promise<void> => {
    const site = siteOf();
    const file = await fileOf(run);
    const host = createRunHost({
      ...{ site, run, gates, slots },
      locks: locksOf(run.repository),
      machine: machineFor(site, options),
      forced: forced.signal,
    });
    const described = runnerRun(site.world, run, file);
    const group = evaluateConcurrency(described, await host.variables());
    run.concurrencyGroup = group?.group;
    if (group) show(site, run, 'pending');
    const member = memberName(run);
    const stop = (): void => orderly.abort();
    const turn = group && (await locksOf(run.repository).acquire({ ...group, member }, stop, orderly.signal));
    if (turn?.kind === 'displaced') {
      complete(site, run, 'cancelled');
      return;
    }
    try {
      show(site, run, 'queued');
      const kept = keepJobs(site.world, run, file, jobs);
      const { conclusion } = await executeRun(described, host, orderly.signal, kept);
      turn?.release();
      complete(site, run, conclusion);
    } finally {
      turn?.release();
    }
  };
  return {
    start: (happening) => {
      if (closing) return;
      const started = startRuns(siteOf(), happening, launch);
      void track(
        started.catch((error: unknown) => {
          console.error(`Runs for ${happening.event} could not be started:`, error);
        }),
      );
    },
    dispatch: (request) => track(dispatchRun(siteOf(), request, launch)),
    cancel: (run, { force } = {}) => {
      const cancel = cancels.get(run);
      cancel?.orderly.abort();
      if (force) cancel?.forced.abort();
      return cancel !== undefined;
    },
    rerun: (run, doer, jobs) => {
      if (cancels.has(run) || run.status !== 'completed') return false;
      beginAttempt(siteOf().world, run, doer);
      launch(run, jobs);
      return true;
    },
    groups: (repository) => groupsOfRuns(repository, locksOf(repository).list()),
    review: (run, environments, verdict) => {
      const deployments = deploymentsAt(run, environments);
      gates.settle(run, environments, verdict);
      return deployments;
    },
    waitingFor: (run) => gates.pending(run),
    refreshWorkflows: (repository) => refreshWorkflows(siteOf().world, repository),
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    close: async () => {
      closing = true;
      for (const { orderly, forced } of cancels.values()) {
        orderly.abort();
        forced.abort();
      }
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Deployments of the run's jobs to these environments. */
function deploymentsAt(run: WorkflowRun, environments: readonly string[]): Deployment[] {
  return [...run.repository.jobs.values()].flatMap(({ run: its, attempt, deployment }) =>
    its === run && attempt === run.attempt && deployment && environments.includes(deployment.environment)
      ? [deployment]
      : [],
  );
}

/** The workflow file as of the run's commit. */
async function fileOf(run: WorkflowRun): Promise<WorkflowFile> {
  const file = await workflowFileAt(run.repository, run.workflow.path, run.sha);
  if (!file) throw new Error(`${run.workflow.path} is not in commit ${run.sha}`);
  if ('problems' in file) throw new Error(describeProblems([...file.problems]));
  return file;
}

function machineFor(site: Site, options: NonNullable<SandboxOptions['runner']>): RunnerMachine {
  const machine = makeMachine({
    searchPath: process.env.PATH ?? '',
    workDirectory: join(site.directory, 'work'),
    environment: { ...options.environment },
  });
  return options.toolCache === undefined ? machine : { ...machine, toolCache: options.toolCache };
}

function show({ world }: Site, run: WorkflowRun, status: RunStatus): void {
  run.status = status;
  world.changed({ kind: 'workflow_run', repository: run.repository, id: run.id });
}

function complete(site: Site, run: WorkflowRun, conclusion: Conclusion): void {
  run.status = 'completed';
  run.conclusion = conclusion;
  run.updatedMs = site.world.now();
  run.completedMs = site.world.now();
  announceRun(site, run, 'completed');
  site.world.changed({ kind: 'workflow_run', repository: run.repository, id: run.id });
}

/** A run that could not even begin: its file is broken, or an expression of its header is. */
function fail(site: Site, run: WorkflowRun, error: unknown): void {
  run.startupError = error instanceof Error ? error.message : String(error);
  complete(site, run, 'startup_failure');
}
