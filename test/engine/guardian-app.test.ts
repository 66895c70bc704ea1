// Stories of the guardian App over a fake GitHub: it posts what GitHub refused from the job, once, whatever goes wrong.
import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { CallFailure } from '../../src/github/github.ts';
import type { GuardianApp } from '../../src/github/guardian-app.ts';
import type { Script } from './fake-github.ts';
import { finding, goodResult, inWorld, repository, type World } from './script.ts';

type Posting = Parameters<GuardianApp['postReview']>[1];

/** A guardian App that remembers; `mishap` throws before or after it has posted. */
function fakeGuardianApp(options: { answer?: 'not_installed' | 'refused'; mishap?: (done: boolean) => void } = {}) {
  const reviews: Posting[] = [];
  const dismissed: number[] = [];
  const by = 'judge[bot]';
  const postedAs = (index: number) => ({
    kind: 'posted' as const,
    state: reviews[index]?.vote === 'approve' ? ('APPROVED' as const) : ('CHANGES_REQUESTED' as const),
    review: 700 + index,
    url: `https://github.test/pull/50#pullrequestreview-${700 + index}`,
    by,
  });
  const app: GuardianApp = {
    findReview: async (_, { marker }) => {
      const index = reviews.findIndex(({ body }) => body.includes(marker));
      return index < 0 ? null : postedAs(index);
    },
    postReview: async (_, review) => {
      options.mishap?.(false);
      if (options.answer === 'not_installed') return { kind: 'not_installed', by };
      if (options.answer === 'refused') return { kind: 'refused', by, words: 'GitHub answered 422: no' };
      reviews.push(review);
      options.mishap?.(true);
      return postedAs(reviews.length - 1);
    },
    dismissReview: async (_, { review }) => {
      if (options.answer === 'not_installed') return 'not_installed';
      dismissed.push(review);
      return 'dismissed';
    },
  };
  return { app, reviews, dismissed };
}

/** Every review of a job ends as a comment, because GitHub refuses its verdict. */
function refuseJobs({ github }: World): void {
  const { readArtifact } = github;
  github.readArtifact = async (where, run, name) => {
    if (name !== 'chimera-review') return await readArtifact(where, run, name);
    const attempt = github.runs.find((each) => each.id === run)?.request.attempt;
    const url = `https://github.test/pull/50#pullrequestreview-${run}`;
    const refused = 'GitHub Actions is not permitted to approve pull requests.';
    const review = { version: 1, attempt, state: 'COMMENTED', url, refused };
    return { kind: 'found', files: new Map([['review.json', new TextEncoder().encode(JSON.stringify(review))]]) };
  };
}

const rejectingFirst: Script = (request) =>
  request.work.command === 'review_pr' && request.round === 1
    ? { verdict: 'rejected', summary: 'not yet', findings: [finding('no button')], score: 0.2, proof: null }
    : goodResult(request);

const decisiveOf = ({ history }: Task) => history.flatMap(({ decisive }) => (decisive === undefined ? [] : [decisive]));
const heardOf = (count: number) => (task: Task) => decisiveOf(task).length === count && task.state.kind === 'complete';

test('a refused rejection and a refused approval are posted on their commits, and the stale one is taken back', async () => {
  const guardian = fakeGuardianApp();
  await inWorld({ script: rejectingFirst, guardianApp: guardian.app }, async (world) => {
    refuseJobs(world);
    await world.label(7);
    const task = await world.until(7, heardOf(2));
    const heads = task.history.flatMap(({ review, head }) => (review === null ? [] : [head]));
    expect(guardian.reviews.map(({ vote, head, pullRequest }) => [vote, head, pullRequest])).toEqual([
      ['reject', heads[0], 50],
      ['approve', heads[1], 50],
    ]);
    expect(heads[1]).toBe(task.branch?.head);
    expect(guardian.reviews[0]?.body).not.toContain('no button');
    expect([guardian.dismissed, world.github.dismissed]).toEqual([[700], []]);
    const [check] = [...world.github.checkRuns.values()].filter(({ head }) => head === task.branch?.head);
    expect(check?.view.text).toMatch(/has posted \[the verdict as a review\]\(\S+-701\)/);
  });
});

describe('exactly once', () => {
  test.each([
    ['an answer that never came, after it was posted', true],
    ['an answer that never came, before it was posted', false],
  ])('%s', async (_, after) => {
    let mishaps = 0;
    const mishap = (done: boolean): void => {
      if (done === after && mishaps++ === 0) throw new CallFailure('unclear', 'GitHub did not answer: reset');
    };
    const guardian = fakeGuardianApp({ mishap });
    await inWorld({ guardianApp: guardian.app }, async (world) => {
      refuseJobs(world);
      await world.label(7);
      const task = await world.until(7, heardOf(1));
      expect(decisiveOf(task)).toMatchObject([{ kind: 'posted', state: 'APPROVED', review: 700 }]);
      expect([mishaps > 0, guardian.reviews.length]).toEqual([true, 1]);
    });
  });
});

