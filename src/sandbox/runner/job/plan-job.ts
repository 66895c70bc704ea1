// Which jobs a job of the workflow file becomes when its turn comes: none, one, or those of its matrix.
import type { JobDescription, Json, Run, RunnerHost } from '../host.ts';
import { ExpressionFailure, evaluateBoolean, evaluateJson, evaluateText, type Scope } from '../workflow/expression.ts';
import type { WorkflowJob } from '../workflow/workflow.ts';
import { type Combination, expandMatrix } from './matrix.ts';

export type PlannedJob = {
  host: RunnerHost;
  run: Run;
  job: WorkflowJob;
  key: string;
  name: string;
  /** What `runs-on` asks for. */
  labels: string[];
  /** github, inputs, vars, needs, and matrix and strategy. */
  scope: Scope;
};

export type JobPlan = { jobs: PlannedJob[]; failFast: boolean };

/** `scope` is that of the job's `if`. Throws ExpressionFailure when the matrix cannot be made. */
export function planJob(job: WorkflowJob, run: Run, host: RunnerHost, scope: Scope): JobPlan {
  const { strategy } = job;
  if (!strategy) return { jobs: [plan(job, run, host, scope, undefined)], failFast: true };
  if (strategy.maxParallel) {
    const { line } = strategy.maxParallel;
    throw new ExpressionFailure(`unsupported: \`strategy.max-parallel\` (Line: ${line}) in the sandbox; leave it out.`);
  }
  const combinations = expandMatrix(evaluateJson(strategy.matrix, scope));
  const failFast = strategy.failFast ? evaluateBoolean(strategy.failFast, scope) : true;
  const jobs = combinations.map((combination, index) =>
    plan(job, run, host, scope, { combination, index, total: combinations.length, failFast }),
  );
  return { jobs, failFast };
}

export function describeJob({ job, key, name, labels }: PlannedJob): JobDescription {
  return { key, workflowJob: job.id, name, labels, needs: job.needs };
}

/** Labels that the machine does not have; a job that asks for one would wait for ever. */
export function missingLabels({ labels, host }: PlannedJob): string[] {
  const has = new Set(host.machine.labels.map((label) => label.toLowerCase()));
  return labels.filter((label) => !has.has(label.toLowerCase()));
}

type Place = { combination: Combination; index: number; total: number; failFast: boolean };

function plan(job: WorkflowJob, run: Run, host: RunnerHost, outer: Scope, place: Place | undefined): PlannedJob {
  const matrix = place?.combination ?? {};
  const strategy = {
    'fail-fast': place?.failFast ?? true,
    'job-index': place?.index ?? 0,
    'job-total': place?.total ?? 1,
    'max-parallel': place?.total ?? 1,
  };
  const scope: Scope = { ...outer, contexts: { ...outer.contexts, matrix, strategy } };
  const key = place ? `${job.id}-${place.index + 1}` : job.id;
  return { host, run, job, key, name: nameOf(job, scope, place), labels: labelsOf(job, scope), scope };
}

function nameOf(job: WorkflowJob, scope: Scope, place: Place | undefined): string {
  const own = (job.name && evaluateText(job.name, scope)) || job.id;
  if (!place || job.name?.kind === 'expression') return own;
  return `${own} (${Object.values(place.combination).map(showValue).join(', ')})`;
}

function showValue(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function labelsOf(job: WorkflowJob, scope: Scope): string[] {
  const labels = evaluateJson(job.runsOn, scope);
  return (Array.isArray(labels) ? labels : [labels]).map(String);
}
