// The app is killed in the middle of each phase, while GitHub's reads lag: everything goes on, and nothing happens twice.
import { expect, test } from '@jest/globals';
import { hasEnded, onStage, putLabel, repository, shortIssue, until } from './story.ts';

const lagMs = 300;

test('kill -9 in the middle of each phase, reads lagging by 300 ms', async () => {
  await onStage({ weather: { readLagMs: lagMs } }, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const killedIn = new Set<string>();
    for (;;) {
      const task = await until(stage, issue, {
        seconds: 120,
        wanted: (one) => hasEnded(one) || (one.state.kind === 'running' && !killedIn.has(one.state.attempt.phase)),
      });
      if (hasEnded(task) || task.state.kind !== 'running') {
        expect(task.state.kind).toBe('complete');
        break;
      }
      killedIn.add(task.state.attempt.phase);
      await stage.app().end('SIGKILL');
      await stage.startApp();
    }
    expect([...killedIn].sort()).toEqual([
      'code_implementation',
      'e2e_test_generation',
      'e2e_validation',
      'guardian_review',
      'staging_deployment',
    ]);
    await nothingTwice(stage, issue);
  });
}, 720_000);

test('kill -9 again and again, at no particular moment', async () => {
  await onStage({ weather: { readLagMs: lagMs } }, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    // Prime numbers of milliseconds, so that the deaths fall on ever other places.
    for (const lifeMs of [211, 347, 503, 739, 1_013, 1_499, 2_003]) {
      await new Promise((resolve) => setTimeout(resolve, lifeMs));
      await stage.app().end('SIGKILL');
      await stage.startApp();
    }
    const task = await until(stage, issue, { seconds: 150, wanted: hasEnded });
    expect(task.state.kind).toBe('complete');
    await nothingTwice(stage, issue);
  });
}, 720_000);

/** One branch, one pull request, one run an attempt, one acknowledgement, one review a round. */
async function nothingTwice(stage: Parameters<Parameters<typeof onStage>[1]>[0], issue: number): Promise<void> {
  await stage.sandbox.settled();
  await new Promise((resolve) => setTimeout(resolve, lagMs + 100));
  const { mona } = stage;
  const task = await until(stage, issue, { seconds: 5, wanted: hasEnded });

  const runs = await mona.actions.listWorkflowRunsForRepo({ ...repository, per_page: 100 });
  const titles = runs.data.workflow_runs.map((run) => run.display_title).sort();
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.length).toBe(task.history.length);
  const phases = task.history.map((attempt) => [attempt.phase, attempt.round].join(' '));
  expect(new Set(phases).size).toBe(phases.length);

  const pulls = await mona.pulls.list({ ...repository, state: 'all' });
  expect(pulls.data.map((pull) => pull.user?.login)).toEqual(['chimera[bot]']);
  const comments = await mona.issues.listComments({ ...repository, issue_number: issue });
  expect(comments.data.length).toBe(1);
  const reviews = await mona.pulls.listReviews({ ...repository, pull_number: pulls.data[0]?.number ?? 0 });
  expect(reviews.data.map((review) => review.state)).toEqual(['DISMISSED', 'APPROVED']);
  const checks = await mona.checks.listForRef({ ...repository, ref: task.branch?.head ?? '', check_name: 'Chimera' });
  expect(checks.data.check_runs.map((check) => check.conclusion)).toEqual(['success']);
  const commits = await mona.pulls.listCommits({ ...repository, pull_number: pulls.data[0]?.number ?? 0 });
  expect(commits.data.length).toBe(4);
}
