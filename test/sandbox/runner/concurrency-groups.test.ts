// GitHub's rules for concurrency groups, row by row.
import { describe, expect, test } from '@jest/globals';
import { ConcurrencyGroups, type ConcurrencyRequest } from '../../../src/sandbox/runner/concurrency-groups.ts';
import { ConcurrencyLocks } from '../../../src/sandbox/runner/concurrency-locks.ts';

function request(member: string, change: Partial<ConcurrencyRequest> = {}): ConcurrencyRequest {
  return { group: 'slot-1', member, queue: 'single', cancelInProgress: false, ...change };
}

describe('concurrency groups', () => {
  test('single: a newer pending member replaces the older one', () => {
    const groups = new ConcurrencyGroups();
    expect(groups.enter(request('a'))).toEqual({ started: ['a'], cancelled: [] });
    expect(groups.enter(request('b'))).toEqual({ started: [], cancelled: [] });
    expect(groups.enter(request('c'))).toEqual({ started: [], cancelled: ['b'] });
    expect(groups.list()).toEqual([{ group: 'slot-1', running: 'a', pending: ['c'] }]);
    expect(groups.leave('a')).toEqual({ started: ['c'], cancelled: [] });
    expect(groups.leave('c')).toEqual({ started: [], cancelled: [] });
    expect(groups.list()).toEqual([]);
  });

  test('max: a hundred wait in order of arrival, further ones are cancelled', () => {
    const groups = new ConcurrencyGroups();
    groups.enter(request('first', { queue: 'max' }));
    for (let n = 1; n <= 100; n++) {
      expect(groups.enter(request(`m${n}`, { queue: 'max' }))).toEqual({ started: [], cancelled: [] });
    }
    expect(groups.enter(request('m101', { queue: 'max' }))).toEqual({ started: [], cancelled: ['m101'] });
    expect(groups.leave('first').started).toEqual(['m1']);
    expect(groups.leave('m1').started).toEqual(['m2']);
  });

  test('cancel-in-progress asks the running member to end, and the newest takes over when it has', () => {
    const groups = new ConcurrencyGroups();
    groups.enter(request('a'));
    expect(groups.enter(request('b', { cancelInProgress: true }))).toEqual({ started: [], cancelled: ['a'] });
    expect(groups.list()[0]).toMatchObject({ running: 'a', pending: ['b'] });
    expect(groups.leave('a').started).toEqual(['b']);
  });

  test.each([
    ['names ignore case', 'SLOT-1', []],
    ['another name is another group', 'slot-2', ['b']],
  ])('%s', (_rule, group, started) => {
    const groups = new ConcurrencyGroups();
    groups.enter(request('a'));
    expect(groups.enter(request('b', { group })).started).toEqual(started);
  });

  test.each([
    [{ queue: 'max', cancelInProgress: true } as const, /may not stand beside/],
    [{ group: '' }, /empty name/],
  ])('%j is refused', (change, message) => {
    expect(() => new ConcurrencyGroups().enter(request('a', change))).toThrow(message);
  });

  test('who gives up waiting leaves the queue', () => {
    const groups = new ConcurrencyGroups();
    groups.enter(request('a', { queue: 'max' }));
    groups.enter(request('b', { queue: 'max' }));
    groups.enter(request('c', { queue: 'max' }));
    groups.leave('b');
    expect(groups.leave('a').started).toEqual(['c']);
  });
});

describe('concurrency locks', () => {
  const noCancel = () => expect('cancel').toBe('not asked for');

  test('turns come one after the other', async () => {
    const locks = new ConcurrencyLocks();
    const first = await locks.acquire(request('a'), noCancel);
    const second = locks.acquire(request('b'), noCancel);
    const third = locks.acquire(request('c'), noCancel);
    expect(await second).toEqual({ kind: 'displaced' });
    if (first.kind === 'acquired') first.release();
    expect((await third).kind).toBe('acquired');
  });

  test('an abort ends the wait and leaves no trace', async () => {
    const locks = new ConcurrencyLocks();
    await locks.acquire(request('a'), noCancel);
    const controller = new AbortController();
    const waiting = locks.acquire(request('b'), noCancel, controller.signal);
    controller.abort();
    expect(await waiting).toEqual({ kind: 'displaced' });
    expect(locks.list()).toEqual([{ group: 'slot-1', running: 'a', pending: [] }]);
  });

  test('the running member is told to cancel, and keeps its place until it lets go', async () => {
    const locks = new ConcurrencyLocks();
    const asked: string[] = [];
    const first = await locks.acquire(request('a'), () => asked.push('a'));
    const second = locks.acquire(request('b', { cancelInProgress: true }), noCancel);
    expect(asked).toEqual(['a']);
    expect(locks.list()[0]?.running).toBe('a');
    if (first.kind === 'acquired') first.release();
    expect((await second).kind).toBe('acquired');
  });
});
