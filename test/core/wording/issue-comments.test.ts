import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { failureClasses } from '../../../src/core/failure.ts';
import type { Task } from '../../../src/core/task.ts';
import { acknowledgement } from '../../../src/core/wording/acknowledgement.ts';
import { waysOut } from '../../../src/core/wording/advice.ts';
import { askComment } from '../../../src/core/wording/ask.ts';
import {
  refuseBrokenConfiguration,
  refuseIssueText,
  refuseSecondTask,
  refuseWithoutAccess,
} from '../../../src/core/wording/refusals.ts';
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

describe('the acknowledgement', () => {
  test('word for word', () => {
    expect(acknowledgement(newTask(), { label: 'chimera', place: null })).toBe(
      [
        '<!-- chimera:acknowledge:7-12-1 -->',
        '### Chimera works on this',
        'It starts now. Asked for by `mona`.',
        '| Read from the issue and the configuration | |\n| --- | --- |\n| Page to look at | only the application of this repository |\n| Staging | `http://staging.test/` |\n| Priority | 5 of 10 |\n| Limits | 3 rounds, 10 phase results |',
        '**What will happen:** a branch and a draft pull request, then test generation, implementation, guardian review, staging deployment and validation on staging. The check run *Chimera* on the pull request shows how it goes. Nothing is merged without a person.',
        '**To stop it:** remove the label chimera or close the issue.',
      ].join('\n\n'),
    );
  });

  test.each([
    [2, 1, 'It is number 2 in the queue; one task runs at the same time'],
    [3, 5, 'It is number 3 in the queue; 5 tasks run at the same time'],
  ])('place %i with %i slots', (place, parallel, words) => {
    expect(acknowledgement(newTask({ policy: { ...policy, parallel } }), { label: 'x', place })).toContain(words);
  });

  test('says so when change sets are recorded', () => {
    const task = newTask({ policy: { ...policy, coder: { kind: 'replay', directory: 'recorded' } } });
    expect(acknowledgement(task, { label: 'x', place: null })).toContain('implementation from recorded change sets');
  });

  test('an address with a bar does not break the table', () => {
    const task = newTask({ feature: { ...feature, targetUrl: 'http://x.test/a|b' } });
    expect(acknowledgement(task, { label: 'x', place: null })).toContain('| `http://x.test/a\\|b` |');
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
    expect(refuseSecondTask(tasks.running())).toContain(
      'This issue has an open task (running). Its pull request is #4;',
    );
    expect(refuseSecondTask(tasks.queued())).toContain('It has no pull request yet;');
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
    expect(text).toContain('put the label chimera on again');
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
    expect(text).toContain('A new task starts from the beginning.');
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
