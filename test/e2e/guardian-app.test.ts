// An organisation that does not let GitHub Actions approve: the guardian App approves, and nobody takes it for a person.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Stage } from '../../src/cli/demo/stage.ts';
import { openWorld } from '../setup/world.ts';
import { startFreshApp } from './app-without-credentials.ts';
import { commentLike, hasEnded, onStage, putLabel, repository, shortIssue, until } from './story.ts';

const guardian = 'chimera-guardian[bot]';

/** A bot that is listed may steer; its reviews are no votes all the same. */
const listed = async (files: string): Promise<void> => {
  const path = join(files, '.github/chimera.yml');
  await writeFile(path, `${await readFile(path, 'utf-8')}\nbots: ["${guardian}"]\n`);
};

async function reviewsOf(stage: Stage, pullRequest: number) {
  const { data } = await stage.mona.pulls.listReviews({ ...repository, pull_number: pullRequest });
  return data.map(({ user, state, body, commit_id: commit, html_url: url }) => ({
    ...{ by: user?.login, state, body, commit, url },
  }));
}

type Reviews = Awaited<ReturnType<typeof reviewsOf>>;

async function untilReviewed(stage: Stage, pullRequest: number, wanted: (reviews: Reviews) => boolean) {
  for (let look = 0; look < 900; look += 1) {
    const reviews = await reviewsOf(stage, pullRequest);
    if (wanted(reviews)) return reviews;
    await sleep(100);
  }
  throw new Error(`Not reviewed so: ${JSON.stringify(await reviewsOf(stage, pullRequest), null, 2)}`);
}

test('Actions may not approve, so the guardian App does; its approval is taken back after a push', async () => {
  await onStage({ actionsMayApprove: false, prepare: listed }, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const task = await until(stage, issue, {
      seconds: 200,
      wanted: (now) => hasEnded(now) && now.history.some(({ decisive }) => decisive !== undefined),
    });
    expect([task.state.kind, task.votes]).toEqual(['complete', []]);
    const pullRequest = task.pullRequest?.number ?? 0;
    const reviews = await reviewsOf(stage, pullRequest);
    // The first round was rejected, which GitHub lets a job do.
    expect(reviews.map(({ by, state }) => [by, state])).toEqual([
      ['github-actions[bot]', 'DISMISSED'],
      ['github-actions[bot]', 'COMMENTED'],
      [guardian, 'APPROVED'],
    ]);
    const [, comment, approval] = reviews;
    expect(comment?.body).toContain('GitHub refused to record this verdict as a review');
    expect([approval?.commit, approval?.body]).toEqual([
      task.branch?.head,
      expect.stringContaining(comment?.url ?? '-'),
    ]);
    const { data: checks } = await stage.mona.checks.listForRef({ ...repository, ref: task.branch?.head ?? '' });
    const check = checks.check_runs.find(({ name }) => name === 'Chimera');
    expect(check?.output.text).toContain(`has posted [the verdict as a review](${approval?.url})`);

    await stage.mona.issues.createComment({ ...repository, issue_number: issue, body: '/chimera doctor' });
    expect(await commentLike(stage, issue, /Approving reviews/)).toMatch(/✅ \| Approving reviews \| [^|]*second App/);

    await stage.mona.repos.createOrUpdateFileContents({
      ...{ ...repository, path: 'NOTES.md', message: 'docs: notes', branch: task.branch?.name ?? '' },
      content: Buffer.from('Notes.\n').toString('base64'),
    });
    const again = await untilReviewed(stage, pullRequest, (now) =>
      now.some(({ by, state }) => by === guardian && state === 'DISMISSED'),
    );
    expect(again.filter(({ by }) => by === guardian)).toHaveLength(1);
    const approved = (now: Reviews) => now.at(-1)?.by === guardian && now.at(-1)?.state === 'APPROVED';
    const last = (await untilReviewed(stage, pullRequest, approved)).at(-1);
    const moved = await until(stage, issue, { seconds: 120, wanted: hasEnded });
    expect([moved.state.kind, last?.commit, moved.votes]).toEqual(['complete', moved.branch?.head, []]);
    expect(moved.branch?.head).not.toBe(task.branch?.head);
  });
}, 900_000);

test('a guardian App that GitHub does not know keeps the app from starting, and the message names the variables', async () => {
  const world = await openWorld({}, { permissions: { pull_requests: 'write' }, events: [] });
  const app = await startFreshApp(world.sandbox.url, {
    ...{ APP_ID: String(world.appId), PRIVATE_KEY: world.privateKey, WEBHOOK_SECRET: 'long enough' },
    ...{ GUARDIAN_APP_ID: '4711', GUARDIAN_PRIVATE_KEY: world.privateKey },
  });
  try {
    await app.says(
      /GitHub refused the App's credentials \(40\d\)\. GUARDIAN_APP_ID, GUARDIAN_PRIVATE_KEY and GITHUB_API_URL/,
    );
  } finally {
    await app.end();
    await world.close();
  }
}, 180_000);
