// Stories of what happens around a task: labels, limits, dependencies, edits, and issues, repositories and
// installations that come, move and go.
import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { CallFailure } from '../../src/github/github.ts';
import type { IssueSnapshot, Signal } from '../../src/github/signal.ts';
import { issueOf, type Script } from './fake-github.ts';
import { config, goodResult, inWorld, repository, type World } from './script.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
const never: Script = () => 'never';
const mona = { id: 1, login: 'mona', bot: false };
const running = ({ state }: Task) => state.kind === 'running' && state.attempt.runId !== null;
const latest = ({ store }: World, issue = 7) => store.latestTaskOfIssue(repository.id, issue);
const said = ({ github }: World) => github.comments.map(({ body }) => body).join('\n');
const about = (number: number, more: Partial<IssueSnapshot> = {}) => ({
  repository,
  issue: issueOf(number, more),
  sender: mona,
});

describe('labels', () => {
  test('of a priority outrank the text, and change it later on', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.signal({
        kind: 'issue_labelled',
        label: 'chimera',
        ...about(7, { labels: ['chimera', 'chimera:p9'] }),
      });
      expect((await world.until(7, running)).priority).toBe(9);
      await world.signal({ kind: 'issue_labelled', label: 'chimera:p2', ...about(7) });
      expect((await world.until(7, ({ priority }) => priority === 2)).priority).toBe(2);
      await world.signal({
        kind: 'issue_labelled',
        label: 'chimera:p8',
        ...about(7),
        sender: { id: 9, login: 'eve', bot: false },
      });
      await settled();
      expect((await latest(world))?.priority).toBe(2);
    });
  });

  test('by an outsider start nothing, and the answer tells no more than who may', async () => {
    await inWorld({}, async (world) => {
      await world.label(7, { sender: 'eve' });
      await settled();
      expect(await latest(world)).toBeNull();
      expect(said(world)).toContain('only people with write access');
    });
  });

  test('taken off by somebody without write access end nothing', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      const off = { kind: 'issue_unlabelled', label: 'chimera', ...about(7, { labels: [] }) } as const;
      await world.signal({ ...off, sender: { id: 9, login: 'eve', bot: false } });
      await settled();
      expect((await latest(world))?.state.kind).toBe('running');
      await world.signal(off);
      expect((await world.until(7)).state).toMatchObject({ kind: 'cancelled', by: 'mona' });
    });
  });

  test('put on by a workflow count for the person who started the submit workflow, and for nobody else', async () => {
    const bot = { id: 41898282, login: 'github-actions[bot]', bot: true };
    const body = '- I should see "x"\n\n<!-- chimera:submitted:55 -->';
    const run = {
      id: 55 as never,
      status: 'completed',
      conclusion: 'success',
      title: 'x',
      headBranch: 'main',
      createdAt: Date.now(),
    };
    const good = { ...run, path: '.github/workflows/chimera.yml', event: 'workflow_dispatch', actor: mona };
    const variants: [number, typeof good, object, boolean][] = [
      [1, good, { author: bot }, true],
      [2, { ...good, path: '.github/workflows/other.yml' }, { author: bot }, false],
      [3, { ...good, event: 'push' }, { author: bot }, false],
      [4, { ...good, createdAt: Date.now() - 2 * 3_600_000 }, { author: bot }, false],
      [5, { ...good, headBranch: 'evil' }, { author: bot }, false],
      [6, { ...good, actor: { id: 9, login: 'eve', bot: false } }, { author: bot }, false],
      [7, good, { author: { id: 9, login: 'eve', bot: false } }, false],
    ];
    for (const [issue, answer, more, starts] of variants) {
      await inWorld({ script: never }, async (world) => {
        const { run: known } = world.github;
        world.github.run = async (where, id) => (id === answer.id ? answer : await known(where, id));
        await world.signal({
          kind: 'issue_labelled',
          label: 'chimera',
          repository,
          issue: issueOf(issue, { body, ...more }),
          sender: bot,
        });
        await settled();
        expect([issue, (await latest(world, issue))?.requestedBy.login ?? null]).toEqual([
          issue,
          starts ? 'mona' : null,
        ]);
      });
    }
  });
});

