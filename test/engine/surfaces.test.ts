// What a task shows on GitHub besides words: annotations, buttons, dismissed reviews.
import { expect, test } from '@jest/globals';
import type { Script } from './fake-github.ts';
import { finding, goodResult, inWorld, type World } from './script.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
const rejecting: Script = (request) =>
  request.work.command === 'review_pr' && request.round === 1
    ? {
        verdict: 'rejected',
        summary: 'not yet',
        findings: [{ ...finding('Left-over debug output'), path: 'app.js', line: 3 }, finding('no place')],
        score: 0.2,
        proof: null,
      }
    : goodResult(request);

/** Every annotation that was sent, over all check runs and their updates. */
function collectAnnotations({ github }: World): string[] {
  const sent: string[] = [];
  const { createCheckRun, updateCheckRun } = github;
  github.createCheckRun = async (where, checkRun) => {
    sent.push(...checkRun.view.annotations.map(({ path, line, title }) => `${path}:${line} ${title}`));
    return await createCheckRun(where, checkRun);
  };
  github.updateCheckRun = async (where, id, view) => {
    sent.push(...view.annotations.map(({ path, line, title }) => `${path}:${line} ${title}`));
    await updateCheckRun(where, id, view);
  };
  return sent;
}

test('annotations are sent once, and only for findings that have a place', async () => {
  await inWorld({ script: rejecting }, async (world) => {
    const sent = collectAnnotations(world);
    await world.label(7);
    await world.until(7);
    await world.say(7, '/chimera priority 9');
    await settled();
    expect(sent).toEqual(['app.js:3 Left-over debug output']);
  });
});

test('a rejection that was posted as a review is dismissed when the next commit lands', async () => {
  await inWorld({ script: rejecting }, async (world) => {
    const { readArtifact } = world.github;
    const url = 'https://github.test/pull/50#pullrequestreview-77';
    world.github.readArtifact = async (where, run, name) => {
      const attempt = world.github.runs.find((each) => each.id === run)?.request.attempt;
      if (name !== 'chimera-review') return await readArtifact(where, run, name);
      const review = { version: 1, attempt, state: 'CHANGES_REQUESTED', url, refused: null };
      return { kind: 'found', files: new Map([['review.json', new TextEncoder().encode(JSON.stringify(review))]]) };
    };
    await world.label(7);
    expect((await world.until(7)).round).toBe(2);
    await settled();
    expect(world.github.dismissed).toEqual([77]);
  });
});
