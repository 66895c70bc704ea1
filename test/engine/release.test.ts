// Stories of people's votes, of deployments that somebody else makes, and of production, over a fake GitHub.
import { describe, expect, test } from '@jest/globals';
import { commitId } from '../../src/core/identifier.ts';
import type { Task } from '../../src/core/task.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Signal } from '../../src/github/signal.ts';
import { mergeCommit, type Script } from './fake-github.ts';
import { config, goodResult, inWorld, repository, type World } from './script.ts';

const lisa = { id: 42, login: 'lisa', bot: false };
const production = 'production: { command: ./release, url: "https://todo.test" }';
const external = config().replace('staging: { command: ./deploy }', 'staging: { external: true }');

type Review = Extract<Signal, { kind: 'review_written' }>;

function reviewOf(task: Task, vote: Review['vote'], more: Partial<Review> = {}): Review {
  if (task.branch === null || task.pullRequest === null) throw new Error('nothing to review');
  const review = {
    id: 9,
    body: vote === 'reject' ? 'Not like this.' : '',
    url: `${task.pullRequest.url}#pullrequestreview-9`,
  };
  const about = { repository, pullRequest: task.pullRequest.number, sender: lisa };
  return { kind: 'review_written', vote, head: task.branch.head, review, author: lisa, ...about, ...more };
}

const waitsForApproval = (task: Task): boolean =>
  task.state.kind === 'waiting' && task.state.reason.kind === 'approval_missing';

/** The comment on issue 1 that reads like this; waits for it. */
async function commentLike({ github }: World, pattern: RegExp): Promise<string> {
  for (let look = 0; look < 200; look += 1) {
    const found = github.comments.find(({ body }) => pattern.test(body));
    if (found !== undefined) return found.body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`No comment like ${pattern}`);
}

const checkRunOf = ({ github }: World) => [...github.checkRuns.values()].at(-1)?.view;

describe('a review by a person', () => {
  test('with changes requested starts another round with the comments of the review', async () => {
    await inWorld({ config: config('guardian: { require_human: true }') }, async (world) => {
      world.github.writers.add('lisa');
      world.github.lineComments.set(9, [
        { rule: 'person', severity: 'major', path: 'app.js', line: 3, title: 'Comment by lisa', explanation: 'Why 3?' },
      ]);
      await world.label(1);
      const first = await world.until(1, waitsForApproval);
      expect(checkRunOf(world)).toMatchObject({ conclusion: 'action_required' });
      expect(checkRunOf(world)?.summary).toContain('a person with write access: **missing**');
      await world.signal(reviewOf(first, 'reject'));
      const second = await world.until(1, (task) => task.round === 2 && waitsForApproval(task));
      const request = world.github.runs.findLast((run) => run.request.work.command === 'implement_feature')?.request;
      expect(request?.work).toMatchObject({
        feedback: { from: 'person', findings: [{ title: 'Rejected by lisa' }, { explanation: 'Why 3?' }] },
      });
      await world.signal(reviewOf(second, 'approve', { review: { id: 10, body: '', url: 'https://x.test' } }));
      expect((await world.until(1, ({ state }) => state.kind === 'complete')).votes.map(({ vote }) => vote)).toEqual([
        'reject',
        'approve',
      ]);
    });
  });

  test('is heard of when its webhook is lost, once and only from people who may write', async () => {
    await inWorld({ config: config('guardian: { require_human: true }'), reconcileMs: 50 }, async (world) => {
      world.github.writers.add('lisa');
      await world.label(1);
      const task = await world.until(1, waitsForApproval);
      const { vote, head, review, author } = reviewOf(task, 'approve');
      const eve = { ...author, id: 66, login: 'eve' };
      world.github.reviews.push(
        { vote: 'reject', head, review: { ...review, id: 7 }, author: eve },
        // What she said before is not her word any more.
        { vote: 'reject', head, review: { ...review, id: 8 }, author },
        { vote, head, review, author },
      );
      const complete = await world.until(1, ({ state }) => state.kind === 'complete');
      expect(complete.votes.map(({ who, vote: said }) => [who, said])).toEqual([['lisa', 'approve']]);
      expect(complete.round).toBe(1);
    });
  });

  test('by somebody without write access, by a bot, or on a foreign pull request, is nobody’s vote', async () => {
    const listed = 'bots: ["github-actions[bot]"]';
    await inWorld({ config: config(`guardian: { require_human: true }\n${listed}`) }, async (world) => {
      await world.label(1);
      const task = await world.until(1, waitsForApproval);
      world.github.writers.add('lisa');
      await world.signal(reviewOf(task, 'approve', { author: { ...lisa, login: 'eve' } }));
      await world.signal(reviewOf(task, 'approve', { author: { ...lisa, bot: true } }));
      await world.signal(reviewOf(task, 'approve', { author: { id: 3, login: 'github-actions[bot]', bot: true } }));
      await world.signal(reviewOf(task, 'approve', { pullRequest: 999 }));
      // What is handled in order has been handled when a later wish has had its effect.
      await world.say(1, '/chimera priority 9');
      const after = await world.until(1, ({ priority }) => priority === 9);
      expect([after.votes, after.state.kind]).toEqual([[], 'waiting']);
    });
  });
});

