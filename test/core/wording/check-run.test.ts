import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Task } from '../../../src/core/task.ts';
import { checkRunOf } from '../../../src/core/wording/check-run.ts';
import {
  apply,
  attemptIn,
  commit,
  end,
  errorOf,
  finding,
  goodOutput,
  land,
  newTask,
  rejection,
  releasing,
  runningPhase,
  started,
  tasks,
} from '../samples.ts';

const view = {
  now: 100_000,
  runUrl: (run: number) => `http://gh.test/runs/${run}`,
  fileUrl: (at: string, path: string) => `http://gh.test/blob/${at}/${path}`,
};
const checkRun = (task: Task) => checkRunOf(task, view);
const production = { policy: releasing };

describe('status, conclusion and title', () => {
  const inProduction = () => runningPhase('production_deployment', started(newTask(production)));
  test.each([
    ['queued', tasks.queued, 'queued', null, 'In the queue · 0/7 phases complete'],
    ['preparing', tasks.preparing, 'in_progress', null, 'Preparing · 0/7 phases complete'],
    ['the first phase', () => started(), 'in_progress', null, 'Test generation · 0/7 phases complete'],
    ['running', tasks.running, 'in_progress', null, 'Guardian review · 2/7 phases complete'],
    ['committing', tasks.committing, 'in_progress', null, 'Implementation · 1/7 phases complete'],
    ['pausing', tasks.pausing, 'in_progress', null, 'Guardian review · 2/7 phases complete'],
    [
      'validation',
      () => runningPhase('e2e_validation'),
      'in_progress',
      null,
      'Validation on staging · 4/7 phases complete',
    ],
    ['production', inProduction, 'completed', 'success', 'Production deployment · 5/7 phases complete'],
    [
      'back with the coder',
      () => end(tasks.running(), rejection()),
      'in_progress',
      null,
      'Implementation · 1/7 phases complete',
    ],
    ['waiting', tasks.waiting, 'completed', 'action_required', 'Waiting for a person · 2/7 phases complete'],
    ['complete', tasks.complete, 'completed', 'success', 'Complete · 7/7 phases complete'],
    ['complete with production', () => end(inProduction()), 'completed', 'success', 'Complete · 7/7 phases complete'],
    ['failed', tasks.failed, 'completed', 'failure', 'Failed · 3/7 phases complete'],
    ['cancelled', tasks.cancelled, 'completed', 'cancelled', 'Cancelled · 2/7 phases complete'],
    [
      'cancelled in the queue',
      () => apply(newTask(), { kind: 'cancel_requested', by: 'mona', reason: 'x', at: 5_000 }),
      'completed',
      'cancelled',
      'Cancelled · 0/7 phases complete',
    ],
  ])('%s', (_, task, status, conclusion, title) => {
    expect(checkRun(task())).toMatchObject({ status, conclusion, title });
  });
});

