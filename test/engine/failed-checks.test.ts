// Another check of the commit failed: the record tells the coder, and its score is the one of the posted review.
import { expect, test } from '@jest/globals';
import type { Script } from './fake-github.ts';
import { finding, goodResult, inWorld, type World } from './script.ts';

function failCheckOfRound(round: number, { github }: World): void {
  const { readArtifact } = github;
  github.readArtifact = async (where, run, name) => {
    if (name !== 'chimera-review') return await readArtifact(where, run, name);
    const request = github.runs.find((each) => each.id === run)?.request;
    const failedChecks = request?.round === round ? [{ name: 'CI', url: null }] : [];
    const url = `https://github.test/pull/50#pullrequestreview-${run}`;
    const review = { version: 1, attempt: request?.attempt, state: 'APPROVED', url, refused: null, failedChecks };
    return { kind: 'found', files: new Map([['review.json', new TextEncoder().encode(JSON.stringify(review))]]) };
  };
}

const rejected: Script = (request) =>
  request.work.command === 'review_pr' && request.round === 1
    ? { verdict: 'rejected', summary: 'not yet', findings: [finding('no button')], score: 0.6, proof: null }
    : goodResult(request);

test.each<[string, Script, string[]]>([
  ['approved otherwise', goodResult, ['The check "CI" failed on this commit']],
  ['rejected anyway', rejected, ['The check "CI" failed on this commit', 'no button']],
])('of a change that was %s', async (_, script, titles) => {
  await inWorld({ script }, async (world) => {
    failCheckOfRound(1, world);
    await world.label(7);
    const task = await world.until(7, ({ state }) => state.kind === 'complete');
    const reviews = task.history.filter(({ phase }) => phase === 'guardian_review');
    expect(reviews.map(({ verdict, score }) => [verdict, score])).toEqual([
      ['rejected', 0],
      ['succeeded', 1],
    ]);
    const coder = world.github.runs.findLast(({ request }) => request.work.command === 'implement_feature')?.request;
    const feedback = coder?.work.command === 'implement_feature' ? coder.work.feedback : null;
    expect(feedback?.findings.map(({ title }) => title)).toEqual(titles);
  });
});
