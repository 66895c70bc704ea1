// The screenshots before and after: taken from the evidence, published once, shown in the description.
import { describe, expect, test } from '@jest/globals';
import { pictureLimits } from '../../src/contract/picture.ts';
import type { PhaseRequest } from '../../src/contract/request.ts';
import type { Task } from '../../src/core/task.ts';
import { decodePng, encodePng } from '../../src/engine/pictures/png.ts';
import { CallFailure } from '../../src/github/github.ts';
import { pngOf } from '../fakes/png.ts';
import { artifactOf, type Script } from './fake-github.ts';
import { finding, goodResult, inWorld, type World } from './script.ts';

const settled = (ms = 200) => new Promise((resolve) => setTimeout(resolve, ms));
const before = pngOf(1280, 720, 100);
const after = pngOf(1280, 720, 200);

interface Taken {
  readonly title: string;
  readonly status: 'passed' | 'failed';
  readonly screenshot: string | null;
}

interface Left {
  readonly tests: readonly Taken[];
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What the proof itself names. */
  readonly screenshot?: string | null;
}

/** A phase that leaves these pictures besides its good result. */
function leaving(request: PhaseRequest, { tests, files, screenshot = null }: Left) {
  const result = goodResult(request);
  const colour = request.work.command === 'generate_test' ? 'red' : 'green';
  const whole = tests.map((one) => ({ ...one, seconds: 1, error: one.status === 'failed' ? 'not there' : null }));
  const proof = { ...(result.output as Record<string, object>)[colour], tests: whole, screenshot };
  const artifact = artifactOf(request, { ...result, output: { ...result.output, [colour]: proof } });
  if (artifact.kind !== 'found') throw new Error('an artifact is found');
  return { artifact: { ...artifact, files: new Map([...artifact.files, ...Object.entries(files)]) } };
}

/** Red leaves one set, green the other; by default a picture of each scenario. */
const script =
  (red: Partial<Left> = {}, green: Partial<Left> = {}): Script =>
  (request) => {
    const { command } = request.work;
    const [first, second] = ['evidence/red/screenshot-2.png', 'evidence/green/screenshot-1.png'];
    if (command === 'generate_test') {
      const tests: Taken[] = [
        { title: 'stays', status: 'passed', screenshot: 'evidence/red/screenshot-1.png' },
        { title: 'is new', status: 'failed', screenshot: first },
      ];
      return leaving(request, { tests, screenshot: first, files: { [first]: before }, ...red });
    }
    if (command !== 'review_pr') return goodResult(request);
    const tests: Taken[] = [
      { title: 'is new', status: 'passed', screenshot: second },
      { title: 'stays', status: 'passed', screenshot: 'evidence/green/screenshot-2.png' },
    ];
    const named = 'evidence/green/screenshot-2.png';
    return leaving(request, { tests, screenshot: named, files: { [second]: after, [named]: pngOf(1, 1) }, ...green });
  };

async function toTheEnd({ label, until }: World): Promise<Task> {
  await label(7);
  await until(7);
  await settled();
  return await until(7);
}

const sizesOf = ({ github }: World) =>
  [...github.pictures.values()].map(({ files }) => [...files].map(([path, { length }]) => [path, length]));

test('both are of the scenario that failed first, and the description shows them', async () => {
  await inWorld({ script: script() }, async (world) => {
    const task = await toTheEnd(world);
    expect(sizesOf(world)).toEqual([
      [
        ['before.png', 100],
        ['after.png', 200],
      ],
    ]);
    const commit = world.github.pictures.get(task.id)?.commit;
    expect(task.pictures).toEqual({ head: task.branch?.head, commit, before: true, after: true, scenario: 'is new' });
    const body = world.github.pulls[0]?.body;
    expect(body).toContain(`](https://github.test/blob/${commit}/before.png?raw=true)`);
    expect(body).toContain(`](https://github.test/blob/${commit}/after.png?raw=true)`);
    expect(body).toContain('scenario “is new”');
    expect([...world.github.checkRuns.values()].at(-1)?.view.text).toContain(`/blob/${commit}/after.png?raw=true`);
    // Before the review there was nothing to compare, so nothing was made.
    expect(world.github.pictures.get(task.id)?.message).toContain(`\nChimera-Attempt: ${task.history[2]?.id}\n`);
  });
});

test('the empty margin that both have is cut off', async () => {
  const blank = { width: 200, height: 100, channels: 3 as const, pixels: new Uint8Array(60_000).fill(255) };
  const dotted = encodePng({ ...blank, pixels: blank.pixels.with(3 * (50 * 200 + 100), 0) });
  const files = { 'evidence/red/screenshot-2.png': encodePng(blank) };
  await inWorld(
    { script: script({ files }, { files: { 'evidence/green/screenshot-1.png': dotted } }) },
    async (world) => {
      await toTheEnd(world);
      const [published] = world.github.pictures.values();
      expect([...(published?.files.values() ?? [])].map((file) => decodePng(file)?.width)).toEqual([49, 49]);
    },
  );
});

