// A coder that will not listen and a guardian that will not yield: a person decides, with the test green all the same.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Stage } from '../../src/cli/demo/stage.ts';
import { hasEnded, onStage, putLabel, repository, shortIssue, until } from './story.ts';

/** Applies the recorded change, which is good, and leaves debug output behind each time, which the guardian minds. */
const coder = [
  'for round in 1 2; do git apply .chimera/recording/round-$round.patch 2>/dev/null || true; done',
  'sed -i "/console.log/d" public/app.js',
  'echo "console.log($(date +%N));" >> public/app.js',
].join('; ');

async function say(stage: Stage, issue: number, body: string): Promise<void> {
  const { data } = await stage.mona.issues.createComment({ ...repository, issue_number: issue, body });
  for (let look = 0; look < 150; look += 1) {
    const { data: reactions } = await stage.mona.reactions.listForIssueComment({ ...repository, comment_id: data.id });
    if (reactions.some(({ content }) => content === 'rocket')) return;
    await sleep(100);
  }
  throw new Error(`Not done: ${body}`);
}

const prepare = async (files: string): Promise<void> => {
  const path = join(files, '.github/chimera.yml');
  const config = await readFile(path, 'utf-8');
  await writeFile(path, config.replace('threshold: 0.7', 'threshold: 1'));
};

test('rejected twice for the same, approved by a person, validated, rejected by a person, guided and cancelled', async () => {
  await onStage({ coder, prepare }, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const disputed = await until(stage, issue, { seconds: 120, wanted: hasEnded });
    expect(disputed).toMatchObject({ state: { reason: { kind: 'no_progress', same: 'findings' } } });
    const { data: checks } = await stage.mona.checks.listForRef({
      ...repository,
      ref: disputed.branch?.head ?? '',
      check_name: 'Chimera',
    });
    const run = checks.check_runs[0];
    expect([run?.conclusion, (run?.output.annotations_count ?? 0) > 0]).toEqual(['action_required', true]);

    await say(stage, issue, '/chimera approve');
    const complete = await until(stage, issue, { seconds: 90, wanted: ({ state }) => state.kind === 'complete' });
    expect(complete).toMatchObject({
      approval: { by: 'mona' },
      proofs: { greenOnHead: { commit: complete.branch?.head } },
    });
    const pull = { ...repository, pull_number: complete.pullRequest?.number ?? 0 };
    const { data: reviews } = await stage.mona.pulls.listReviews(pull);
    expect(reviews.at(-1)).toMatchObject({
      state: 'APPROVED',
      body: expect.stringContaining('approved this commit in the guardian’s place'),
    });

    await say(stage, issue, '/chimera reject The page is too loud.');
    const again = await until(stage, issue, {
      seconds: 30,
      wanted: ({ state }) => state.kind === 'running' && state.attempt.phase === 'code_implementation',
    });
    expect(again.feedback).toMatchObject({ from: 'person', summary: 'The page is too loud.' });
    await say(stage, issue, '/chimera guide Remove every console.log.\n/chimera pause');
    expect((await until(stage, issue, { seconds: 30, wanted: ({ pause }) => pause !== null })).guidance).toHaveLength(
      1,
    );
    await say(stage, issue, '/chimera cancel');
    await until(stage, issue, { seconds: 30, wanted: ({ state }) => state.kind === 'cancelled' });
    for (let look = 0; look < 100; look += 1) {
      if ((await stage.mona.pulls.get(pull)).data.state === 'closed') return;
      await sleep(100);
    }
    throw new Error('The pull request was not closed');
  });
}, 720_000);
