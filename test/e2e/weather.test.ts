// Bad weather at GitHub: the task ends as on a calm day, and nothing happens twice.
import { describe, expect, test } from '@jest/globals';
import { hasEnded, onStage, putLabel, repository, shortIssue, until } from './story.ts';

describe.each([
  ['webhooks are lost', { webhooks: { lost: 0.5 } }],
  [
    'webhooks come late, twice and out of order',
    { webhooks: { repeated: 0.5, reordered: 0.3, lateMs: [0, 400] as const } },
  ],
  ['writes are answered 502 although they were carried out, reads lag', { errors: { after: 0.2 }, readLagMs: 300 }],
  ['every dispatch starts two runs', { dispatch: { twice: 1 } }],
  ['a dispatch is answered 502 although it ran', { dispatch: { lostAnswer: 1 }, readLagMs: 300 }],
])('%s', (_, weather) => {
  test('the task completes', async () => {
    await onStage({ reconcileSeconds: 2 }, async (stage) => {
      const issue = await stage.fileIssue(shortIssue);
      stage.sandbox.setWeather(weather as Parameters<typeof stage.sandbox.setWeather>[0]);
      // The people on the stage have bad weather, too.
      await putLabel(stage, issue).catch(() => undefined);
      const task = await until(stage, issue, { seconds: 150, wanted: hasEnded });
      expect([task.state.kind, task.history.at(-1)?.summary]).toEqual(['complete', expect.stringContaining('Green')]);
      stage.sandbox.setWeather({
        webhooks: { lost: 0, repeated: 0, reordered: 0 },
        errors: { after: 0 },
        readLagMs: 0,
      });
      await stage.sandbox.settled();

      const { data: runs } = await stage.mona.actions.listWorkflowRunsForRepo({ ...repository, per_page: 100 });
      const notCancelled = runs.workflow_runs.filter((run) => run.conclusion !== 'cancelled');
      // A run whose twin has the claim ends by itself, with nothing done.
      const jobs = await Promise.all(
        notCancelled.map(async ({ id }) => {
          const { data } = await stage.mona.actions.listJobsForWorkflowRun({ ...repository, run_id: id });
          return data.jobs.filter(({ name, conclusion }) => !name.startsWith('Claim') && conclusion !== 'skipped');
        }),
      );
      expect(jobs.filter((done) => done.length > 0).length).toBe(task.history.length);
      const { data: pulls } = await stage.mona.pulls.list({ ...repository, state: 'all' });
      expect(pulls.length).toBe(1);
      const { data: comments } = await stage.mona.issues.listComments({ ...repository, issue_number: issue });
      expect(comments.length).toBe(1);
      const pull = { ...repository, pull_number: pulls[0]?.number ?? 0 };
      const { data: reviews } = await stage.mona.pulls.listReviews(pull);
      // A rejection whose posting had no answer is not known, so nobody can take it back when the branch moves on.
      const unanswered = 'errors' in weather ? /^(?:DISMISSED|CHANGES_REQUESTED)$/ : /^DISMISSED$/;
      expect(reviews.map((review) => review.state)).toEqual([expect.stringMatching(unanswered), 'APPROVED']);
      const { data: commits } = await stage.mona.pulls.listCommits(pull);
      expect(commits.length).toBe(4);
    });
  }, 600_000);
});
