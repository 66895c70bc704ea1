// One job from its turn to its end: locks and gates, token and workspace, steps, and giving everything back.

import type { Conclusion, JobPermissions, Json } from '../host.ts';
import { Masks } from '../log/masks.ts';
import { endOrphans } from '../process/orphan-processes.ts';
import { evaluateMap, evaluateNumber, evaluateText, type Scope } from '../workflow/expression.ts';
import { githubContext } from '../workflow/github-context.ts';
import { jobPermissions } from '../workflow/permissions.ts';
import { readGroup } from '../workflow/run-header.ts';
import { executeSteps, type JobEnd, makeTrackingId } from './execute-job.ts';
import type { JobState } from './job-state.ts';
import type { PlannedJob } from './plan-job.ts';
import { makeWorkspace, removeWorkspace } from './workspace.ts';

/** Minutes that GitHub gives a job without `timeout-minutes`, and steps with `always()` after a cancellation. */
const minutesDefault = 360;
const graceMinutes = 5;
const timerMsMax = 2 ** 31 - 1;

export type JobResult = { conclusion: Exclude<Conclusion, 'skipped'>; outputs: Record<string, string> };

/** `cancel` stops it, wherever it is. What goes wrong before the first step throws: the caller reports it. */
export async function runJob(planned: PlannedJob, cancel: AbortSignal): Promise<JobResult> {
  const { host, run, job, key, scope } = planned;
  const displaced = new AbortController();
  const stop = AbortSignal.any([cancel, displaced.signal]);
  const group = job.concurrency && readGroup(job.concurrency, scope);
  if (group) host.report({ kind: 'job_waiting', jobKey: key, for: 'concurrency', name: group.group, at: host.now() });
  const member = `run ${run.id} attempt ${run.attempt} job ${key}`;
  const turn = group && (await host.concurrency.acquire({ ...group, member }, () => displaced.abort(), stop));
  if (turn?.kind === 'displaced') return { conclusion: 'cancelled', outputs: {} };
  try {
    return await runInEnvironment(planned, stop);
  } catch (error) {
    if (stop.aborted) return { conclusion: 'cancelled', outputs: {} };
    throw error;
  } finally {
    turn?.release();
  }
}

async function runInEnvironment(planned: PlannedJob, cancel: AbortSignal): Promise<JobResult> {
  const { host, job, key, scope } = planned;
  const name = job.environment ? evaluateText(job.environment.name, scope) : '';
  if (name === '') return await runOnMachine(planned, undefined, cancel);
  host.report({ kind: 'job_waiting', jobKey: key, for: 'environment', name, at: host.now() });
  const gate = await host.enterEnvironment(key, name, cancel);
  if (gate.kind === 'rejected') throw new Error(gate.message);
  let end: JobEnd = { conclusion: 'failure', outputs: {} };
  try {
    end = await runOnMachine(planned, name, cancel);
    return end;
  } finally {
    const { conclusion, url } = end;
    await host.leaveEnvironment(gate.deploymentId, { conclusion, ...(url ? { url } : {}) });
  }
}

async function runOnMachine(
  planned: PlannedJob,
  environment: string | undefined,
  cancel: AbortSignal,
): Promise<JobEnd> {
  const { host, run, job, key } = planned;
  const permissions = jobPermissions(run.workflow.permissions, job.permissions, run.repository.defaultPermissions);
  const token = await host.issueJobToken(key, permissions);
  try {
    host.report({ kind: 'job_started', jobKey: key, at: host.now(), runnerName: host.machine.name });
    return await runWithToken(planned, { environment, token, permissions }, cancel);
  } finally {
    await host.revokeJobToken(token);
  }
}

