// What the coder's change does, in the job itself: the repository's own tests, then the frozen test against the started
// application. It tells the coder where it stands; the guardian looks again, in a job of its own.
import type { Work } from '../../../src/contract/request.ts';
import { type Job, PhaseError } from '../job.ts';
import { runTest } from '../playwright/run-test.ts';
import { testFindings } from '../playwright/test-findings.ts';
import { runApplication } from '../shell/run-application.ts';
import { runCommand } from '../shell/run-command.ts';
import type { Workbench } from '../shell/workbench.ts';
import { tail } from '../text/cut.ts';

type ImplementFeature = Extract<Work, { command: 'implement_feature' }>;

export type Trial =
  | { readonly kind: 'green' }
  /** `output` is for the coder to read. */
  | { readonly kind: 'red'; readonly output: string };

interface TriedOut {
  readonly work: ImplementFeature;
  /** Text of the frozen test. */
  readonly test: string;
  readonly bench: Workbench;
  readonly turn: number;
}

const outputCharactersMax = 8_000;

export async function tryOut(job: Job, { work, test, bench, turn }: TriedOut): Promise<Trial> {
  try {
    return await runApplication(
      job,
      work.application,
      async () => (await ownTests(job, { work, bench, turn })) ?? (await frozenTest(job, { work, test, turn })),
      bench,
    );
  } catch (error) {
    // That the application does not start, or the page does not open, is news for the coder.
    if (!(error instanceof PhaseError) || error.failure.class === 'machinery') throw error;
    return { kind: 'red', output: tail(error.message, outputCharactersMax) };
  }
}

async function ownTests(
  job: Job,
  { work, bench, turn }: { work: ImplementFeature; bench: Workbench; turn: number },
): Promise<Trial | null> {
  if (work.testCommand === null) return null;
  const environment = bench.environment({ CI: 'true' });
  const name = `repository-tests-${turn}`;
  const run = await runCommand(job, work.testCommand, { name, environment, leftovers: 'end', bench, minutes: 10 });
  if (run.status === 0) return null;
  return {
    kind: 'red',
    output: `\`${work.testCommand}\` ended with ${run.status}:\n${tail(run.output, outputCharactersMax)}`,
  };
}

async function frozenTest(
  job: Job,
  { work, test, turn }: { work: ImplementFeature; test: string; turn: number },
): Promise<Trial> {
  const run = await runTest(job, {
    name: `turn-${turn}`,
    path: work.test.path,
    text: test,
    baseUrl: work.application.url,
    commit: job.request.head,
    patienceMs: 2_500,
    trace: 'off',
    times: 1,
    expected: 'green',
  });
  const findings = testFindings(work.test.path, run);
  if (findings.length === 0) return { kind: 'green' };
  const output = findings.map(({ title, explanation }) => `${title}\n${explanation}`).join('\n\n');
  return { kind: 'red', output: tail(output, outputCharactersMax) };
}
