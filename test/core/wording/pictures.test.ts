// The page before and after: in the description and in the check run, as long as it is about the head.
import { describe, expect, test } from '@jest/globals';
import type { Pictures } from '../../../src/core/pictures.ts';
import type { Task } from '../../../src/core/task.ts';
import { checkRunOf } from '../../../src/core/wording/check-run.ts';
import { picturesTable } from '../../../src/core/wording/pictures.ts';
import { pullRequestBody } from '../../../src/core/wording/pull-request.ts';
import { apply, base, commit, end, errorOf, picturesOf, runningPhase, tasks } from '../samples.ts';

const view = {
  now: 100_000,
  runUrl: (run: number) => `http://gh.test/runs/${run}`,
  fileUrl: (at: string, path: string) => `http://gh.test/o/r/blob/${at.slice(-5)}/${path}`,
};

const headOf = (task: Task) => task.branch?.head ?? base;
function withPictures(more: Partial<Pictures> = {}, task = runningPhase('staging_deployment')): Task {
  const pictures = { ...picturesOf(headOf(task)), ...more };
  return apply(task, { kind: 'pictures_published', pictures, at: 65_000 });
}

test('two columns, each picture leading to its file', () => {
  expect(picturesTable(withPictures(), view)).toBe(
    [
      'The page at the end of the scenario “Due dates”.',
      '',
      '| Before: red on the base commit `0000000` | After: green on the head commit `0000000` |',
      '| --- | --- |',
      '| [![The page before the change](http://gh.test/o/r/blob/f11e5/before.png?raw=true)](http://gh.test/o/r/blob/f11e5/before.png) | [![The page after the change](http://gh.test/o/r/blob/f11e5/after.png?raw=true)](http://gh.test/o/r/blob/f11e5/after.png) |',
    ].join('\n'),
  );
});

test('they stand in the description and in the check run', () => {
  const task = withPictures();
  for (const text of [pullRequestBody(task, view), checkRunOf(task, view).text]) {
    expect(text).toContain(`### Before and after\n\n${picturesTable(task, view)}\n`);
  }
});

test('of one picture the other cell says so; of two scenarios neither is named', () => {
  const text = picturesTable(withPictures({ before: false, scenario: null }), view);
  expect(text).toMatch(/^The page at the end of the frozen test\.\n/);
  expect(text).toMatch(/\n\| no picture \| \[!\[The page after the change\]/);
});

test('a scenario’s title breaks no table and pings nobody', () => {
  const [first] = picturesTable(withPictures({ scenario: '| a | ![x](http://evil.test) @mona <img>' }), view).split(
    '\n',
  );
  expect(first).not.toMatch(/(?<!\\)[|![]{2}|@mona|<img|http:\/\/evil/);
});

describe('there is no table', () => {
  const pushed = (task: Task) => apply(task, { kind: 'head_moved', head: commit('e'), by: 'mona', at: 66_000 });
  const rejected = () => {
    const task = withPictures({}, runningPhase('e2e_validation'));
    return end(task, {
      ...errorOf(),
      verdict: 'rejected',
      summary: 'x',
      findings: [],
      score: null,
      votes: [],
      review: null,
      rolledBack: null,
    });
  };
  test.each([
    ['of a task without pictures, such as one of before there were any', tasks.complete],
    ['when the branch has moved on', () => pushed(withPictures())],
    ['when the head was sent back', rejected],
    ['of pictures of another head', () => withPictures({ head: commit('e') })],
  ])('%s', (_, task) => {
    expect(picturesTable(task(), view)).toBe('');
    expect(pullRequestBody(task(), view)).not.toContain('Before and after');
    expect(checkRunOf(task(), view).text).not.toContain('Before and after');
  });
});

test('they stay on the completed task', () => {
  expect(picturesTable(end(withPictures({}, runningPhase('e2e_validation'))), view)).not.toBe('');
});
