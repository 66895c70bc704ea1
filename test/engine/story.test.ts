// Stories of the loop over a fake GitHub: real record, real rules, real agents.
import { describe, expect, test } from '@jest/globals';
import { createFingerprint } from '../../src/core/fingerprint.ts';
import { CallFailure } from '../../src/github/github.ts';
import { artifactOf, issueOf } from './fake-github.ts';
import { changed, config, finding, goodResult, inWorld, type openWorld, repository } from './script.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
const mona = { id: 1, login: 'mona', bot: false };

test('a labelled issue becomes a complete task, each thing once', async () => {
  await inWorld({}, async ({ github, label, until }) => {
    await label(7, { delivery: 'one' });
    await label(7, { delivery: 'one' });
    const task = await until(7);
    await settled();
    expect([task.state.kind, task.round, github.runs.length]).toEqual(['complete', 1, 5]);
    expect([github.branches.size, github.pulls.length, github.comments.length]).toEqual([1, 1, 1]);
    expect(github.pulls[0]).toMatchObject({ draft: false, open: true });
    expect(github.commits.length).toBe(3);
    const conclusions = [...github.checkRuns.values()].map((check) => check.conclusion);
    expect(conclusions).toEqual(['neutral', 'neutral', 'success']);
  });
});

test('a rejection goes back to the coder with the findings', async () => {
  const seen: unknown[] = [];
  const script: NonNullable<Parameters<typeof openWorld>[0]>['script'] = (request) => {
    if (request.work.command === 'implement_feature') seen.push(request.work.feedback?.findings[0]?.title ?? null);
    if (request.work.command !== 'review_pr' || request.round > 1) return goodResult(request);
    return {
      verdict: 'rejected',
      summary: 'not yet',
      findings: [finding('the button is missing')],
      score: 0,
      proof: null,
    };
  };
  await inWorld({ script }, async ({ label, until }) => {
    await label(7);
    const task = await until(7);
    expect([task.state.kind, task.round, seen]).toEqual(['complete', 2, [null, 'the button is missing']]);
  });
});

test('the same rejection twice asks a person, who answers by labelling again', async () => {
  let stubborn = true;
  const findings = [finding('the button is missing')];
  const script: NonNullable<Parameters<typeof openWorld>[0]>['script'] = (request) => {
    if (request.work.command !== 'review_pr' || !stubborn) return goodResult(request);
    return { verdict: 'rejected', summary: 'not yet', findings, score: 0, proof: null };
  };
  await inWorld({ script }, async ({ github, label, until }) => {
    await label(7);
    const task = await until(7);
    expect(task.state).toMatchObject({ kind: 'waiting', reason: { kind: 'no_progress' } });
    expect(task.seen.findings).toEqual([createFingerprint(findings), createFingerprint(findings)]);
    await settled();
    expect(github.comments.map(({ body }) => body).join()).toContain('the button is missing');
    stubborn = false;
    await label(7);
    expect((await until(7, ({ state }) => state.kind === 'complete')).round).toBe(3);
  });
});

