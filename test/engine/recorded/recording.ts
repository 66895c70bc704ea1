// A recorded task, and a GitHub that answers as the recorded one did: same runs, same commits, same results.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type CommitId, commitId, runId } from '../../../src/core/identifier.ts';
import type { Repository } from '../../../src/core/task.ts';
import type { GitHub } from '../../../src/github/github.ts';
import { createFakeGitHub, type FakeGitHub, issueOf } from '../fake-github.ts';

export interface Recording {
  readonly repository: Repository;
  readonly issue: number;
  readonly ownLogin: string;
  readonly config: string;
  readonly base: string;
  /** In the order in which they were made: the branch's first one, then one for each accepted change set. */
  readonly commits: readonly string[];
  readonly pullRequest: { readonly number: number; readonly url: string };
  readonly runs: readonly {
    readonly id: number;
    readonly title: string;
    readonly result: unknown;
    readonly review: unknown;
  }[];
  readonly deliveries: readonly { readonly event: string; readonly payload: unknown }[];
}

export function readRecording(): Recording {
  const bytes = readFileSync(new URL('recorded-task.json.gz', import.meta.url));
  return JSON.parse(gunzipSync(bytes).toString('utf-8')) as Recording;
}

export interface Replay {
  readonly github: GitHub;
  readonly fake: FakeGitHub;
  /** Ids of the runs that were dispatched, in their order. */
  readonly dispatched: number[];
}

/** What does not exist yet is not there: a run shows only once it was dispatched, and then as ended. */
export function replay(recording: Recording): Replay {
  const fake = createFakeGitHub({ script: () => 'never', onRunEnded: () => undefined });
  fake.files.set('.github/chimera.yml', recording.config);
  const dispatched: number[] = [];
  let made = 0;
  let head: CommitId = commitId(recording.base);
  const next = (): CommitId => {
    const sha = recording.commits[made];
    if (sha === undefined) throw new Error('replay: more commits than were recorded');
    made += 1;
    head = commitId(sha);
    return head;
  };
  const nth = (id: number) => recording.runs.find((run) => run.id === id && dispatched.includes(id));
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const github: GitHub = {
    ...fake,
    readIssue: async (_, number) => issueOf(number),
    openBranch: async () => ({ kind: 'opened', base: commitId(recording.base), head: next() }),
    openPullRequest: async () => ({ kind: 'opened', ...recording.pullRequest }),
    readPullRequest: async () => ({
      ...{ body: '', nodeId: 'x', draft: false, open: true, merged: false, head },
      mergeable: 'unknown',
    }),
    updateDescription: async () => undefined,
    dispatch: async () => {
      const run = recording.runs[dispatched.length];
      if (run === undefined) throw new Error('replay: more dispatches than were recorded');
      dispatched.push(run.id);
      return runId(run.id);
    },
    run: async (_, id) => {
      const run = nth(id);
      if (run === undefined) return null;
      const { title } = run;
      const path = '.github/workflows/chimera-phase.yml';
      const common = { id, path, event: 'workflow_dispatch', headBranch: 'main', actor: null, createdAt: 0 };
      return { ...common, title, status: 'completed', conclusion: 'success' };
    },
    readArtifact: async (_, id, name) => {
      const run = nth(id);
      if (run === undefined) return { kind: 'missing' };
      if (name === 'chimera-result') return { kind: 'found', files: new Map([['result.json', bytes(run.result)]]) };
      return run.review === null
        ? { kind: 'missing' }
        : { kind: 'found', files: new Map([['review.json', bytes(run.review)]]) };
    },
    commit: async (_, { parent }) =>
      parent === head ? { kind: 'committed', commit: next() } : { kind: 'moved', head },
  };
  return { github, fake, dispatched };
}
