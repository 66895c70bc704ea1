// A recorded task, its webhooks delivered in any order: late, twice, before their cause, or not at all. It ends the same.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryBus } from '../../../src/bus/memory.ts';
import { taskId } from '../../../src/core/identifier.ts';
import { isTerminal, type Task } from '../../../src/core/task.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { translate } from '../../../src/github/webhooks.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { type Recording, readRecording, replay } from './recording.ts';

const recording = readRecording();
const heard = recording.deliveries.filter(
  ({ event, payload }) => translate({ event, payload }, recording.ownLogin) !== null,
);
const quiet = () => undefined;

/** What becomes of one delivery: where in the order it comes, how often, and whether it comes at all. */
interface Fate {
  readonly place: number;
  readonly times: number;
  /** `failed`: GitHub knows that it was not received, and sends it again when asked. `lost`: nobody knows of it. */
  readonly loss: 'none' | 'failed' | 'lost';
}

const fate: fc.Arbitrary<Fate> = fc.record({
  place: fc.nat(1_000),
  times: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) }),
  loss: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constant('failed' as const) },
    { weight: 2, arbitrary: fc.constant('lost' as const) },
  ),
});

/** Only what the reconciler can find out from GitHub itself may be lost without a trace. */
const repairable = (event: string): boolean => event === 'workflow_run' || event === 'pull_request';

async function deliver(fates: readonly Fate[]): Promise<object> {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-order-'));
  const store = await openStore(join(directory, 'record.sqlite'));
  const { github, fake, dispatched } = replay(recording);
  const failed: (() => Promise<void>)[] = [];
  github.redeliverFailed = async () => {
    const again = failed.splice(0);
    for (const send of again) await send();
    return again.length;
  };
  const engine = createEngine({
    store,
    github,
    guardianApp: null,
    bus: createMemoryBus(quiet),
    translate: (delivery) => translate(delivery, recording.ownLogin),
    prepare: async () => undefined,
    examine: async () => '',
    settings: {
      workflowPath: '.github/workflows/chimera-phase.yml',
      settleMs: 10,
      effectsMax: 8,
      effectTriesMax: 5,
      deliveryTriesMax: 5,
      reconcileMs: 30,
    },
    now: Date.now,
    log: { info: quiet, warn: quiet, error: quiet },
  });
  engine.start();
  try {
    const order = heard
      .map((delivery, index) => ({
        delivery,
        id: `delivery-${index}`,
        fate: fates[index] ?? { place: 0, times: 1, loss: 'none' },
      }))
      .sort((one, other) => one.fate.place - other.fate.place);
    for (const { delivery, id, fate: own } of order) {
      const send = () => engine.keep({ id, ...delivery });
      if (own.loss === 'failed' || (own.loss === 'lost' && !repairable(delivery.event))) failed.push(send);
      else if (own.loss === 'none') for (let times = 0; times < own.times; times += 1) await send();
    }
    const task = await ended(store, recording);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const events = await store.events(task.id);
    return {
      state: task.state.kind,
      priority: task.priority,
      round: task.round,
      proofs: Object.values(task.proofs).map((proof) => proof?.commit),
      head: task.branch?.head,
      dispatched,
      commits: events.filter(({ kind }) => kind === 'committed').length,
      attempts: task.history.map(({ phase, verdict }) => `${phase} ${verdict}`),
      status: fake.comments.filter(({ body }) => body.includes('chimera:status')).length,
      answers: fake.comments.filter(({ body }) => body.includes('chimera:answer')).length,
    };
  } finally {
    await engine.stop();
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The task when it has ended and its priority has been set: the comment may be the last thing that is heard. */
async function ended(store: Awaited<ReturnType<typeof openStore>>, { repository, issue }: Recording): Promise<Task> {
  const id = taskId(repository.id, issue, 1);
  for (let look = 0; look < 1_500; look += 1) {
    const task = await store.task(id);
    if (task !== null && isTerminal(task.state)) return task;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The task did not end: ${JSON.stringify((await store.task(id))?.state)}`);
}

test('the recording holds a whole story', () => {
  expect(recording.runs.length).toBe(7);
  expect(new Set(heard.map(({ event }) => event))).toEqual(
    new Set(['installation', 'issues', 'issue_comment', 'workflow_run', 'deployment_status', 'pull_request_review']),
  );
});

test('in the order in which they came', async () => {
  const end = await deliver([]);
  expect(end).toMatchObject({ state: 'complete', round: 2, commits: 3, status: 1, answers: 0 });
  expect(end).toMatchObject({ dispatched: recording.runs.map(({ id }) => id) });
}, 30_000);

test('in any order, with any of them late, repeated, failed or lost: the same end', async () => {
  const calm = { ...(await deliver([])), priority: 0, answers: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: heard.length, maxLength: heard.length }), async (fates) => {
      // A wish about the priority that comes after the end changes nothing any more, and is told so.
      expect({ ...(await deliver(fates)), priority: 0, answers: 0 }).toEqual(calm);
    }),
    { numRuns: 40 },
  );
}, 120_000);