describe('staging by somebody else', () => {
  const deployed = (task: Task, more: object = {}): Signal => ({
    kind: 'deployed',
    id: 5,
    repository,
    head: task.branch?.head ?? commitId('0'.repeat(40)),
    environment: 'Preview',
    production: false,
    state: 'success',
    url: 'https://preview.test/',
    ...more,
  });
  const waitsForPreview = ({ state }: Task): boolean =>
    state.kind === 'running' && state.attempt.phase === 'staging_deployment';

  test('goes on with the address of the deployment status, and starts no run for it', async () => {
    await inWorld({ config: external }, async (world) => {
      await world.label(1);
      const task = await world.until(1, waitsForPreview);
      for (const other of [{ state: 'pending' }, { production: true }, { head: commitId('f'.repeat(40)) }]) {
        await world.signal(deployed(task, other));
      }
      await world.signal(deployed(task));
      const complete = await world.until(1);
      expect(complete.state.kind).toBe('complete');
      expect(complete.staging?.url).toBe('https://preview.test/');
      expect(world.github.runs.map(({ request }) => request.work.command)).not.toContain('deploy');
      expect(world.github.runs.at(-1)?.request.work).toMatchObject({
        command: 'validate',
        url: 'https://preview.test/',
        commitPath: null,
      });
    });
  });

  test('finds a deployment that was there before anybody waited', async () => {
    await inWorld({ config: external }, async (world) => {
      await world.label(1);
      const reviewing = await world.until(1, ({ branch, test }) => branch !== null && test !== null);
      world.github.deployments.get = () => [
        { id: 5, environment: 'Preview', production: false, state: 'success', url: 'https://early.test/' },
      ];
      expect(reviewing.branch).not.toBeNull();
      expect((await world.until(1)).staging?.url).toBe('https://early.test/');
    });
  });

  const docs = { id: 6, environment: 'docs', production: false, state: 'failure', url: null };

  test('goes on with the right one of several, whichever ends first', async () => {
    await inWorld({ config: external }, async (world) => {
      await world.label(1);
      const task = await world.until(1, waitsForPreview);
      const preview = { id: 5, environment: 'Preview', production: false, state: 'in_progress', url: null };
      world.github.deployments.set(task.branch?.head ?? '', [docs, preview]);
      await world.signal(deployed(task, docs));
      await world.signal(deployed(task));
      const complete = await world.until(1);
      expect([complete.state.kind, complete.staging?.url]).toEqual(['complete', 'https://preview.test/']);
      expect(complete.history.filter(({ verdict }) => verdict === 'errored')).toEqual([]);
    });
  });

  test('waits for the environment that is asked for, and no other', async () => {
    const asked = external.replace('external: true', 'external: true, environment: "Preview*web"');
    await inWorld({ config: asked }, async (world) => {
      await world.label(1);
      const task = await world.until(1, waitsForPreview);
      await world.signal(deployed(task, { ...docs, state: 'success', url: 'https://docs.test/' }));
      await world.signal(deployed(task, docs));
      await world.signal(deployed(task, { environment: 'Preview – web' }));
      expect((await world.until(1)).staging?.url).toBe('https://preview.test/');
    });
  });

  test('that never comes tells which environments were deployed to', async () => {
    const asked = external.replace('external: true', 'external: true, environment: web');
    await inWorld({ config: `${asked}\nmax_tries: 1\n` }, async (world) => {
      await world.label(1);
      const task = await world.until(1, waitsForPreview);
      world.github.deployments.set(task.branch?.head ?? '', [{ ...docs, state: 'success' }]);
      await world.engine.stop();
      world.engine = createEngine({ ...world.parts, now: () => Date.now() + 2 * 3_600_000 });
      world.engine.start();
      const failed = await world.until(1);
      expect(JSON.stringify(failed.state)).toMatch(
        /in 120 minutes.*Not counted: ."docs." \(success\).*asks for ."web."/,
      );
    });
  });
});

