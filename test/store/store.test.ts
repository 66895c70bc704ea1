// The record's promises, on a real file: what is kept stays kept, what must happen once happens once.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { createTask } from '../../src/core/transition/create-task.ts';
import { transition } from '../../src/core/transition/transition.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { policy } from '../core/samples.ts';

let directory: string;
let path: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-store-'));
  path = join(directory, 'record.sqlite');
  store = await openStore(path);
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

function newTask(issue: number, at = 1_000): ReturnType<typeof createTask> {
  return createTask({
    repository: { id: 1, owner: 'octo-org', name: 'todo', installationId: 9, defaultBranch: 'main' },
    issue,
    requestedBy: { id: 5, login: 'mona' },
    feature: { title: 'A wish', text: '- I see "x"', targetUrl: null, stagingUrl: null },
    priority: 5,
    policy,
    at,
    earlier: 0,
    cause: 'delivery:1',
  });
}

async function added(issue: number): Promise<Task> {
  const { task, effects } = newTask(issue);
  expect(await store.addTask(task, effects)).toBe('added');
  return task;
}

const claim = (now: number, busy: number[] = []) => store.claimEffect({ now, leaseMs: 500, busy });

describe('deliveries', () => {
  const delivery = { id: 'd1', event: 'issues', payload: { action: 'labeled' } };

  test('count once by their id, handled or not', async () => {
    expect(await store.keepDelivery(delivery, 10)).toBe('new');
    expect(await store.keepDelivery(delivery, 11)).toBe('known');
    await store.finishDelivery('d1');
    expect(await store.keepDelivery(delivery, 12)).toBe('known');
    expect(await store.dueDeliveries(99, 10)).toEqual([]);
  });

  test('come oldest first, when they are due, and not when they are parked', async () => {
    for (const [id, at] of Object.entries({ late: 30, early: 10, parked: 5 }))
      await store.keepDelivery({ ...delivery, id }, at);
    await store.parkDelivery('parked', 'cannot be read');
    await store.deferDelivery('early', { until: 50, note: 'not yet' });
    expect((await store.dueDeliveries(40, 10)).map(({ id }) => id)).toEqual(['late']);
    expect((await store.dueDeliveries(50, 10)).map(({ id, tries }) => [id, tries])).toEqual([
      ['early', 1],
      ['late', 0],
    ]);
    expect(await store.nextDeliveryAt()).toBe(30);
  });
});

describe('tasks', () => {
  test('an issue has one open task', async () => {
    await added(7);
    const second = newTask(7);
    expect(await store.addTask({ ...second.task, id: '1-7-2' as Task['id'] }, second.effects)).toBe('open_task');
    expect(await store.tasksOfIssue(1, 7)).toBe(1);
  });

  test('of two writers of one version, one wins', async () => {
    const task = await added(7);
    const event = { kind: 'slot_granted', slot: 1, at: 2_000 } as const;
    const step = transition(task, event);
    expect(await store.advanceTask(step.task, event, step.effects)).toBe(true);
    expect(await store.advanceTask(step.task, event, step.effects)).toBe(false);
    expect((await store.events(task.id)).length).toBe(1);
  });

  test('two tasks never hold one slot', async () => {
    const event = { kind: 'slot_granted', slot: 1, at: 2_000 } as const;
    const [one, other] = [await added(7), await added(8)];
    const first = transition(one, event);
    const second = transition(other, event);
    expect(await store.advanceTask(first.task, event, first.effects)).toBe(true);
    expect(await store.advanceTask(second.task, event, second.effects)).toBe(false);
    expect((await store.task(other.id))?.state.kind).toBe('queued');
    expect(await store.events(other.id)).toEqual([]);
  });
});