describe('what keeps it from posting is not fatal', () => {
  test.each([
    ['none is configured', null, { kind: 'not_configured' }, 'set up [a second App'],
    ['it is not installed', 'not_installed', { kind: 'not_installed' }, 'install the second App'],
    ['GitHub refuses it', 'refused', { kind: 'refused', words: 'GitHub answered 422: no' }, 'was refused as well'],
  ] as const)('%s: the task completes, and the check run says what to do', async (_, answer, decisive, words) => {
    const guardian = answer === null ? null : fakeGuardianApp({ answer });
    await inWorld(guardian === null ? {} : { guardianApp: guardian.app }, async (world) => {
      refuseJobs(world);
      await world.label(7);
      const task = await world.until(7, heardOf(1));
      expect(decisiveOf(task)).toMatchObject([decisive]);
      await world.say(7, '/chimera why');
      const answers = () => world.github.comments.filter(({ body }) => body.includes('### Why'));
      for (let look = 0; look < 100 && answers().length === 0; look += 1) await pause();
      expect(answers()[0]?.body).toContain(words);
      const shown = () => [...world.github.checkRuns.values()].find(({ head }) => head === task.branch?.head)?.view;
      for (let look = 0; look < 100 && shown()?.text.includes(words) !== true; look += 1) await pause();
      expect(shown()).toMatchObject({ conclusion: 'success', text: expect.stringContaining(words) });
    });
  });

  test('GitHub that never answers it: the effect is set aside, and the task goes on', async () => {
    const guardian = fakeGuardianApp({
      mishap: () => {
        throw new CallFailure('refused', 'GitHub answered 410: gone', { status: 410 });
      },
    });
    await inWorld({ guardianApp: guardian.app }, async (world) => {
      refuseJobs(world);
      await world.label(7);
      expect((await world.until(7)).state.kind).toBe('complete');
    });
  });
});

test('a verdict that the branch has overtaken is not posted any more', async () => {
  let limited = true;
  const guardian = fakeGuardianApp({
    mishap: () => {
      if (limited) throw new CallFailure('limited', 'slow down', { status: 429, until: Date.now() + 20 });
    },
  });
  const script: Script = (request) => (request.work.command === 'deploy' ? 'never' : goodResult(request));
  await inWorld({ script, guardianApp: guardian.app }, async (world) => {
    refuseJobs(world);
    await world.label(7);
    const before = await world.until(7, ({ history }) => history.some(({ review }) => review !== null));
    await pause();
    const head = 'e'.repeat(40) as never;
    const branch = before.branch?.name ?? '';
    world.github.branches.set(branch, { base: before.branch?.base as never, head });
    const sender = { id: 5, login: 'lisa', bot: false };
    await world.signal({ kind: 'head_pushed', repository, pullRequest: 50, head, sender });
    await world.until(7, (task) => task.branch?.head === head);
    limited = false;
    await world.until(7, (task) => decisiveOf(task).length === 1);
    expect(guardian.reviews.map((review) => review.head)).toEqual([head]);
  });
});

test('a review that a job has posted unheard, while the branch moved on, is found when its run has ended, and taken back', async () => {
  const script: Script = (request) => (request.work.command === 'review_pr' ? 'never' : goodResult(request));
  await inWorld({ script }, async (world) => {
    await world.label(7);
    const reviewing = ({ state }: Task) => state.kind === 'running' && state.attempt.phase === 'guardian_review';
    const before = await world.until(
      7,
      (task) => reviewing(task) && 'attempt' in task.state && task.state.attempt.runId !== null,
    );
    const run = world.github.runs.at(-1);
    const head = 'e'.repeat(40) as never;
    world.github.branches.set(before.branch?.name ?? '', { base: before.branch?.base as never, head });
    const sender = { id: 5, login: 'lisa', bot: false };
    await world.signal({ kind: 'head_pushed', repository, pullRequest: 50, head, sender });
    await world.until(7, (task) => task.branch?.head === head && reviewing(task));
    await pause();
    const marker = `<!-- chimera:review:${run?.request.attempt} -->`;
    world.github.jobReviews.push(
      { review: 80, body: `Copied. ${marker}`, by: 'lisa' },
      { review: 81, body: `No. ${marker}`, by: 'github-actions[bot]' },
    );
    await pause();
    expect([run?.cancelled, world.github.dismissed]).toEqual([true, []]);
    Object.assign(run ?? {}, { conclusion: 'cancelled' });
    for (let look = 0; look < 100 && world.github.dismissed.length === 0; look += 1) await pause();
    expect(world.github.dismissed).toEqual([81]);
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