describe('production', () => {
  test('merges the validated head, deploys the merged commit, and the gate stands open meanwhile', async () => {
    await inWorld({ config: config(production) }, async (world) => {
      await world.label(1);
      const task = await world.until(1);
      expect(task.state.kind).toBe('complete');
      expect(task.production).toEqual({ url: 'http://todo.test', commit: mergeCommit });
      expect(world.github.pulls[0]).toMatchObject({ merged: true, draft: false });
      const { request } = world.github.runs.at(-1) ?? {};
      expect(request).toMatchObject({ head: mergeCommit, work: { run: './release', validation: { rollback: null } } });
      expect(checkRunOf(world)).toMatchObject({ conclusion: 'success' });
    });
  });

  test('a merge that GitHub refuses waits for a person, whose merge goes on', async () => {
    await inWorld({ config: config(production) }, async (world) => {
      world.github.mergeRefusal = 'At least 1 approving review is required';
      await world.label(1);
      const waiting = await world.until(1);
      expect(waiting.state).toMatchObject({ kind: 'waiting', reason: { failure: { class: 'merge_refused' } } });
      const [pull] = world.github.pulls;
      Object.assign(pull ?? {}, { merged: true, open: false });
      const about = { repository, pullRequest: pull?.number ?? 0, sender: lisa };
      await world.signal({ kind: 'pull_request_closed', merged: true, ...about });
      expect((await world.until(1, ({ state }) => state.kind === 'complete')).merged).toBe(mergeCommit);
    });
  });

  test('a merge that a rule blocks goes on by itself after the review', async () => {
    await inWorld({ config: config(production) }, async (world) => {
      world.github.writers.add('lisa');
      const missing = 'At least 1 approving review is required by reviewers with write access.';
      Object.assign(world.github, { mergeRefusal: missing, mergeable: 'blocked' });
      await world.label(1);
      const waiting = await world.until(1);
      expect(waiting.state).toMatchObject({ kind: 'waiting', reason: { kind: 'merge_blocked' } });
      expect(checkRunOf(world)).toMatchObject({ conclusion: 'success' });
      expect(await commentLike(world, /Chimera needs a person\n/)).toContain(missing);
      Object.assign(world.github, { mergeRefusal: null, mergeable: 'yes' });
      await world.signal(reviewOf(waiting, 'approve'));
      expect((await world.until(1, ({ state }) => state.kind === 'complete')).merged).toBe(mergeCommit);
    });
  });

  test('a merge that nothing blocks any more is seen when GitHub is looked at', async () => {
    await inWorld({ config: config(production), reconcileMs: 50 }, async (world) => {
      Object.assign(world.github, { mergeRefusal: 'Required status check "test" is expected.', mergeable: 'blocked' });
      await world.label(1);
      await world.until(1);
      Object.assign(world.github, { mergeRefusal: null, mergeable: 'yes' });
      expect((await world.until(1, ({ state }) => state.kind === 'complete')).merged).toBe(mergeCommit);
    });
  });

  test('the issue that the merge closes does not cancel the task', async () => {
    await inWorld({ config: config(production) }, async (world) => {
      world.github.mergeRefusal = 'not yet';
      await world.label(1);
      await world.until(1);
      Object.assign(world.github.pulls[0] ?? {}, { merged: true, open: false });
      const issue = { number: 1, title: '', body: '', open: false, labels: [], author: lisa };
      await world.signal({ kind: 'issue_closed', repository, issue, sender: lisa });
      await world.signal({
        kind: 'pull_request_closed',
        merged: true,
        repository,
        pullRequest: world.github.pulls[0]?.number ?? 0,
        sender: lisa,
      });
      expect((await world.until(1, ({ state }) => state.kind === 'complete')).production?.commit).toBe(mergeCommit);
    });
  });

  const broken: Script = (request) =>
    request.phase === 'production_deployment'
      ? {
          verdict: 'rejected',
          summary: 'One of 1 scenarios fails on https://todo.test.',
          findings: [
            { rule: 'acceptance-test', severity: 'critical', path: null, line: null, title: 't', explanation: '' },
          ],
          score: null,
          proof: null,
          rolledBack: false,
        }
      : goodResult(request);

  test.each([
    [null, '**#90 takes the change back:**'],
    ['It conflicts.', '**No pull request takes the change back:** GitHub answered: It conflicts. Revert it by hand'],
  ])('a test that fails there is taken back by a pull request; GitHub refuses it: %s', async (refusal, words) => {
    await inWorld({ config: config(production), script: broken }, async (world) => {
      world.github.revertRefusal = refusal;
      await world.label(1);
      const task = await world.until(1, ({ revert }) => revert !== undefined && revert.kind !== 'opening');
      expect(task.state).toMatchObject({ kind: 'failed', failure: { class: 'production_failed' } });
      const asked = await commentLike(world, /Chimera could not finish\n/);
      expect(asked).toContain(words);
      const opened = {
        title: expect.stringContaining('Revert "'),
        body: expect.stringContaining('fails on https://todo.test'),
      };
      expect(world.github.reverts).toEqual(refusal === null ? [opened] : []);
    });
  });

  test('a revert that a person has opened already is the one that people are told of', async () => {
    await inWorld({ config: config(production), script: broken }, async (world) => {
      await world.label(1);
      const merging = await world.until(1, ({ branch, pullRequest }) => branch !== null && pullRequest !== null);
      const branch = `revert-${merging.pullRequest?.number}-${merging.branch?.name}`;
      world.github.pulls.push({ number: 77, branch, body: '', open: true, draft: false, merged: false });
      const task = await world.until(1, ({ revert }) => revert?.kind === 'opened');
      expect(task.revert).toMatchObject({ number: 77 });
      expect(world.github.reverts).toEqual([]);
    });
  });

  test('a result that got lost is looked up and never repeated', async () => {
    const script: Script = (request) =>
      request.phase === 'production_deployment' ? { artifact: { kind: 'missing' } } : goodResult(request);
    await inWorld({ config: config(production), script }, async (world) => {
      world.github.deployments.set(mergeCommit, [
        { id: 5, environment: 'production', production: true, state: 'success', url: 'https://todo.test' },
      ]);
      await world.label(1);
      const task = await world.until(1);
      expect(task.state).toMatchObject({ kind: 'waiting', reason: { failure: { class: 'deployment_lost' } } });
      expect(JSON.stringify(task.state)).toContain('in the state \\"success\\", at https://todo.test');
      expect(world.github.runs.filter(({ request }) => request.phase === 'production_deployment')).toHaveLength(1);
    });
  });
});

describe('what it may cost', () => {
  test('is added up over attempts, shown, and stops the task', async () => {
    const usage = [{ who: 'codex', inputTokens: 1_000, outputTokens: 200, costUsd: 0.75 }];
    const script: Script = (request) => {
      if (request.work.command !== 'implement_feature') return goodResult(request);
      const { task, attempt, head } = request;
      const whole = { version: 1, task, attempt, head, usage, result: goodResult(request) };
      const bytes = new TextEncoder().encode(JSON.stringify(whole));
      return { artifact: { kind: 'found', files: new Map([['result.json', bytes]]) } };
    };
    await inWorld({ config: config('budget: { max_cost_usd: 0.5 }'), script }, async (world) => {
      await world.label(1);
      const task = await world.until(1);
      expect(task.state).toMatchObject({ kind: 'waiting', reason: { kind: 'budget_exhausted', budget: 'costUsd' } });
      expect(checkRunOf(world)?.summary).toContain('1,200 tokens, $0.75 of $0.50');
      const [first] = world.github.runs.flatMap(({ request }) =>
        request.work.command === 'implement_feature' ? [request.work.limits] : [],
      );
      expect(first).toMatchObject({ costUsd: 0.5, tokens: null });
    });
  });
});
