/** Keeps the records of a run's jobs and steps from what the runner reports. */
import { announceCheckRun, newCheckRun } from '../../changes/check-runs.ts';
import type { Conclusion, JobDescription, RunnerEvent } from '../../runner/host.ts';
import { jobPage } from '../../shapes/workflow-run.ts';
import type { Site } from '../../site.ts';
import type { Step } from '../../world/actions/workflow.ts';
import type { CheckRun } from '../../world/check.ts';
import type { Job, WorkflowRun } from '../../world/repository.ts';
import { announceJob, announceRun, starter } from '../announce-run.ts';

export interface JobRecords {
  /** Takes in one report of the runner. */
  take(event: RunnerEvent): void;
  /** The job has got a machine. */
  started(jobKey: string): void;
  job(jobKey: string): Job;
}

export function createJobRecords(site: Site, run: WorkflowRun): JobRecords {
  const jobs = new Map<string, Job>();
  const jobOf = (key: string): Job => {
    const job = jobs.get(key);
    if (!job) throw new Error(`Run ${run.id} has no job ${key}; the runner reports job_queued first`);
    return job;
  };
  return {
    job: jobOf,
    started: (key) => start(site, jobOf(key)),
    take: (event) => {
      if (event.kind === 'job_queued') {
        jobs.set(event.job.key, queue(site, run, event.job));
        return;
      }
      take(site, jobOf(event.jobKey), event);
    },
  };
}

function queue(site: Site, run: WorkflowRun, described: JobDescription): Job {
  const { world } = site;
  const job: Job = {
    id: world.nextId(),
    writtenMs: world.now(),
    run,
    attempt: run.attempt,
    key: described.key,
    workflowJob: described.workflowJob,
    name: described.name,
    status: 'queued',
    conclusion: null,
    outputs: {},
    startedMs: undefined,
    completedMs: undefined,
    labels: described.labels,
    steps: [],
    log: '',
    summary: '',
    permissions: {},
    concurrencyGroup: undefined,
    environment: undefined,
    deployment: undefined,
    checkRun: undefined,
  };
  run.repository.jobs.set(job.id, job);
  job.checkRun = newCheckRun(site, run.repository, {
    id: job.id,
    app: site.actionsApp,
    commit: run.headCommit,
    headBranch: run.headBranch,
    name: job.name,
    detailsUrl: jobPage(world, job),
    externalId: `${run.id}-${job.attempt}-${job.key}`,
  });
  announceJob(site, job, 'queued');
  announceCheckRun(site, run.repository, job.checkRun, 'created', starter(run));
  return job;
}

function start(site: Site, job: Job): void {
  const { run } = job;
  job.status = 'in_progress';
  job.startedMs = site.world.now();
  changeCheckRun(job, { status: 'in_progress', startedMs: job.startedMs });
  announceJob(site, job, 'in_progress');
  if (run.status !== 'in_progress') {
    run.status = 'in_progress';
    run.updatedMs = site.world.now();
    announceRun(site, run, 'in_progress');
  }
  changed(site, job);
}

function take(site: Site, job: Job, event: Exclude<RunnerEvent, { kind: 'job_queued' }>): void {
  switch (event.kind) {
    case 'job_waiting':
      wait(site, job, event);
      break;
    case 'job_started':
      break;
    case 'step_started':
      job.steps.push({
        number: event.step,
        name: event.name,
        status: 'in_progress',
        conclusion: null,
        startedMs: event.at.getTime(),
        completedMs: undefined,
      });
      break;
    case 'log':
      job.log += logLines(event.at, event.text);
      break;
    case 'annotation':
      annotate(job, event.annotation);
      break;
    case 'summary':
      job.summary += `${event.markdown}\n`;
      break;
    case 'step_completed':
      completeStep(job, event.step, event.conclusion, event.at);
      break;
    case 'job_completed':
      job.outputs = event.outputs;
      complete(site, job, event.conclusion);
      return;
    default:
      event satisfies never;
  }
  changed(site, job);
}

function wait(site: Site, job: Job, event: Extract<RunnerEvent, { kind: 'job_waiting' }>): void {
  if (event.for === 'concurrency') {
    job.concurrencyGroup = event.name;
    job.status = 'pending';
    return;
  }
  job.environment = event.name;
  job.status = 'waiting';
  announceJob(site, job, 'waiting');
}

function annotate(job: Job, annotation: Extract<RunnerEvent, { kind: 'annotation' }>['annotation']): void {
  job.checkRun?.output.annotations.push({
    path: annotation.path ?? '.github',
    startLine: annotation.startLine ?? 1,
    endLine: annotation.endLine ?? annotation.startLine ?? 1,
    startColumn: null,
    endColumn: null,
    level: annotation.level,
    message: annotation.message,
    title: annotation.title ?? null,
    rawDetails: null,
  });
}

function completeStep(job: Job, number: number, conclusion: Conclusion, at: Date): void {
  const step: Step | undefined = job.steps.findLast((each) => each.number === number);
  if (!step) return;
  step.status = 'completed';
  step.conclusion = conclusion;
  step.completedMs = at.getTime();
}

function complete(site: Site, job: Job, conclusion: Conclusion): void {
  const nowMs = site.world.now();
  job.status = 'completed';
  job.conclusion = conclusion;
  job.startedMs ??= nowMs;
  job.completedMs = nowMs;
  changeCheckRun(job, { status: 'completed', conclusion, startedMs: job.startedMs, completedMs: nowMs });
  announceJob(site, job, 'completed');
  if (job.checkRun) announceCheckRun(site, job.run.repository, job.checkRun, 'completed', starter(job.run));
  changed(site, job);
}

function changeCheckRun(job: Job, change: Partial<CheckRun>): void {
  if (job.checkRun) Object.assign(job.checkRun, change);
}

function changed(site: Site, job: Job): void {
  site.world.changed({ kind: 'job', repository: job.run.repository, id: job.id });
}

/** GitHub's logs have the time with seven decimals before each line. */
function logLines(at: Date, text: string): string {
  const time = at.toISOString().replace('Z', '0000Z');
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${time} ${line}\n`)
    .join('');
}