test('an action that names one picture a run: those are shown, and no scenario is named', async () => {
  const older = (path: string, status: Taken['status'], bytes: Uint8Array): Left => ({
    tests: [{ title: 'is new', status, screenshot: null }],
    screenshot: path,
    files: { [path]: bytes },
  });
  const red = older('evidence/a.png', 'failed', before);
  await inWorld({ script: script(red, older('evidence/b.png', 'passed', after)) }, async (world) => {
    expect((await toTheEnd(world)).pictures).toMatchObject({ before: true, after: true, scenario: null });
    expect(sizesOf(world)).toEqual([
      [
        ['before.png', 100],
        ['after.png', 200],
      ],
    ]);
  });
});

describe('what is no picture is not shown, and the task goes on', () => {
  const shot = 'evidence/red/screenshot-2.png';
  const words = new TextEncoder().encode('<svg onload="alert(1)">'.padEnd(200));
  test.each([
    ['another format', { files: { [shot]: words } }],
    ['a signature with nothing behind it', { files: { [shot]: before.slice(0, 12) } }],
    ['too many bytes', { files: { [shot]: pngOf(1280, 720, pictureLimits.bytes + 1) } }],
    ['too many pixels', { files: { [shot]: pngOf(60_000, 60_000) } }],
    ['no pixels', { files: { [shot]: pngOf(0, 720) } }],
    ['a path with nothing at it', { files: {} }],
  ])('%s', async (_, red) => {
    await inWorld({ script: script(red) }, async (world) => {
      const task = await toTheEnd(world);
      expect([task.state.kind, task.pictures?.before, task.pictures?.after]).toEqual(['complete', false, true]);
      expect(sizesOf(world)).toEqual([[['after.png', 200]]]);
      expect(world.github.pulls[0]?.body).toContain('| no picture |');
    });
  });

  test('neither of the two: nothing is made', async () => {
    await inWorld({ script: script({ files: {} }, { files: {} }) }, async (world) => {
      expect((await toTheEnd(world)).state.kind).toBe('complete');
      expect(world.github.pictures.size).toBe(0);
      expect(world.github.pulls[0]?.body).not.toContain('Before and after');
    });
  });

  test('a path outside of the evidence is no result at all', async () => {
    const tests: Taken[] = [{ title: 'is new', status: 'failed', screenshot: 'evidence/../result.json' }];
    await inWorld({ script: script({ tests }) }, async ({ label, until, github }) => {
      await label(7);
      const task = await until(7, ({ history }) => history.length > 0);
      expect(task.history[0]).toMatchObject({ verdict: 'errored', summary: expect.stringContaining('screenshot') });
      expect(github.pictures.size).toBe(0);
    });
  });
});

describe('an answer that never came', () => {
  test.each([
    ['after they were published: they are found', true, 1],
    ['before: they are published then', false, 1],
  ])('%s', async (_, done, times) => {
    await inWorld({ script: script() }, async (world) => {
      let made = 0;
      let lost = false;
      world.github.mishap = (deed) => {
        if (deed.name !== 'publishPictures') return;
        if (deed.done) made += 1;
        if (deed.done !== done || lost) return;
        lost = true;
        throw new CallFailure('unclear', '502');
      };
      await toTheEnd(world);
      const task = await world.until(7, ({ pictures }) => pictures !== undefined);
      expect([lost, made, task.pictures?.commit]).toEqual([true, times, world.github.pictures.get(task.id)?.commit]);
    });
  });

  test('for good: the task is complete without them', async () => {
    await inWorld({ script: script() }, async (world) => {
      world.github.mishap = ({ name }) => {
        if (name === 'publishPictures') throw new CallFailure('refused', 'no', { status: 403 });
      };
      const task = await toTheEnd(world);
      expect([task.state.kind, task.pictures]).toEqual(['complete', undefined]);
    });
  });
});

test('a later round shows its own: one ref, its pictures replaced', async () => {
  const validated: Script = (request) =>
    request.work.command === 'validate' && request.round === 1
      ? { verdict: 'rejected', summary: 'no', findings: [finding('gone on staging')], score: null, proof: null }
      : script()(request);
  await inWorld({ script: validated }, async (world) => {
    const commits: string[] = [];
    world.github.mishap = ({ name, done }) => {
      if (name === 'publishPictures' && done) commits.push([...world.github.pictures.values()][0]?.commit ?? '');
    };
    const task = await toTheEnd(world);
    expect([task.round, commits.length, world.github.pictures.size]).toEqual([2, 2, 1]);
    expect(task.pictures).toMatchObject({ head: task.branch?.head, commit: commits[1] });
    expect(world.github.pulls[0]?.body).not.toContain(commits[0]);
  });
});