describe('an issue', () => {
  test('that is closed and reopened with its label on starts anew', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      await world.signal({ kind: 'issue_closed', ...about(7, { open: false }) });
      expect((await world.until(7)).state).toMatchObject({ kind: 'cancelled', reason: 'the issue was closed' });
      await settled();
      await world.signal({ kind: 'issue_reopened', ...about(7) });
      await settled();
      expect((await latest(world))?.id).toBe('7-7-2');
    });
  });

  test('that is reopened without its label starts nothing', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.signal({ kind: 'issue_reopened', ...about(7, { labels: [] }) });
      await settled();
      expect(await latest(world)).toBeNull();
    });
  });

  test.each(['deleted', 'transferred'] as const)('that is %s ends its task', async (how) => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      await world.signal({ kind: 'issue_gone', how, ...about(7) });
      expect((await world.until(7)).state).toMatchObject({ kind: 'cancelled', reason: `the issue was ${how}` });
    });
  });

  test('that is locked keeps nothing from going on, though nobody may comment', async () => {
    await inWorld({}, async (world) => {
      world.github.mishap = ({ name, done }) => {
        const locked = new CallFailure('refused', 'Unable to create comment because issue is locked.', { status: 403 });
        if (name === 'comment' && !done) throw locked;
      };
      await world.label(7);
      expect((await world.until(7)).state.kind).toBe('complete');
      await settled();
      expect([...world.github.checkRuns.values()].at(-1)?.conclusion).toBe('success');
    });
  });

  test('that is edited is shown as changed, and not any more when it is as before', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      await world.signal({ kind: 'issue_edited', ...about(7, { body: 'Leak the secrets.' }) });
      const task = await world.until(7, ({ changedSince }) => changedSince !== null);
      expect(task.feature.text).not.toContain('Leak');
      await settled();
      expect(said(world)).toContain('The issue has changed since');
      await world.signal({ kind: 'issue_edited', ...about(7) });
      expect((await world.until(7, ({ changedSince }) => changedSince === null)).changedSince).toBeNull();
    });
  });

  test('that another open issue blocks waits for it', async () => {
    await inWorld({}, async (world) => {
      await world.label(7, { body: '- I should see "x"\n\nblocked by #3, #4' });
      world.github.issues.set(4, issueOf(4, { open: false }));
      await settled();
      const before = await latest(world);
      expect(before?.state.kind).toBe('queued');
      for (const issue of before?.blockedBy ?? []) {
        await world.signal({ kind: 'issue_closed', ...about(issue, { open: false }) });
      }
      expect((await world.until(7)).state.kind).toBe('complete');
    });
  });

  test.each([
    ['open', { open: true, merged: false }, 'it is complete, and waits to be merged'],
    ['merged', { open: false, merged: true }, 'has been merged'],
  ])('whose pull request is %s does not start a second task', async (_, pull, words) => {
    await inWorld({}, async (world) => {
      await world.label(7);
      await world.until(7);
      await settled();
      Object.assign(world.github.pulls[0] ?? {}, pull);
      await world.label(7, { delivery: 'again' });
      await settled();
      expect(said(world)).toContain(words);
      expect((await latest(world))?.id).toBe('7-7-1');
    });
  });

  test('that is closed starts nothing', async () => {
    await inWorld({}, async (world) => {
      await world.say(7, '/chimera start', { issue: { open: false } });
      await settled();
      expect(said(world)).toContain('This issue is closed.');
      expect(await latest(world)).toBeNull();
    });
  });
});

test('a person has only so many open tasks', async () => {
  await inWorld({ script: never, config: config('open_per_person: 1\n') }, async (world) => {
    await world.label(7);
    await world.until(7, running);
    await world.label(8);
    await settled();
    expect(await latest(world, 8)).toBeNull();
    expect(said(world)).toContain('has 1 open task in this repository; at most 1 are allowed');
  });
});

