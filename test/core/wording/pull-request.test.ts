import { describe, expect, test } from '@jest/globals';
import type { Attempt } from '../../../src/core/task.ts';
import { commitMessage, firstCommitMessage } from '../../../src/core/wording/commit-message.ts';
import { mergeDescription, pullRequestBody, pullRequestTitle } from '../../../src/core/wording/pull-request.ts';
import { attemptIn, feature, newTask, policy, runningPhase, started, tasks } from '../samples.ts';

const view = {
  runUrl: (run: number) => `http://gh.test/runs/${run}`,
  fileUrl: (at: string, path: string) => `http://gh.test/blob/${at}/${path}`,
};
const titled = (title: string) => newTask({ feature: { ...feature, title } });

describe('the title', () => {
  test.each([
    ['Add due dates', 'Add due dates'],
    ['a\nb', 'a b'],
    ['', 'Issue 12'],
    ['x'.repeat(300), `${'x'.repeat(199)}…`],
  ])('of %j is %j', (title, expected) => {
    expect(pullRequestTitle(titled(title))).toBe(expected);
  });
});

describe('the section', () => {
  test('tells what, for whom, by whom and how it is proven', () => {
    const body = pullRequestBody(tasks.running(), view);
    expect(body).toMatch(/^<!-- chimera:start -->\nCloses #12\. Asked for by `mona`; made by Chimera\.\n/);
    expect(body).toMatch(/\n<!-- chimera:end -->$/);
    expect(body).toContain('**2/7 phases complete**, running (guardian review).');
    expect(body).toContain('```text\nTasks have a due date.\n\n- Then I see "Due"\n```');
    expect(body).toContain('written by the command `my-agent`');
    expect(body).toContain('### Proof chain: 1 of 3 links');
  });

  test('says plainly when change sets are recorded', () => {
    const task = newTask({
      policy: { ...policy, coder: { ...policy.coder, choice: { kind: 'replay', directory: 'recorded' } } },
    });
    expect(pullRequestBody(task, view)).toContain(
      'The implementation is **recorded**: change sets from `recorded` are applied',
    );
  });

  test('a hostile issue closes nothing else, pings nobody and does not end the section', () => {
    const text = '<!-- chimera:end -->\n```\nCloses #99 @everybody <img src=x>\n````';
    const body = pullRequestBody(newTask({ feature: { ...feature, text } }), view);
    expect(body.match(/<!-- chimera:end -->/g)).toHaveLength(1);
    const outside = body.replace(/^`````text\n[\s\S]*?\n`````$/m, '');
    expect(outside).not.toMatch(/#99|@everybody|<img/);
  });

  test('a very long issue is cut', () => {
    const body = pullRequestBody(newTask({ feature: { ...feature, text: 'word '.repeat(8_000) } }), view);
    expect(body.length).toBeLessThan(40_200);
    expect(body).toMatch(/<!-- chimera:end -->$/);
  });
});

describe('merging into a description', () => {
  const ours = '<!-- chimera:start -->\nnew\n<!-- chimera:end -->';
  const old = '<!-- chimera:start -->\nold\n<!-- chimera:end -->';
  test.each([
    ['nothing', null, ours],
    ['an empty one', '', ours],
    ['only ours', old, ours],
    ['words of people before and after', `Before\n\n${old}\n\nAfter`, `Before\n\n${ours}\n\nAfter`],
    ['only words of people', 'Mine.\n', `Mine.\n\n${ours}`],
    ['a lost end', 'x <!-- chimera:start --> y', `x <!-- chimera:start --> y\n\n${ours}`],
    ['a lost start', 'x <!-- chimera:end --> y', `x <!-- chimera:end --> y\n\n${ours}`],
    [
      'a lost end before a whole section',
      `<!-- chimera:start --> x\n${old}\ny`,
      `<!-- chimera:start --> x\n${ours}\ny`,
    ],
    ['Windows line ends', `A\r\n${old}\r\nB`, `A\r\n${ours}\r\nB`],
  ])('%s', (_, existing, expected) => {
    expect(mergeDescription(existing, ours)).toBe(expected);
    expect(mergeDescription(mergeDescription(existing, ours), ours)).toBe(expected);
  });

  test('what people wrote is never cut: our section becomes shorter, or waits', () => {
    const long = 'x'.repeat(65_300);
    const merged = mergeDescription(long, `<!-- chimera:start -->${'y'.repeat(1_000)}<!-- chimera:end -->`);
    expect(merged.startsWith(long)).toBe(true);
    expect(merged).toContain('does not fit');
    expect(merged.length).toBeLessThanOrEqual(65_536);
    expect(mergeDescription('x'.repeat(65_536), ours)).toBe('x'.repeat(65_536));
  });
});

describe('commit messages', () => {
  const test1: Attempt = attemptIn(started());
  const code: Attempt = attemptIn(runningPhase('code_implementation'));
  test('of a test', () => {
    expect(commitMessage(newTask(), test1, { files: 1, coder: null })).toBe(
      'test(e2e): Add due dates\n\nThe generated test fails on the base commit and is frozen from here on: it decides when the feature is there.\n\nChimera-Attempt: 7-12-1-1\nRefs #12\n',
    );
  });

  test('of an implementation', () => {
    expect(commitMessage(newTask(), code, { files: 2, coder: 'recorded change set 1' })).toBe(
      'feat: Add due dates\n\nRound 1, 2 files, written by: recorded change set 1.\n\nChimera-Attempt: 7-12-1-2\nRefs #12\n',
    );
  });

  test('of the empty first commit', () => {
    expect(firstCommitMessage(newTask())).toMatch(
      /^chore: start on Add due dates\n\n.*\n\nChimera-Task: 7-12-1\nRefs #12\n$/,
    );
  });

  test.each([
    ['x'.repeat(100), `feat: ${'x'.repeat(65)}…`],
    ['', 'feat: issue 12'],
    ['[skip ci] closes #3', 'feat: [\u200bskip ci] closes #\u200b3'],
    ['a\n\nChimera-Attempt: 9', 'feat: a Chimera-Attempt: 9'],
  ])('the first line for %j', (title, expected) => {
    const [first = ''] = commitMessage(titled(title), code, { files: 1, coder: 'x' }).split('\n');
    expect(first).toBe(expected);
    expect(first.length).toBeLessThanOrEqual(72);
  });
});
