// The coder as a command line: any coding agent that reads a prompt and changes files in its working directory.
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { oneLine, tail } from '../text/cut.ts';
import type { CoderReport } from './coder-report.ts';

export interface Prompt {
  readonly text: string;
  /** Outside the checkout, so that it cannot become part of the change. */
  readonly file: string;
}

export async function commandCoder(job: Job, command: string, prompt: Prompt): Promise<CoderReport> {
  const environment = commandEnvironment(job.environment, {
    CHIMERA_PROMPT_FILE: prompt.file,
    CHIMERA_ROUND: String(job.request.round),
  });
  const run = await runCommand(job, command, { name: 'coder', environment, input: prompt.text, leftovers: 'end' });
  if (run.status === 0) {
    return { coder: oneLine(`command: ${command}`, 300), summary: tail(run.output.trim(), 4_000) };
  }
  throw new PhaseError(
    'coder_failed',
    `The coder's command "${oneLine(command, 300)}" ended with ${run.status}. The end of its output:\n${tail(run.output.trim(), 4_000) || '(nothing)'}`,
  );
}
