// A lane: one thing done over and over, asleep until something happens or falls due. A stumble never ends it.
import type { Log } from './parts.ts';

export interface Lane {
  start(): void;
  /** Something has happened: take a turn now, or right after the one under way. */
  rouse(): void;
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

interface Work {
  readonly name: string;
  /** Does what there is to do; resolves with the time at which it should look again, or `null` for "when roused". */
  turn(): Promise<number | null>;
  readonly now: () => number;
  readonly log: Log;
}

/** Longest sleep without a look at the record, and pause after a stumble, in milliseconds. */
const sleepMsMax = 5_000;
const stumbleMs = 1_000;
/** Shortest sleep, so that work which is due but blocked costs next to nothing. */
const sleepMsMin = 50;

export function createLane({ name, turn, now, log }: Work): Lane {
  let running: Promise<void> | null = null;
  let stopping = false;
  let roused = false;
  let wake: () => void = () => {};

  async function sleep(pauseMs: number): Promise<void> {
    if (roused || stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      roused = false;
      let pauseMs = stumbleMs;
      try {
        const next = await turn();
        pauseMs = Math.max(sleepMsMin, Math.min(sleepMsMax, (next ?? Number.POSITIVE_INFINITY) - now()));
      } catch (error) {
        log.error({ lane: name, err: error }, 'a lane stumbled; it goes on');
        roused = false;
      }
      await sleep(pauseMs);
    }
  }

  const rouse = (): void => {
    roused = true;
    wake();
  };
  return {
    rouse,
    start() {
      running ??= run();
    },
    async stop() {
      stopping = true;
      rouse();
      await running;
    },
  };
}
