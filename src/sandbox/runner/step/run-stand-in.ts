// A stand-in for a public action, inside this process; its commands run like those of any other step.
import type { StandInEnd, StandInStep } from '../../actions/stand-in.ts';
import type { Frame, StepOutcome } from '../job/job-state.ts';
import type { StepLog } from '../log/step-log.ts';
import { runProcess } from '../process/run-process.ts';
import { findCommand, processEnvironment } from './step-process.ts';

export function standInStep(
  frame: Frame,
  inputs: Record<string, string>,
  env: Record<string, string>,
  log: StepLog,
  signal: AbortSignal,
): StandInStep {
  const { job } = frame;
  return {
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value])),
    run: job.run,
    token: job.token,
    workspace: job.workspace.workspace,
    temporary: job.workspace.temporary,
    artifacts: job.host.artifacts,
    log: {
      line: (text) => log.line(text),
      warning: (message) => log.warning(message),
      mask: (secret) => log.mask(secret),
    },
    execute: async (command, args, options) => {
      const environment = { ...processEnvironment(frame, env, {}), ...options.environment };
      const end = await runProcess({
        command: await findCommand(command, environment.PATH ?? ''),
        args,
        directory: options.directory,
        environment,
        onLine: options.onLine ?? ((line) => log.line(line)),
        signal,
        killAfterMs: job.host.machine.killAfterMs,
      });
      if (end.kind === 'unstartable') throw new Error(`Cannot run '${command}': ${end.message}`);
      return end.kind === 'exited' ? end.code : undefined;
    },
    signal,
  };
}

/** What a stand-in's end means for its step; its environment and post step are the job's from here on. */
export function standInOutcome(end: StandInEnd, frame: Frame, log: StepLog, signal: AbortSignal): StepOutcome {
  if (signal.aborted) {
    log.error('The operation was canceled.');
    return 'cancelled';
  }
  if (end.kind === 'failed') {
    log.error(end.message);
    return 'failure';
  }
  frame.job.paths.unshift(...(end.paths ?? []));
  return 'success';
}
