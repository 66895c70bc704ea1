// Phase 2: a coder changes the code, turn by turn, until the tests are green or a limit is reached. The change set is what
// git says, and success is a valid result, never an exit code.
import { writeFileSync } from 'node:fs';
import type { ChangeSet } from '../../../src/contract/change-set.ts';
import type { Work } from '../../../src/contract/request.ts';
import { readFrozenTest, sha256 } from '../git/frozen-test.ts';
import { type Command, type Job, PhaseError } from '../job.ts';
import type { CoderReport } from './coder-report.ts';
import { type Coder, openCoder } from './open-coder.ts';
import { readInstructions } from './read-instructions.ts';
import { type Trial, tryOut } from './try-out.ts';
import { turnPrompt, writePrompt } from './write-prompt.ts';

type ImplementFeature = Extract<Work, { command: 'implement_feature' }>;

export const implementFeature: Command<'implement_feature'> = async (job, work) => {
  const test = await readFrozenTest(job, work.test);
  const instructions = await readInstructions(job);
  const first = writePrompt({ work, round: job.request.round, test, instructions });
  const coder = await openCoder(job, work);
  try {
    const { changeSet, report, turns, tests } = await takeTurns(job, { work, test, first, coder });
    const { coder: who, summary } = report;
    return {
      verdict: 'succeeded',
      output: { command: 'implement_feature', changeSet, coder: who, summary, turns, tests },
    };
  } finally {
    await coder.close();
  }
};

interface Turns {
  readonly work: ImplementFeature;
  readonly test: string;
  /** The prompt of the first turn. */
  readonly first: string;
  readonly coder: Coder;
}

interface Taken {
  readonly changeSet: ChangeSet;
  readonly report: CoderReport;
  readonly turns: number;
  readonly tests: 'green' | 'red' | 'not-run';
}

async function takeTurns(job: Job, { work, test, first, coder }: Turns): Promise<Taken> {
  const end = Date.now() + work.limits.minutes * 60_000;
  let before = '';
  let trial: Trial | null = null;
  for (let number = 1; ; number += 1) {
    const text = trial?.kind === 'red' ? turnPrompt(first, number, trial.output) : first;
    const prompt = { text, file: coder.promptFile };
    writeFileSync(prompt.file, text, { mode: 0o644 });
    job.result.keepText(number === 1 ? 'prompt.md' : `prompt-turn-${number}.md`, text);
    const report = await coder.take({ number, prompt, minutes: Math.max(0.05, (end - Date.now()) / 60_000) });
    if (report.usage !== null) job.used({ who: report.coder.slice(0, 200), ...report.usage });
    const changeSet = await coder.collect();
    if (changeSet.files.length === 0) throw nothingChanged(report);
    if (!coder.triesOut) return { changeSet, report, turns: number, tests: 'not-run' };
    trial = await tryOut(job, { work, test, bench: coder.bench, turn: number });
    const tests = trial.kind;
    const now = sha256(JSON.stringify(changeSet.files));
    const over = number >= work.coder.turnsMax || Date.now() >= end || coder.spent();
    // A turn that changed nothing will not change anything the next time either.
    if (trial.kind === 'green' || over || now === before) return { changeSet, report, turns: number, tests };
    before = now;
    job.print(`── turn ${number}: the tests are red, the coder goes on\n`);
  }
}

function nothingChanged(report: CoderReport): PhaseError {
  const said = report.summary === '' ? ' It printed nothing.' : ` It printed:\n${report.summary}`;
  return new PhaseError(
    'no_changes',
    `The coder (${report.coder}) ended without an error, but changed no file that git does not ignore.${said}`,
  );
}