describe('what a run leaves behind is believed only when it fits', () => {
  const text = (words: string) => ({
    artifact: { kind: 'found' as const, files: new Map([['result.json', new TextEncoder().encode(words)]]) },
  });

  test.each([
    ['no artifact', () => ({ artifact: { kind: 'missing' as const } }), 'invalid_result', /without the artifact/],
    [
      'one that cannot be read',
      () => ({ artifact: { kind: 'unreadable' as const, reason: 'a bomb' } }),
      'invalid_result',
      /a bomb/,
    ],
    ['an empty file', () => text(''), 'invalid_result', /empty/],
    ['no JSON', () => text('{'), 'invalid_result', /malformed/],
    ['JSON of another form', () => text('{"verdict":"succeeded"}'), 'invalid_result', /malformed/],
    [
      'another attempt',
      (r: never) => ({ artifact: artifactOf(r, goodResult(r), { attempt: 'x' }) }),
      'invalid_result',
      /about attempt x/,
    ],
    [
      'another commit',
      (r: never) => ({ artifact: artifactOf(r, goodResult(r), { head: 'b'.repeat(40) }) }),
      'invalid_result',
      /about head/,
    ],
    [
      'an output of another phase',
      () => ({ verdict: 'succeeded', output: { command: 'deploy', url: 'http://x.test', commit: 'a'.repeat(40) } }),
      'invalid_result',
      /"deploy"/,
    ],
  ] as const)('%s', async (_, left, failureClass, message) => {
    await inWorld({ script: left as never, config: config('max_tries: 1\n') }, async ({ github, label, until }) => {
      await label(7);
      const task = await until(7);
      expect(task.state).toMatchObject({ kind: 'failed', failure: { class: failureClass } });
      expect(task.history[0]?.summary).toMatch(message);
      expect(github.commits.length).toBe(1);
    });
  });

  test.each([
    ['of another workflow', { path: '.github/workflows/other.yml' }, /path/],
    ['of another branch', { headBranch: 'evil' }, /headBranch/],
  ])('a run %s', async (_, forged, message) => {
    await inWorld({ config: config('max_tries: 1\n') }, async ({ github, label, until }) => {
      github.mishap = ({ name, done }) => {
        if (name === 'dispatch' && done) Object.assign(github.runs.at(-1) ?? {}, forged);
      };
      await label(7);
      const task = await until(7);
      expect(task.history[0]?.summary).toMatch(message);
      expect(github.commits.length).toBe(1);
    });
  });

  test.each([
    ['the frozen test', 'e2e/chimera/7-wish-7.spec.ts', 'test-tampering'],
    ['a workflow', '.github/workflows/x.yml', 'protected-path'],
    ['a path outside', '../x', ''],
  ])('a change set that touches %s goes back to the coder', async (_, path, rule) => {
    const script: NonNullable<Parameters<typeof openWorld>[0]>['script'] = (request) => {
      const good = goodResult(request);
      if (request.work.command !== 'implement_feature' || request.round > 1) return good;
      const changeSet = { base: request.head, files: [changed(path, 'x')] };
      return { ...good, output: { ...good.output, changeSet } };
    };
    await inWorld({ script }, async ({ github, label, until }) => {
      await label(7);
      const task = await until(7);
      expect([task.state.kind, task.round]).toEqual(['complete', 2]);
      expect(task.feedback?.from).toBe('guardrails');
      expect(task.feedback?.findings[0]?.rule).toContain(rule);
      expect(github.commits.flatMap((each) => each.changes?.files ?? []).map((file) => file.path)).not.toContain(
        '../x',
      );
    });
  });
});

describe('who may start a task, and with what', () => {
  test.each([
    ['somebody without write access', { sender: 'stranger' }, undefined, /write access/],
    ['a text with a wrong setting', { body: 'x\n\npriority: 99' }, undefined, /priority/],
    ['a broken configuration', {}, 'app: 3', /chimera\.yml/],
  ])('%s gets one comment and nothing else', async (_, how, broken, words) => {
    await inWorld(broken === undefined ? {} : { config: broken }, async ({ github, store, label }) => {
      await label(7, { ...how, delivery: 'same' });
      await label(7, { ...how, delivery: 'same' });
      for (let look = 0; look < 100 && github.comments.length === 0; look += 1) await settled();
      await settled();
      expect(github.comments.map(({ body }) => words.test(body))).toEqual([true]);
      expect([github.branches.size, await store.openTasks()]).toEqual([0, []]);
    });
  });
});

test('with one slot, the more urgent task starts first', async () => {
  await inWorld({ config: config('parallel: 1\n') }, async ({ github, label, until }) => {
    await label(1);
    await until(1, ({ state }) => state.kind !== 'queued');
    await label(2, { body: '- I should see "x"\n\npriority: 3' });
    await label(3, { body: '- I should see "x"\n\npriority: 9' });
    await until(2);
    await until(3);
    const issues = github.runs.map((run) => run.request.issue.number);
    expect([...new Set(issues)]).toEqual([1, 3, 2]);
  });
});

test('of two runs of one dispatch, the one that is not known is cancelled', async () => {
  await inWorld({ script: () => 'never' }, async ({ github, label, signal, until }) => {
    await label(7);
    await until(7, ({ state }) => state.kind === 'running' && state.attempt.runId !== null);
    const known = github.runs[0];
    if (known === undefined) throw new Error('no run');
    const twin = { ...known, id: 999 as typeof known.id };
    github.runs.push(twin);
    for (const { id, title } of [known, twin]) {
      await signal({ kind: 'run_changed', repository, run: id, title, conclusion: null });
    }
    await signal({ kind: 'run_changed', repository, run: 998 as typeof known.id, title: 'CI', conclusion: null });
    await settled();
    expect(github.runs.map((run) => run.cancelled)).toEqual([false, true]);
  });
});

