// The coder as a command line: any coding agent that reads a prompt and changes files in its working directory.
import { type Job, PhaseError } from '../job.ts';
import { runCommand } from '../shell/run-command.ts';
import type { Workbench } from '../shell/workbench.ts';
import { oneLine, tail } from '../text/cut.ts';
import type { CoderReport, Turn } from './coder-report.ts';

export async function commandCoder(
  job: Job,
  { command, bench }: { command: string; bench: Workbench },
  { number, prompt, minutes }: Turn,
): Promise<CoderReport> {
  const environment = bench.environment({
    CHIMERA_PROMPT_FILE: prompt.file,
    CHIMERA_ROUND: String(job.request.round),
    CHIMERA_TURN: String(number),
  });
  const name = number === 1 ? 'coder' : `coder-turn-${number}`;
  const run = await runCommand(job, command, {
    name,
    environment,
    input: prompt.text,
    leftovers: 'end',
    bench,
    minutes,
  });
  const said = tail(run.output.trim(), 4_000);
  const coder = oneLine(`command: ${command}`, 300);
  // Whoever runs out of time may have done enough: the tests decide.
  if (run.status === 0 || run.status === 'timed out') return { coder, summary: said, usage: null };
  throw new PhaseError(
    'coder_failed',
    `The coder's command "${oneLine(command, 300)}" ended with ${run.status}. The end of its output:\n${said || '(nothing)'}`,
  );
}
