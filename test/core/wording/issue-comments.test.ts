import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { failureClasses } from '../../../src/core/failure.ts';
import type { Task } from '../../../src/core/task.ts';
import { waysOut } from '../../../src/core/wording/advice.ts';
import { askComment } from '../../../src/core/wording/ask.ts';
import {
  refuseBrokenConfiguration,
  refuseIssueText,
  refuseSecondTask,
  refuseWithoutAccess,
} from '../../../src/core/wording/refusals.ts';
import { statusComment } from '../../../src/core/wording/status-comment.ts';
import {
  apply,
  attemptIn,
  end,
  errorOf,
  feature,
  finding,
  goodOutput,
  land,
  newTask,
  policy,
  rejection,
  runningPhase,
  started,
  tasks,
} from '../samples.ts';

const next = (task: Task, title: string) =>
  land(end(end(task, rejection([finding({ title }), finding({ title: 'always' })]))));
const ask = (task: Task) => askComment(task, 7);

describe('the status comment', () => {
  const shown = (kind: keyof typeof tasks, more: Partial<Task> = {}) => statusComment({ ...tasks[kind](), ...more });

  test('word for word', () => {
    expect(shown('running')).toBe(
      [
        '<!-- chimera:status:7-12-1 -->',
        '### 🔄 Chimera works on this: guardian review',
        '🟩🟩🟦⬜⬜ **2/7** phases complete · pull request #4',
        '**Next:** Guardian review by the agent guardian: its run is being started. Nobody needs to do anything.',
        '<details><summary>What was read from the issue and the configuration</summary>\n\n| | |\n| --- | --- |\n| Asked for by | `mona` |\n| Page to look at | only the application of this repository |\n| Staging | `http://staging.test/` |\n| Priority | 5 of 10 |\n| Limits | 3 rounds, 10 phase results |\n| Implementation | `my-agent` |\n\n</details>',
        '<sub>The check run *Chimera* on the pull request says more. Nothing is merged without a person. To steer it, write `/chimera help`; to stop it, remove the label chimera or close the issue.</sub>',
      ].join('\n\n'),
    );
  });

  test.each([
    ['queued', 'Chimera has this in its queue', 'Waits for a free slot (2 slots in this repository), priority 5.'],
    ['leasing', 'Chimera waits for the staging environment', 'until no other task uses the environment `staging`'],
    ['pausing', 'Chimera pauses before another try', 'Try 2 of 3 starts at'],
    ['waiting', 'Chimera needs a person', '`/chimera retry`'],
    ['complete', 'Chimera has finished this', 'to merge it'],
    ['failed', 'Chimera could not finish this', '`/chimera retry`'],
    ['cancelled', 'Chimera has stopped', 'Cancelled by mona: the label was removed.'],
  ] as const)('of a %s task', (kind, heading, words) => {
    expect(shown(kind)).toContain(heading);
    expect(shown(kind)).toContain(words);
  });

  test('names the issues that come first', () => {
    expect(shown('queued', { blockedBy: [3, 8] })).toContain('Starts when #3, #8 are closed.');
  });

  test('says that the issue has changed since', () => {
    expect(shown('running', { changedSince: { by: 'eve<b>', at: 1_000 } })).toContain(
      'edited by eve&lt;b&gt;, 1970-01-01 00:00:01 UTC). The task goes on with the old text; `/chimera update`',
    );
  });

  test('says so when change sets are recorded, and an address with a bar does not break the table', () => {
    const more = { coder: { ...policy.coder, choice: { kind: 'replay' as const, directory: 'recorded' } } };
    const text = shown('running', {
      policy: { ...policy, ...more },
      feature: { ...feature, targetUrl: 'http://x.test/a|b' },
    });
    expect(text).toContain('from recorded change sets');
    expect(text).toContain('| `http://x.test/a\\|b` |');
  });
});