test('closing the issue ends the task: its run is cancelled, its pull request closed', async () => {
  await inWorld({ script: () => 'never' }, async ({ github, label, signal, until }) => {
    await label(7);
    await until(7, ({ state }) => state.kind === 'running' && state.attempt.runId !== null);
    await signal({ kind: 'issue_closed', repository, issue: issueOf(7, { open: false }), sender: mona });
    const task = await until(7);
    await settled();
    expect(task.state).toMatchObject({ kind: 'cancelled', by: 'mona' });
    expect([github.runs[0]?.cancelled, github.pulls[0]?.open]).toEqual([true, false]);
  });
});

describe('an older Enterprise Server', () => {
  test('that does not tell which run it made: the run is found by its name', async () => {
    await inWorld({}, async ({ github, label, until }) => {
      const { dispatch } = github;
      github.dispatch = async (where, inputs) => {
        await dispatch(where, inputs);
        return null;
      };
      await label(7);
      expect((await until(7)).state.kind).toBe('complete');
      expect(github.runs.length).toBe(5);
    });
  });

  test('without `queue: max`: a run that was displaced from its group is tried again, and does not fail the task', async () => {
    let displaced = false;
    const script: NonNullable<Parameters<typeof openWorld>[0]>['script'] = (request) => {
      if (request.work.command !== 'implement_feature' || displaced) return goodResult(request);
      displaced = true;
      return { artifact: { kind: 'missing' as const } };
    };
    await inWorld({ script }, async ({ github, label, until }) => {
      const { run } = github;
      github.run = async (where, id) => {
        const found = await run(where, id);
        const lost = github.runs.find((each) => each.id === id)?.artifact.kind === 'missing';
        return found === null || !lost ? found : { ...found, conclusion: 'cancelled' };
      };
      await label(7);
      const task = await until(7);
      expect(task.state.kind).toBe('complete');
      expect(task.history.filter(({ verdict }) => verdict === 'errored')).toMatchObject([
        { summary: expect.stringContaining('cancelled before it had a result') },
      ]);
    });
  });
});

test('an effect that only shows things is parked, and the task goes on', async () => {
  await inWorld({}, async ({ github, label, until }) => {
    github.mishap = ({ name, done }) => {
      if (name === 'comment' && !done) throw new CallFailure('refused', 'GitHub answered 403', { status: 403 });
    };
    await label(7);
    expect((await until(7)).state.kind).toBe('complete');
    expect(github.comments).toEqual([]);
  });
});

test('a step that is refused for good asks a person', async () => {
  await inWorld({}, async ({ github, label, until }) => {
    github.mishap = ({ name, done }) => {
      if (name === 'dispatch' && !done) throw new CallFailure('refused', 'Workflow was disabled', { status: 422 });
    };
    await label(7);
    expect((await until(7)).state).toMatchObject({
      kind: 'waiting',
      reason: { failure: { class: 'refused', message: expect.stringContaining('Workflow was disabled') } },
    });
  });
});

test('whichever deed has no answer (odd ones after they were done, even ones before): everything happens once', async () => {
  const deeds = 30;
  const worlds = Array.from({ length: deeds }, (_, index) => [index + 1, index % 2 === 0] as const);
  const ends = await Promise.all(
    worlds.map(async ([number, afterwards]) => {
      let end: unknown;
      await inWorld({}, async ({ github, label, until }) => {
        github.mishap = (deed) => {
          if (deed.number === number && deed.done === afterwards) throw new CallFailure('unclear', '502');
        };
        await label(7);
        const task = await until(7);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        end = {
          state: task.state.kind,
          runs: github.runs.length,
          branches: github.branches.size,
          pulls: github.pulls.length,
          comments: github.comments.length,
          commits: github.commits.length,
          // A head that the branch has left meanwhile may have none; none has two, and the last one says success.
          checks: [...github.checkRuns.values()].map((check) => check.conclusion).at(-1),
          doubled: github.checkRuns.size - new Set([...github.checkRuns.values()].map((check) => check.head)).size,
        };
      });
      return [number, end];
    }),
  );
  const once = {
    state: 'complete',
    runs: 5,
    branches: 1,
    pulls: 1,
    comments: 1,
    commits: 3,
    checks: 'success',
    doubled: 0,
  };
  expect(ends).toEqual(worlds.map(([number]) => [number, once]));
}, 60_000);