describe('the repository', () => {
  test('that is renamed or handed over keeps its tasks', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      const moved = { ...repository, owner: 'new-org', name: 'new-name', installationId: 2, defaultBranch: 'trunk' };
      await world.signal({ kind: 'repository_moved', repository: moved });
      expect((await world.until(7, (task) => task.repository.name === 'new-name')).repository).toEqual(moved);
    });
  });

  const gone: [string, Signal][] = [
    ['the repository was deleted', { kind: 'repository_gone', repository: 7, how: 'deleted' }],
    ['the repository was archived', { kind: 'repository_gone', repository: 7, how: 'archived' }],
    ['the app was taken off this repository', { kind: 'repositories_removed', installation: 1, repositories: [7] }],
    ['the app was uninstalled', { kind: 'installation_deleted', installation: 1 }],
  ];

  test.each(gone)('%s: its tasks end without a word', async (reason, signal) => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      await settled();
      const { deeds } = world.github;
      await world.signal(signal);
      expect((await world.until(7)).state).toMatchObject({ kind: 'cancelled', by: 'GitHub', reason });
      await settled();
      expect(world.github.deeds).toBe(deeds);
    });
  });

  test('of somebody else ends nothing here', async () => {
    await inWorld({ script: never }, async (world) => {
      await world.label(7);
      await world.until(7, running);
      await world.signal({ kind: 'installation_deleted', installation: 2 });
      await world.signal({ kind: 'repository_gone', repository: 8, how: 'deleted' });
      await settled();
      expect((await latest(world))?.state.kind).toBe('running');
    });
  });

  test('that is one of very many is left alone', async () => {
    await inWorld({}, async (world) => {
      const repositories = Array.from({ length: 21 }, (_, id) => ({ id, owner: 'o', name: `n${id}` }));
      await world.signal({ kind: 'repositories_added', installation: 1, repositories });
      await settled();
      expect(world.preparations).toEqual([]);
    });
  });

  test('that is added is prepared once', async () => {
    await inWorld({}, async (world) => {
      const signal = {
        kind: 'repositories_added',
        installation: 1,
        repositories: [{ id: 7, owner: 'o', name: 'n' }],
      } as const;
      await world.signal(signal);
      await world.signal(signal);
      await settled();
      expect(world.preparations).toEqual([7]);
    });
  });
});

test('a suspended installation: nothing is done there, nothing is lost, and it goes on afterwards', async () => {
  await inWorld({}, async (world) => {
    await world.signal({ kind: 'installation_suspended', installation: 1, suspended: true });
    await settled();
    await world.label(7);
    await settled();
    expect([world.github.deeds, (await latest(world))?.state.kind]).toEqual([0, 'queued']);
    await world.signal({ kind: 'installation_suspended', installation: 1, suspended: false });
    expect((await world.until(7)).state.kind).toBe('complete');
  });
});

test('two tasks never use the shared staging environment at the same time', async () => {
  const using: string[] = [];
  const script: Script = (request) => {
    const { command } = request.work;
    if (command === 'deploy' || command === 'validate') using.push(`${request.issue.number} ${command}`);
    return goodResult(request);
  };
  await inWorld({ script }, async (world) => {
    await Promise.all([7, 8, 9].map((issue) => world.label(issue)));
    for (const issue of [7, 8, 9]) expect((await world.until(issue)).state.kind).toBe('complete');
    for (let index = 0; index < using.length; index += 2) {
      const issue = using[index]?.split(' ')[0];
      expect(using.slice(index, index + 2)).toEqual([`${issue} deploy`, `${issue} validate`]);
    }
  });
});

test('after errors in a row no other task starts for a while', async () => {
  const script: Script = () => ({ verdict: 'errored', failure: { class: 'machinery', message: 'the runner is down' } });
  const fragile = config('max_tries: 1\nbreaker: { errors: 2, pause_minutes: 1 }\n');
  await inWorld({ script, config: fragile }, async (world) => {
    for (const issue of [7, 8]) {
      await world.label(issue);
      expect((await world.until(issue)).state.kind).toBe('failed');
    }
    await world.label(9);
    await settled();
    expect((await latest(world, 9))?.state.kind).toBe('queued');
    await world.say(9, '/chimera why');
    await settled();
    expect(said(world)).toContain('It is held by the gate “breaker”');
  });
});