describe('the refusals', () => {
  test('of somebody without write access', () => {
    const text = refuseWithoutAccess({ login: 'stranger', label: 'go @all' });
    expect(text).toContain('`stranger` put the label go @\u200ball on this issue, but only people with write access');
    expect(text).toContain('Somebody with write access can take the label off and put it on again.');
  });

  test('of a broken configuration, with every place', () => {
    const outcome = parseConfig('priority: 11\ncoder: { command: x }\nstaging: { command: y }\n');
    const text = refuseBrokenConfiguration(outcome.ok ? [] : outcome.problems);
    expect(text).toContain('`.github/chimera.yml` on the default branch has 2 problems:');
    expect(text).toContain(
      '- line 1, column 1, `app`: app is missing; allowed is a section with install, start, url, ready',
    );
    expect(text).toContain('- line 1, column 11, `priority`: priority is 11; allowed is a whole number from 1 to 10.');
    expect(text).toContain('Correct the file on the default branch. Then put the label on again');
  });

  test('of a missing configuration', () => {
    const outcome = parseConfig(null);
    const text = refuseBrokenConfiguration(outcome.ok ? [] : outcome.problems);
    expect(text).toContain('has 1 problem:');
    expect(text).toContain('does not exist on the default branch. Add it there');
  });

  test('of an incomplete issue', () => {
    const problem = {
      field: 'priority' as const,
      found: '"<b>"',
      allowed: 'a whole number',
      message: 'priority is "<b>"; allowed is a whole number.',
    };
    expect(refuseIssueText([problem])).toContain('- priority is "&lt;b&gt;"; allowed is a whole number.');
  });

  test('of a second task', () => {
    expect(refuseSecondTask(tasks.running(), null)).toContain(
      'This issue has an open task (running). Its pull request is #4;',
    );
    expect(refuseSecondTask(tasks.queued(), null)).toContain('It has no pull request yet;');
  });

  test('a hundred long problems stay within a comment', () => {
    const problem = { file: 'x', line: 1, column: 1, path: 'a', found: 'b', allowed: 'c', message: 'm'.repeat(600) };
    const text = refuseBrokenConfiguration(Array(200).fill(problem));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/… and more\. Repair these first/);
  });
});

describe('the question', () => {
  test('of rounds that are used up names what is found again and again', () => {
    const task = end(
      next(next(runningPhase('guardian_review'), 'a'), 'b'),
      rejection([finding({ title: 'c' }), finding({ title: 'always' })]),
    );
    const text = ask(task);
    expect(text).toMatch(/^<!-- chimera:ask:7-12-1:7 -->\n\n### 🙋 Chimera needs a person/);
    expect(text).toContain(
      'The coder and the guardian did not come to an agreement in 3 rounds. The last rejection: “Not good enough.” Found again and again: “always”.',
    );
    expect(text).toContain('- **c** in `src/app.ts:3`');
    expect(text).toContain('`/chimera approve`');
    expect(text).toContain('`/chimera guide <what to do differently>`');
    expect(text).toContain('push it to `chimera/12-add-due-dates`');
    expect(text).toContain('Pull request: #4');
  });

  test('of the same findings twice', () => {
    const task = end(
      next(runningPhase('guardian_review'), 'a'),
      rejection([finding({ title: 'a' }), finding({ title: 'always' })]),
    );
    expect(ask(task)).toContain('Two rounds in a row ended with the very same findings of the guardian');
  });

  test('of the same change twice', () => {
    const task = end(tasks.running(), rejection());
    const output = goodOutput(attemptIn(task));
    const changes = { sha256: task.seen.changes[0] ?? '', files: 1 };
    const again = end(task, {
      verdict: 'succeeded',
      output: output.phase === 'code_implementation' ? { ...output, changes } : output,
    });
    expect(ask(again)).toContain('The coder handed in a change that it had handed in before');
  });

  test('of results that are used up', () => {
    const task = started(newTask({ policy: { ...policy, resultsMax: 1 } }));
    expect(ask(land(end(task)))).toContain(
      'has used up its 1 phase result (`max_iterations`) and stands before implementation.',
    );
  });

  test('of an error that needs a person quotes it and shows the way out', () => {
    const text = ask(end(started(), errorOf('no_criteria')));
    expect(text).toContain(
      'Test generation cannot go on by itself (`no_criteria`). Add acceptance criteria to the issue',
    );
    expect(text).toContain('```text\nIt ended with no_criteria.\n```');
    expect(text).not.toContain('A fix of your own');
  });

  test('of a failed task', () => {
    const text = ask(tasks.failed());
    expect(text).toContain('### ❌ Chimera could not finish');
    expect(text).toContain('It goes on where it stopped, with fresh limits.');
  });

  test('of a task that could not even get a branch', () => {
    const task = apply(tasks.preparing(), {
      kind: 'step_refused',
      step: 'open_branch',
      attempt: null,
      message: 'no',
      at: 1,
    });
    expect(ask(task)).toContain('(`refused`)');
    expect(ask(task)).not.toContain('Pull request');
  });

  test('nothing is asked of a running task', () => {
    expect(() => ask(tasks.running())).toThrow(/only a waiting or failed task asks/);
  });

  test.each(failureClasses)('there is a way out of %s', (name) => {
    expect(waysOut[name]).toMatch(/^[A-Z].*\.$/);
  });
});
