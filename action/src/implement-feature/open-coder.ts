// Who the coder is, where it works, and what of its work counts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeSet } from '../../../src/contract/change-set.ts';
import type { Work } from '../../../src/contract/request.ts';
import { openConfinedBench } from '../confinement/confined-bench.ts';
import { type Job, PhaseError } from '../job.ts';
import { keyOf, openModel } from '../model/open-model.ts';
import { openSpending } from '../model/spending.ts';
import { checkoutBench, type Workbench } from '../shell/workbench.ts';
import type { CoderReport, Turn } from './coder-report.ts';
import { collectChangeSet } from './collect-change-set.ts';
import { commandCoder } from './command-coder.ts';
import { modelCoder } from './model-coder/model-coder.ts';
import { openPresetCoder } from './presets/preset-coder.ts';
import { replayCoder } from './replay-coder.ts';

export interface Coder {
  readonly bench: Workbench;
  /** Absolute path where it finds its prompt, outside of the repository. */
  readonly promptFile: string;
  /** Whether its work is tried out, and it gets another turn. */
  readonly triesOut: boolean;
  take(turn: Turn): Promise<CoderReport>;
  /** All that it has changed so far. */
  collect(): Promise<ChangeSet>;
  /** Whether nothing is left of what it may cost. */
  spent(): boolean;
  close(): Promise<void>;
}

type ImplementFeature = Extract<Work, { command: 'implement_feature' }>;

/** Where a coder works, and what becomes of its files. */
interface Place extends Pick<Coder, 'bench' | 'promptFile' | 'close'> {
  /** Absolute path of a directory outside of the repository that the coder may write. */
  readonly home: string;
  /** `leftOut`: what the coder has for itself only, as patterns of `.gitignore`. */
  collect(leftOut?: readonly string[]): Promise<ChangeSet>;
  /** Lets this process write the files, until `handOver`. */
  takeBack(): void;
  handOver(): void;
}

export async function openCoder(job: Job, work: ImplementFeature): Promise<Coder> {
  const { choice, isolation, passEnvironment } = work.coder;
  if (choice.kind === 'replay') {
    const take = () => replayCoder(job, choice.directory);
    return { ...inCheckout(job), triesOut: false, take, spent: () => false };
  }
  const place = isolation === 'off' ? inCheckout(job) : inCopy(job, passEnvironment);
  try {
    if (choice.kind === 'command') {
      const take = (turn: Turn) => commandCoder(job, { command: choice.command, bench: place.bench }, turn);
      return { ...place, triesOut: true, take, spent: () => false };
    }
    if (choice.preset === 'model') return builtIn(job, work, place);
    const { preset } = choice;
    const confined = isolation === 'required';
    const { bench, home } = place;
    const coder = await openPresetCoder(job, work.limits, { choice: { ...choice, preset }, bench, home, confined });
    const close = async (): Promise<void> => {
      await coder.close();
      await place.close();
    };
    const collect = () => place.collect(coder.leaves);
    return { ...place, triesOut: true, take: coder.take, collect, spent: coder.spent, close };
  } catch (error) {
    await place.close();
    throw error;
  }
}

const requestsMax = 400;

/** The model's tools run in this very process, so that nothing of the model's needs to see the key. */
function builtIn(job: Job, work: ImplementFeature, place: Place): Coder {
  if (work.model === null) {
    throw new PhaseError(
      'model_failed',
      'The coder is the built-in one, but .github/chimera.yml has no `model` section.',
    );
  }
  const { limits, testCommand } = work;
  const settings = {
    ...work.model,
    name: work.coder.choice.kind === 'preset' ? (work.coder.choice.model ?? work.model.name) : work.model.name,
  };
  const spending = openSpending({ limits, costPerMillion: settings.costPerMillion, requestsMax });
  const model = openModel(settings, { key: keyOf(settings, job.environment), spending });
  const commands = testCommand === null ? [] : [testCommand];
  return {
    ...place,
    triesOut: true,
    async take(turn) {
      place.takeBack();
      const report = await modelCoder(job, { model, commands, ...place }, turn);
      place.handOver();
      return report;
    },
    spent: () => spending.spent(),
    async close() {
      job.used(spending.usage(`model ${model.name}`));
      await place.close();
    },
  };
}

function inCheckout(job: Job): Place {
  return {
    bench: checkoutBench(job),
    promptFile: join(job.scratch, 'prompt.md'),
    home: job.scratch,
    takeBack: () => undefined,
    handOver: () => undefined,
    async collect(leftOut) {
      requireRepository(job.workspace);
      return await collectChangeSet(job, { leftOut });
    },
    close: async () => undefined,
  };
}

/** As a user of its own: what runs there can neither read the job's secrets nor write what the job believes. */
function inCopy(job: Job, pass: readonly string[]): Place {
  const bench = openConfinedBench(job, { pass });
  return {
    bench,
    promptFile: join(bench.shown, 'prompt.md'),
    home: bench.home,
    takeBack: () => bench.settle(),
    handOver: () => bench.handOver(),
    async collect(leftOut) {
      bench.settle();
      const changeSet = await collectChangeSet(job, { directory: bench.directory, leftOut });
      bench.handOver();
      return changeSet;
    },
    close: async () => bench.close(),
  };
}

function requireRepository(workspace: string): void {
  const place = join(workspace, '.git');
  if (existsSync(place)) return;
  throw new PhaseError(
    'coder_failed',
    `The coder has removed the repository (${place} is gone); its change cannot be read.`,
  );
}
