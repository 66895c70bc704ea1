// How much the generated tests see: of faults in what an issue asks for, how many turn its test red; of correct versions,
// how many do so by mistake. The deterministic part alone, no model.
import { draftTest } from '../../../src/scenario/draft-test.ts';
import { mutated, type QualityApp } from '../app.ts';
import { allApps } from '../apps/all-apps.ts';
import { type Bench, openBench } from './run-generated.ts';

export interface AppMeasure {
  readonly name: string;
  readonly scenarios: number;
  readonly mutants: number;
  readonly killed: number;
  /** Names of the faults that the test did not see. */
  readonly survivors: readonly string[];
  readonly correctRuns: number;
  /** Failures on the correct version, with their reason. */
  readonly falseAlarms: readonly string[];
}

const correctRuns = 3;

export async function measureEndToEnd(
  log: (line: string) => void,
  apps: readonly QualityApp[] = allApps,
  workers = 1,
): Promise<readonly AppMeasure[]> {
  const bench = await openBench(workers);
  try {
    const measures: AppMeasure[] = [];
    for (const app of apps) {
      const measure = await measureApp(bench, app);
      measures.push(measure);
      const { name, killed, mutants, survivors, falseAlarms } = measure;
      const missed = survivors.length === 0 ? '' : `; not seen: ${survivors.join(', ')}`;
      log(`${name}: ${killed} of ${mutants} killed${missed}; false alarms: ${falseAlarms.length}`);
      for (const alarm of falseAlarms) log(`  ${alarm}`);
    }
    return measures;
  } finally {
    await bench.close();
  }
}

async function measureApp(bench: Bench, app: QualityApp): Promise<AppMeasure> {
  const test = generatedTest(app);
  const falseAlarms: string[] = [];
  let scenarios = 0;
  for (let run = 0; run < correctRuns; run += 1) {
    const outcomes = await bench.run(app.page, test);
    scenarios = outcomes.length;
    const failed = outcomes.filter(({ status }) => status !== 'passed');
    falseAlarms.push(
      ...failed.map(({ title, error }) => `${title}: ${(error ?? '').slice(0, 300).replaceAll('\n', ' ')}`),
    );
  }
  const survivors: string[] = [];
  for (const mutant of app.mutants) {
    const outcomes = await bench.run(mutated(app, mutant), test);
    if (outcomes.every(({ status }) => status === 'passed')) survivors.push(mutant.name);
  }
  const mutants = app.mutants.length;
  return {
    name: app.name,
    scenarios,
    mutants,
    killed: mutants - survivors.length,
    survivors,
    correctRuns,
    falseAlarms,
  };
}

/** Throws when the issue makes no test: that is a fault of the measure or of the vocabulary, and not to be hidden. */
export function generatedTest({ name, issue }: QualityApp): string {
  const draft = draftTest(issue, 1);
  if (draft.kind === 'questions') throw new Error(`${name}: the issue makes no test: ${draft.message}`);
  return draft.content;
}