async function runWithToken(
  planned: PlannedJob,
  given: { environment: string | undefined; token: string; permissions: JobPermissions },
  cancel: AbortSignal,
): Promise<JobEnd> {
  const { host, run, job, key, scope } = planned;
  const minutes = job.timeoutMinutes ? evaluateNumber(job.timeoutMinutes, scope) : minutesDefault;
  const workspace = await makeWorkspace(run, host.machine);
  const limits = limitsOf(minutes * host.machine.minuteMs, graceMinutes * host.machine.minuteMs, cancel);
  const trackingId = makeTrackingId();
  try {
    const contexts = await jobContexts(planned, { ...given, workspace });
    const state: JobState = {
      ...{ run, host, job, key, workspace, contexts, trackingId },
      token: given.token,
      masks: masksOf(contexts.secrets),
      env: jobEnvironment(planned, { contexts }),
      defaults: {
        shell: job.defaults.shell ?? run.workflow.defaults.shell,
        workingDirectory: job.defaults.workingDirectory ?? run.workflow.defaults.workingDirectory,
      },
      paths: [],
      cancel: limits.cancel,
      grace: host.forced ? AbortSignal.any([limits.grace, host.forced]) : limits.grace,
      posts: [],
    };
    return await executeSteps(state, setUpLines(planned, given.permissions, minutes), limits.timedOut);
  } finally {
    limits.clear();
    await endOrphans(trackingId);
    await removeWorkspace(workspace);
  }
}

/** Signals of a job: cancelled from outside or out of time; and the end of the grace that follows. */
function limitsOf(timeoutMs: number, graceMs: number, outer: AbortSignal) {
  const timeout = new AbortController();
  const grace = new AbortController();
  const timers = [setTimeout(() => timeout.abort(), Math.min(timeoutMs, timerMsMax))];
  const cancel = AbortSignal.any([outer, timeout.signal]);
  const startGrace = () => timers.push(setTimeout(() => grace.abort(), Math.min(graceMs, timerMsMax)));
  if (cancel.aborted) startGrace();
  else cancel.addEventListener('abort', startGrace, { once: true });
  return {
    cancel,
    grace: grace.signal,
    timedOut: timeout.signal,
    clear: () => {
      cancel.removeEventListener('abort', startGrace);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function jobContexts(
  { host, run, job, scope }: PlannedJob,
  own: { environment: string | undefined; token: string; workspace: JobState['workspace'] },
): Promise<JobState['contexts']> {
  const { token, workspace } = own;
  const [vars, secrets] = await Promise.all([host.variables(own.environment), host.secrets(own.environment)]);
  const github: { [name: string]: Json } = {
    ...githubContext(run),
    token,
    job: job.id,
    workspace: workspace.workspace,
    event_path: workspace.eventFile,
  };
  const runner = {
    name: host.machine.name,
    os: process.platform === 'darwin' ? 'macOS' : 'Linux',
    arch: process.arch.toUpperCase(),
    temp: workspace.temporary,
    tool_cache: host.machine.toolCache,
    workspace: workspace.root,
    environment: 'self-hosted',
  };
  return { ...scope.contexts, github, vars, secrets: { ...secrets, GITHUB_TOKEN: token }, runner };
}

/** Later levels see the earlier ones' contexts but, as on GitHub, not their `env`. */
function jobEnvironment({ run, job }: PlannedJob, scope: Scope): Record<string, string> {
  return { ...evaluateMap(run.workflow.env, scope), ...evaluateMap(job.env, scope) };
}

function masksOf(secrets: Json | undefined): Masks {
  const masks = new Masks();
  for (const secret of Object.values((secrets ?? {}) as Record<string, string>)) masks.add(secret);
  return masks;
}

function setUpLines({ host, name }: PlannedJob, permissions: Record<string, string>, minutes: number): string[] {
  const granted = Object.entries(permissions).map(([permission, access]) => `${permission}: ${access}`);
  return [
    `Runner name: '${host.machine.name}'`,
    `Node version: ${process.version}`,
    ...['##[group]GITHUB_TOKEN Permissions', ...granted.sort(), '##[endgroup]'],
    `Job is stopped after ${minutes} minutes`,
    `Complete job name: ${name}`,
  ];
}
