// A JavaScript action: node on its file, with its inputs and state in the environment.
import { join } from 'node:path';
import type { Frame } from '../job/job-state.ts';
import type { StepLog } from '../log/step-log.ts';
import type { ActionFiles, PlannedStep } from './planned-step.ts';
import { runStepProcess, type StepProcessEnd } from './step-process.ts';

export async function runJavascript(
  file: string,
  use: { planned: PlannedStep; action: ActionFiles; inputs: Record<string, string>; env: Record<string, string> },
  frame: Frame,
  log: StepLog,
  signal: AbortSignal,
): Promise<StepProcessEnd> {
  const { planned, action, inputs } = use;
  const end = await runStepProcess(
    {
      command: process.execPath,
      args: [join(action.directory, file)],
      directory: frame.job.workspace.workspace,
      env: use.env,
      fixed: { ...inputVariables(inputs), ...stateVariables(planned.state) },
      actionId: planned.step.id || `__${action.repository.replaceAll('/', '_')}`,
    },
    { ...frame, action: { directory: action.directory, repository: action.repository, ref: action.ref } },
    log,
    signal,
  );
  Object.assign(planned.state, end.state);
  return end;
}

/** `if-no-files-found` → INPUT_IF-NO-FILES-FOUND; only blanks are replaced, as on GitHub. */
function inputVariables(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

function stateVariables(state: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}
