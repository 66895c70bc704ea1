/** The sample with everything in it, for the pages as a person sees them in the middle of a task. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { changedFiles } from '../../../src/sandbox/git/diff.ts';
import { diffLines } from '../../../src/sandbox/git/diff-lines.ts';
import { examples } from '../../examples/todo-checkout.ts';
import {
  addCheckRun,
  addComment,
  addDelivery,
  addDeployment,
  addJob,
  addReview,
  addReviewComment,
  addRun,
} from './sample-work.ts';
import { createSample, type Sample } from './sample-world.ts';

export async function createFullSample(): Promise<Sample> {
  const issueText = readFileSync(join(examples, 'todo-issue.md'), 'utf8');
  const sample = await createSample(issueText.replace('{{TARGET_URL}}', 'http://127.0.0.1:4000'));
  const { world, repository, people, issue } = sample;
  issue.reactions.push({ id: 1, writtenMs: world.now(), account: people.chimera.bot, content: 'eyes' });
  addComment(
    sample,
    people.chimera.bot,
    '**Chimera has taken this on.** It is first in the queue; the pull request is #2.',
  );
  addComment(sample, people.ada, 'Thanks @chimera[bot]! Mind the `localStorage`.\n\n- [x] criteria\n- [ ] design');
  await addReviews(sample);
  addCheckRun(sample, people.chimera, 'Chimera', { conclusion: null, output: checkOutput(sample) });
  addRun(sample, { title: 'Chimera guardian_review · #1 · t1-a3', status: 'completed', conclusion: 'success' });
  const run = addRun(sample, { title: 'Chimera e2e_validation · #1 · t1-a5', status: 'in_progress', conclusion: null });
  addRun(sample, { title: 'Chimera code_implementation · #3 · t2-a2', status: 'pending', conclusion: null });
  addJob(sample, run, 'e2e_validation', { log, summary });
  const zip = Buffer.from(zipSync({ 'result.json': Buffer.from('{}') }));
  const digest = `sha256:${'ab'.repeat(32)}`;
  const artifact = {
    id: world.nextId(),
    writtenMs: world.now(),
    run,
    attempt: 1,
    name: 'chimera-result',
    zip,
    digest,
    expiresMs: 0,
  };
  repository.artifacts.set(artifact.id, artifact);
  addDeployment(sample, 'http://127.0.0.1:4010');
  addDelivery(sample, { kind: 'answered', statusCode: 202, seconds: 0.01, headers: {}, body: '' });
  addDelivery(sample, { kind: 'lost' });
  addDelivery(sample, undefined);
  return sample;
}

async function addReviews(sample: Sample): Promise<void> {
  const { repository, people, commits } = sample;
  const bot = people.actions.bot;
  const first = addReview(sample, bot, {
    state: 'CHANGES_REQUESTED',
    body: '### Guardian review: rejected, score 0.35 of 0.7\n\n| severity | finding |\n|---|---|\n| critical | The frozen test fails on this commit |\n| minor | Debug output |\n\n> [!WARNING]\n> The counter says “1 items left”.',
    commitSha: commits[2].sha,
  });
  const file = (await changedFiles(repository.directory, commits[0].sha, commits[2].sha)).find(
    ({ path }) => path === 'public/app.js',
  );
  const at = diffLines(file?.patch ?? '').find((line) => line.hunk.endsWith("console.log('clearing', todos);"));
  addReviewComment(sample, first, {
    path: 'public/app.js',
    line: at?.line ?? 1,
    diffHunk: at?.hunk ?? '',
    body: '**Debug output.** Remove this `console.log`: it tells every visitor what is on the list.',
  });
  const second = addReview(sample, bot, {
    state: 'APPROVED',
    body: 'Guardian review: approved, score 1.0.',
    commitSha: commits[3].sha,
  });
  addReviewComment(sample, second, {
    path: 'public/todos.js',
    line: 27,
    diffHunk: '',
    body: 'Well done: `1 item left`.',
  });
}

function checkOutput({ commits }: Sample): Record<'title' | 'summary', string> {
  return {
    title: 'End-to-end validation · 5/7 phases complete',
    summary: `Task for #1, round 2.

| phase | state | attempt | duration | run |
|---|---|---|---|---|
| Test generation | ✅ succeeded | 1 | 6.1s | [run](http://127.0.0.1:1/octo-org/todo/actions/runs/1) |
| Implementation | ✅ succeeded | 2 | 2.4s | [run](http://127.0.0.1:1/octo-org/todo/actions/runs/1) |
| Guardian review | ✅ succeeded | 2 | 4.0s | [run](http://127.0.0.1:1/octo-org/todo/actions/runs/1) |
| Staging deployment | ✅ succeeded | 1 | 1.9s | [run](http://127.0.0.1:1/octo-org/todo/actions/runs/1) |
| End-to-end validation | ⏳ running | 1 | | [run](http://127.0.0.1:1/octo-org/todo/actions/runs/1) |
| Production deployment | off | | | |

**Proof**: red on ${commits[1].sha}, green on ${commits[3].sha}.`,
  };
}

const summary =
  '## Validation\n\nThe test ran on <http://127.0.0.1:4010>.\n\n| test | state |\n|---|---|\n| Clearing completed todos | passed |';

const log = [
  'Current runner version: sandbox',
  '##[group]Runner image',
  'Node 24',
  '##[endgroup]',
  '##[command]node dist/index.js',
  '\u001b[32mRunning 2 tests using 1 worker\u001b[0m',
  '##[warning]The page took 2.1 s to answer',
  '##[error]Expected "1 item left" <b>not</b> to be missing',
]
  .map((line, index) => `2026-01-31T12:00:0${index}.0000000Z ${line}\n`)
  .join('');