describe('effects', () => {
  test('are performed one at a time within a task, oldest first', async () => {
    await added(7);
    const first = await claim(2_000);
    expect([first?.effect.kind, first?.unclear, first?.tries]).toEqual(['react', false, 1]);
    expect(await claim(2_000)).toBeNull();
    await store.finishEffect(first?.id ?? 0);
    expect((await claim(2_000))?.effect.kind).toBe('show');
  });

  test('of two tasks go on side by side', async () => {
    await added(7);
    await added(8);
    const [one, other] = [await claim(2_000), await claim(2_000)];
    expect([one?.task, other?.task]).toEqual(['1-7-1', '1-8-1']);
  });

  test('that were started and never ended are unclear after their lease', async () => {
    await added(7);
    const first = await claim(2_000);
    const restarted = await openStore(path);
    const again = (now: number) => restarted.claimEffect({ now, leaseMs: 500, busy: [] });
    expect(await again(2_499)).toBeNull();
    expect(await again(2_500)).toMatchObject({ id: first?.id, unclear: true, tries: 2 });
    await restarted.close();
  });

  test('that this process performs are left alone, however long that takes', async () => {
    await added(7);
    const first = await claim(2_000);
    expect(await claim(9_000, [first?.id ?? 0])).toBeNull();
  });

  test('that were held back have not been tried', async () => {
    await added(1);
    const first = await claim(2_000);
    await store.deferEffect(first?.id ?? 0, { until: 2_500, unclear: false, note: 'suspended', untried: true });
    const again = await claim(3_000);
    expect([again?.id, again?.tries, again?.unclear]).toEqual([first?.id, 1, false]);
  });

  test('that were put off wait, and remember whether they are unclear', async () => {
    await added(7);
    const first = await claim(2_000);
    await store.deferEffect(first?.id ?? 0, { until: 5_000, unclear: true, note: '502' });
    const second = await claim(2_001);
    expect(second?.effect.kind).toBe('show');
    await store.finishEffect(second?.id ?? 0);
    expect(await claim(4_999)).toBeNull();
    expect(await store.nextEffectAt([])).toBe(5_000);
    expect(await claim(5_000)).toMatchObject({ id: first?.id, unclear: true });
  });

  test('that show: a newer one waits for, or inherits, the doubt about an earlier one', async () => {
    const { task } = newTask(7);
    const show = (key: string) => ({ kind: 'show', key }) as const;
    await store.addTask(task, [show('show:1')]);
    const first = await claim(2_000);
    const event = { kind: 'slot_granted', slot: 1, at: 2_000 } as const;
    const step = transition(task, event);
    await store.advanceTask(step.task, event, [show('show:2')]);
    await store.deferEffect(first?.id ?? 0, { until: 5_000, unclear: true, note: '502' });
    expect(await claim(2_001)).toBeNull();
    const later = { kind: 'head_moved', head: 'x' as never, by: 'mona', at: 2_002 } as const;
    await store.advanceTask({ ...step.task, version: step.task.version + 1 }, later, [show('show:3')]);
    expect(await claim(4_999)).toBeNull();
    expect(await claim(5_000)).toMatchObject({ effect: { key: 'show:3' }, unclear: true });
  });

  test('of no task are added once by their key', async () => {
    const repository = { id: 1, owner: 'o', name: 'r', installationId: 9, defaultBranch: 'main' };
    const effect = { kind: 'comment', key: 'answer:d1', repository, issue: 7, body: 'No.' } as const;
    await store.addEffect(effect.key, effect);
    await store.addEffect(effect.key, effect);
    const first = await claim(1);
    expect(first?.effect).toEqual(effect);
    await store.finishEffect(first?.id ?? 0);
    expect(await claim(9_999)).toBeNull();
  });
});

test('results, evidence and surfaces are kept, and keeping them twice is harmless', async () => {
  const task = await added(7);
  const attempt = '1-7-1-1' as never;
  for (let time = 0; time < 2; time += 1) {
    await store.keepResult(attempt, { ok: true }, new Map([['evidence/a.png', new Uint8Array([1, 2])]]));
    await store.keepSurface(task.id, { kind: 'check_run', key: 'abc', value: String(time) });
  }
  expect(await store.evidence(attempt, 'evidence/a.png')).toEqual(new Uint8Array([1, 2]));
  expect(await store.evidence(attempt, 'evidence/b.png')).toBeNull();
  expect(await store.surfaces(task.id, 'check_run')).toEqual(new Map([['abc', '1']]));
});

test('what was acknowledged survives kill -9', async () => {
  const script = join(directory, 'writer.ts');
  const module = new URL('../../src/store/open-store.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { openStore } from ${JSON.stringify(module)};
const store = await openStore(process.argv[2]);
for (let n = 0; ; n += 1) {
  await store.keepDelivery({ id: String(n), event: 'ping', payload: {} }, n);
  process.stdout.write(n + '\\n');
}`,
  );
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > 300) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const acknowledged = said.trimEnd().split('\n').length;
  const kept = await store.dueDeliveries(Number.MAX_SAFE_INTEGER, 1_000_000);
  expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(200);
});

test('migrations are append-only: what has been released never changes', async () => {
  const released: Readonly<Record<string, string>> = {
    '0001-record.ts': 'f117af3b1627aad4d0949caff28ae269a560bfe2bac7e542a422dd8773a39eb0',
    '0002-steering.ts': 'bec6202a0f1fdd323b6dcba1c113057abf4ca145479b9ac200dc84a2a90b5715',
  };
  for (const [name, hash] of Object.entries(released)) {
    const text = await readFile(new URL(`../../src/store/migrations/${name}`, import.meta.url));
    expect([name, createHash('sha256').update(text).digest('hex')]).toEqual([name, hash]);
  }
});