describe('the summary', () => {
  test('of a running task, word for word', () => {
    const task = apply(tasks.running(), {
      kind: 'run_dispatched',
      attempt: attemptIn(tasks.running()).id,
      runId: 1_003 as never,
      at: 1,
    });
    expect(checkRun(task).summary).toBe(
      [
        'Guardian review. Round 1 of 3, 1 min 39 s since the label. Cost so far: 2 of 10 phase results, 56 s of runs.',
        '',
        '|  | Phase | State | Attempt | Round | Took | Run |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        '| 1 | Test generation | ✅ done | 1 | 1 | 56 s | [run 1001](http://gh.test/runs/1001) |',
        '| 2 | Implementation | ✅ done | 2 | 1 | 0 s | [run 1002](http://gh.test/runs/1002) |',
        '| 3 | Guardian review | 🔄 running | 3 | 1 | 39 s so far | [run 1003](http://gh.test/runs/1003) |',
        '| 4 | Staging deployment | ⬜ to come | – | – | – | – |',
        '| 5 | Validation on staging | ⬜ to come | – | – | – | – |',
        '| 6 | Production deployment | ➖ not wanted | – | – | – | – |',
        '',
        '**Votes on this commit:** guardian: not yet.',
        '',
        '**Next:** Guardian review by the agent guardian: waits for its run on GitHub Actions. Nobody needs to do anything.',
      ].join('\n'),
    );
  });

  test.each([
    [
      'a rejected review',
      () => end(tasks.running(), rejection()),
      '| 3 | Guardian review | ↩️ rejected in round 1, comes again | 3 | 1 |',
    ],
    [
      'a second try',
      () => apply(tasks.pausing(), { kind: 'retry_due', attempt: attemptIn(tasks.pausing()).id, at: 90_000 }),
      '| 3 | Guardian review | 🔄 running | 4 (try 2) | 1 | 10 s so far |',
    ],
    ['a pause', tasks.pausing, 'Try 2 of 3 starts at 1970-01-01 00:01:10 UTC'],
    ['production that is wanted', () => started(newTask(production)), '| 6 | Production deployment | ⬜ to come |'],
    ['a failure', tasks.failed, 'Staging deployment ended with an error in 3 tries in a row (`unreachable`)'],
    ['an error’s message', tasks.failed, '**Last error** (`unreachable`):\n\n```text\nIt ended with unreachable.\n```'],
    ['an error that may pass', tasks.pausing, '**If it stays:** Check that the address is right'],
    ['a question', tasks.waiting, '- **No more:** `/chimera cancel`, or close the issue.'],
    ['the end', tasks.complete, 'waits for a person to look at it and to merge it'],
    ['a cancellation', tasks.cancelled, 'Cancelled by mona: the label was removed.'],
  ])('tells of %s', (_, task, words) => {
    expect(checkRun(task()).summary).toContain(words);
  });

  test.each([
    ['nobody yet', tasks.running(), 'guardian: not yet.'],
    ['a yes', runningPhase('staging_deployment'), 'guardian: yes (0.90).'],
    ['a no', end(runningPhase('guardian_review'), rejection()), 'guardian: no (0.60).'],
    ['an error', tasks.waiting(), 'guardian: could not judge.'],
  ])('counts the votes: %s', (_, task, words) => {
    expect(checkRun(task).summary).toContain(`**Votes on this commit:** ${words}`);
  });

  test('says nothing of errors that are over', () => {
    const pausing = tasks.pausing();
    const task = apply(pausing, { kind: 'retry_due', attempt: attemptIn(pausing).id, at: 90_000 });
    expect(checkRun(task).summary).not.toContain('Last error');
  });
});

describe('the text', () => {
  test('shows the proof chain with its missing links', () => {
    const { text } = checkRun(tasks.running());
    expect(text).toContain('### Proof chain: 1 of 3 links');
    expect(text).toContain(
      '| 🔴 red on the base commit | `0000000` | [run 1001](http://gh.test/runs/1001) | 2 tests | `http://127.0.0.1:3000` | report, screenshot |',
    );
    expect(text).toContain('| ⬜ green on staging | not yet | – | – | – | – |');
  });

  test('and without any', () => {
    expect(checkRun(tasks.complete()).text).toContain('### Proof chain: 3 of 3 links');
  });

  const reviewed = (review: { refused: string | null } | null): Task => {
    const task = tasks.running();
    const posted = review && { state: 'APPROVED' as const, url: 'http://gh.test/pull/4#r1', ...review };
    const output = { ...goodOutput(attemptIn(task)), review: posted };
    return end(task, { verdict: 'succeeded', output } as Outcome);
  };
  test.each([
    [
      { refused: null },
      'Approved with a score of **0.90** (needed: 0.70). It is posted [as a pull request review](http://gh.test/pull/4#r1).',
    ],
    [
      { refused: 'GitHub Actions is not permitted to approve pull requests.' },
      'GitHub refused it as a review (“GitHub Actions is not permitted to approve pull requests.”), so it is posted [as a comment](http://gh.test/pull/4#r1); this check run carries the verdict.',
    ],
    [null, 'It was not posted as a pull request review; this check run alone carries the verdict.'],
  ])('tells where the review is: %j', (review, words) => {
    expect(checkRun(reviewed(review)).text).toContain(words);
  });

  test('gives the reasons of a rejection, the gravest first', () => {
    const findings = [
      finding({ severity: 'info', title: 'note', explanation: '' }),
      finding({ path: null, severity: 'critical', rule: 'secrets', title: 'A key' }),
    ];
    const { text } = checkRun(end(tasks.running(), rejection(findings)));
    expect(text).toContain(
      '**What the guardian rejected in round 1:** Not good enough.\n\n- **A key** (`secrets`, critical, −1.00): console.log is left in.\n- **note** in `src/app.ts:3` (`leftover-debug`, info)',
    );
  });
});

describe('limits and hostile words', () => {
  test('both texts stay within GitHub’s limit, with a pointer', () => {
    const record = end(tasks.running(), errorOf()).history.at(-1);
    const history = Array(900).fill({ ...record, summary: 'x'.repeat(190) });
    const long = checkRun({ ...tasks.running(), history });
    expect(long.text.length).toBeLessThanOrEqual(65_535);
    expect(long.text).toMatch(/This is cut: see the runs/);
    expect(long.text.length).toBeGreaterThan(60_000);
  });

  test('what phases and people wrote stays data', () => {
    const bad = '@evil <script>x</script> | <!-- chimera:end --> closes #1\n# Title';
    let task = end(tasks.running(), rejection([finding({ title: bad, explanation: bad, path: 'a|b`c' })]));
    task = end(land(end(task)), { verdict: 'errored', failure: { class: 'refused', message: bad } });
    const cancelled = apply(task, { kind: 'cancel_requested', by: bad, reason: bad, at: 100_000 });
    const texts = [task, cancelled].flatMap((one) => [checkRun(one).summary, checkRun(one).text]);
    for (const text of texts) {
      const outside = text.replace(/```text[\s\S]*?```/g, '');
      expect(outside).not.toMatch(/@evil|<script|<!--|#1\b/);
      expect(text).not.toContain('<!-- chimera');
    }
  });

  test('the same task gives the same words', () => {
    expect(checkRun(tasks.failed())).toEqual(checkRun(tasks.failed()));
    expect(commit('c')).toHaveLength(40);
  });
});
