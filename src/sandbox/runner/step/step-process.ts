// Runs one process of a step: its environment, its file commands, its output.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Json } from '../host.ts';
import { type Frame, frameScope, type JobState, type StepOutcome } from '../job/job-state.ts';
import { fileCommandVariables, makeFileCommands, summaryBytesMax, takeFileCommands } from '../log/file-commands.ts';
import type { StepLog } from '../log/step-log.ts';
import { trackingVariable } from '../process/orphan-processes.ts';
import { type ProcessEnd, runProcess } from '../process/run-process.ts';
import { githubVariables } from '../workflow/github-context.ts';

export type StepProcess = {
  command: string;
  args: string[];
  directory: string;
  /** The step's own `env:`. */
  env: Record<string, string>;
  /** INPUT_… and STATE_…, which nothing overrides. */
  fixed: Record<string, string>;
  /** GITHUB_ACTION: the step's id, or one that GitHub makes up (`__run`). */
  actionId: string;
};

export type StepProcessEnd = {
  outcome: StepOutcome;
  outputs: Record<string, string>;
  state: Record<string, string>;
};

export async function runStepProcess(
  request: StepProcess,
  frame: Frame,
  log: StepLog,
  signal: AbortSignal,
): Promise<StepProcessEnd> {
  const { job } = frame;
  const files = await makeFileCommands(job.workspace.temporary);
  const fixed = { ...request.fixed, ...fileCommandVariables(files), GITHUB_ACTION: request.actionId };
  const environment = processEnvironment(frame, request.env, fixed);
  const end = await runProcess({
    command: await findCommand(request.command, environment.PATH ?? ''),
    args: request.args,
    directory: request.directory,
    environment,
    onLine: (line) => log.output(line),
    signal,
    killAfterMs: job.host.machine.killAfterMs,
  });
  const results = await takeFileCommands(files);
  Object.assign(job.env, results.environment);
  job.paths.unshift(...results.paths.toReversed());
  reportSummary(results.summary, log);
  for (const problem of results.problems) log.error(problem);
  const outcome = outcomeOf(end, request.command, log);
  const spoiled = outcome === 'success' && (results.problems.length > 0 || log.refusedCommand);
  return { outcome: spoiled ? 'failure' : outcome, outputs: results.outputs, state: results.state };
}

/** Only what GitHub gives a step, and what the machine declares: nothing of the sandbox's own environment. */
export function processEnvironment(
  frame: Frame,
  env: Record<string, string>,
  fixed: Record<string, string>,
): Record<string, string> {
  const { job } = frame;
  const { machine } = job.host;
  const asked = { ...job.env, ...frame.env, ...env };
  const { github, runner } = frameScope(frame).contexts as Record<string, { [name: string]: Json }>;
  return {
    ...machine.environment,
    HOME: job.workspace.home,
    LANG: 'C.UTF-8',
    CI: 'true',
    [trackingVariable]: job.trackingId,
    ...asked,
    ...githubVariables(github ?? {}),
    ...runnerVariables(runner ?? {}),
    GITHUB_ACTIONS: 'true',
    ...fixed,
    PATH: pathOf(job, asked.PATH),
  };
}

function pathOf(job: JobState, asked: string | undefined): string {
  return [...job.paths, asked ?? job.host.machine.path].join(':');
}

/** Where the job's PATH has a command. The name itself when it has none, so that starting it says so. */
export async function findCommand(command: string, path: string): Promise<string> {
  if (command.includes('/')) return command;
  for (const directory of path.split(':')) {
    if (!isAbsolute(directory)) continue;
    const file = join(directory, command);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return command;
}

function runnerVariables(runner: { [name: string]: Json }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(runner).map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, `${value}`]),
  );
}

function outcomeOf(end: ProcessEnd, command: string, log: StepLog): StepOutcome {
  switch (end.kind) {
    case 'stopped':
      log.error('The operation was canceled.');
      return 'cancelled';
    case 'unstartable':
      log.error(`Cannot run '${command}': ${end.message}. Is it installed, and in the PATH of ${dirname(command)}?`);
      return 'failure';
    case 'exited':
      if (end.code !== 0) log.error(`Process completed with exit code ${end.code}.`);
      return end.code === 0 ? 'success' : 'failure';
  }
}

function reportSummary(summary: string, log: StepLog): void {
  const bytes = Buffer.byteLength(summary);
  if (bytes > summaryBytesMax) {
    const limit = `supports content up to a size of ${summaryBytesMax / 1024}k`;
    log.error(`$GITHUB_STEP_SUMMARY upload aborted, ${limit}, got ${Math.ceil(bytes / 1024)}k.`);
  } else if (summary !== '') log.summary(summary);
}
