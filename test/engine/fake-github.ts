// A GitHub in memory, behind the engine's interface: it remembers what was done to it, runs phases by a script, and
// fails when it is told to.
import { createHash } from 'node:crypto';
import type { ChangeSet } from '../../src/contract/change-set.ts';
import type { PhaseRequest } from '../../src/contract/request.ts';
import type { Finding } from '../../src/core/finding.ts';
import { type CommitId, commitId, type RunId, runId, type TaskId } from '../../src/core/identifier.ts';
import type { CheckRunView } from '../../src/core/wording/check-run.ts';
import { type ArtifactReading, CallFailure, type DeploymentSnapshot, type GitHub } from '../../src/github/github.ts';
import type { IssueSnapshot, ReviewSnapshot } from '../../src/github/signal.ts';

export interface FakeRun {
  readonly id: RunId;
  readonly request: PhaseRequest;
  readonly title: string;
  path: string;
  headBranch: string;
  conclusion: string;
  artifact: ArtifactReading;
  cancelled: boolean;
  /** Environments that its jobs wait for. */
  waitsFor: readonly string[];
}

/** What a phase leaves behind: the `result` of `result.json`, or a whole artifact. */
export type Script = (request: PhaseRequest) => object | { artifact: ArtifactReading } | 'never';

export interface FakeGitHub extends GitHub {
  readonly branches: Map<string, { base: CommitId; head: CommitId }>;
  readonly commits: { sha: CommitId; message: string; changes: ChangeSet | null }[];
  readonly pulls: { number: number; branch: string; body: string; open: boolean; draft: boolean; merged: boolean }[];
  readonly comments: { id: number; issue: number; body: string }[];
  readonly reactions: { comment: number; content: string }[];
  readonly labels: { issue: number; label: string }[];
  /** What each task's ref of pictures points to. */
  readonly pictures: Map<TaskId, { commit: CommitId; message: string; files: ReadonlyMap<string, Uint8Array> }>;
  readonly dismissed: number[];
  /** Deployments by commit, as a question about them is answered. */
  readonly deployments: Map<string, DeploymentSnapshot[]>;
  /** What people wrote at lines, by review. */
  readonly lineComments: Map<number, Finding[]>;
  readonly reviews: ReviewSnapshot[];
  /** What jobs and others have posted as a review, to be found by its marker. */
  readonly jobReviews: { review: number; body: string; by: string }[];
  readonly droppedClaims: string[];
  /** Claims by attempt: a run's, or the app's own. */
  readonly claims: Map<string, 'run' | 'app'>;
  /** Why a merge is refused; `null`: it is not. */
  mergeRefusal: string | null;
  mergeable: 'yes' | 'blocked' | 'conflict' | 'unknown';
  /** Why a revert is refused; `null`: it is not. */
  revertRefusal: string | null;
  readonly reverts: { title: string; body: string }[];
  /** Issues as a question about them is answered; one that is not here is open and empty. */
  readonly issues: Map<number, IssueSnapshot | null>;
  ownersFile: string | null;
  readonly checkRuns: Map<number, { head: CommitId; conclusion: string | null; title: string; view: CheckRunView }>;
  readonly runs: FakeRun[];
  readonly writers: Set<string>;
  files: Map<string, string>;
  /** Deeds so far. */
  deeds: number;
  /** Called before and after every deed; a throw is what the engine sees. */
  mishap: (deed: { number: number; name: string; done: boolean }) => void;
}

/** What a merged pull request becomes. */
export const mergeCommit = commitId('d'.repeat(40));

export const baseCommit = commitId('a'.repeat(40));

export function createFakeGitHub(options: { script: Script; onRunEnded: (run: FakeRun) => void }): FakeGitHub {
  let ids = 100;
  const sha = (text: string): CommitId => commitId(createHash('sha1').update(`${text} ${ids++}`).digest('hex'));
  const act = async <Answer>(name: string, deed: () => Answer): Promise<Answer> => {
    fake.deeds += 1;
    const number = fake.deeds;
    fake.mishap({ number, name, done: false });
    const answer = deed();
    fake.mishap({ number, name, done: true });
    return answer;
  };
  const messageOf = (head: CommitId): string => fake.commits.find((each) => each.sha === head)?.message ?? '';
  const pullNumbered = (number: number) => {
    const found = fake.pulls.find((each) => each.number === number);
    if (found === undefined) throw new CallFailure('refused', 'GitHub answered 404', { status: 404 });
    return found;
  };

  const fake: FakeGitHub = {
    branches: new Map(),
    commits: [],
    pulls: [],
    comments: [],
    reactions: [],
    labels: [],
    pictures: new Map(),
    dismissed: [],
    deployments: new Map(),
    lineComments: new Map(),
    reviews: [],
    jobReviews: [],
    droppedClaims: [],
    claims: new Map(),
    mergeRefusal: null,
    mergeable: 'yes',
    revertRefusal: null,
    reverts: [],
    issues: new Map(),
    ownersFile: null,
    checkRuns: new Map(),
    runs: [],
    writers: new Set(['mona']),
    files: new Map(),
    deeds: 0,
    mishap: () => undefined,
    runUrl: (_, run) => `https://github.test/runs/${run}`,
    fileUrl: (_, sha, path) => `https://github.test/blob/${sha}/${path}`,
    readFile: async (_, path) => fake.files.get(path) ?? null,
    mayWrite: async (_, login) => fake.writers.has(login),
    readOwnersFile: async () => fake.ownersFile,
    findRepository: async (installation, { owner, name }) => ({
      id: 7,
      owner,
      name,
      installationId: installation,
      defaultBranch: 'main',
    }),
    readIssue: async (_, number) => {
      const known = fake.issues.get(number);
      return known === undefined ? issueOf(number) : known;
    },
    findComment: async (_, issue, marker) =>
      fake.comments.find((each) => each.issue === issue && each.body.includes(marker))?.id ?? null,
    findBranch: async (_, { name, marker }) => {
      const branch = fake.branches.get(name);
      return branch !== undefined && messageOf(branch.head).includes(marker) ? branch : null;
    },
    findPullRequest: async (_, branch) => {
      const found = fake.pulls.find((each) => each.branch === branch && each.open);
      return found === undefined ? null : { number: found.number, url: `https://github.test/pull/${found.number}` };
    },
    findRun: async (_, { id, besides }) =>
      fake.runs.find((each) => each.title.endsWith(` ${id}`) && each.id !== besides)?.id ?? null,
    deploymentsOf: async (_, head) => fake.deployments.get(head) ?? [],
    findReview: async (_, { marker, by }) =>
      fake.jobReviews.find((each) => each.body.includes(marker) && each.by === by) ?? null,
    reviewsByPeople: async () => fake.reviews,
    reviewComments: async (_, { review }) => fake.lineComments.get(review) ?? [],
    mergeCommitOf: async (_, number) => (pullNumbered(number).merged ? mergeCommit : null),
    run: async (_, id) => {
      const run = fake.runs.find((each) => each.id === id);
      if (run === undefined) return null;
      const { path, headBranch, title, conclusion } = run;
      const status = run.waitsFor.length > 0 ? 'waiting' : conclusion === '' ? 'in_progress' : 'completed';
      return {
        id,
        status,
        conclusion,
        path,
        event: 'workflow_dispatch',
        headBranch,
        title,
        actor: null,
        createdAt: Date.now(),
      };
    },
    pendingEnvironments: async (_, id) => fake.runs.find((each) => each.id === id)?.waitsFor ?? [],
    readArtifact: async (_, id, name) =>
      name === 'chimera-result'
        ? (fake.runs.find((each) => each.id === id)?.artifact ?? { kind: 'missing' })
        : { kind: 'missing' },
    findCommit: async (_, branch, marker) => {
      const head = fake.branches.get(branch)?.head;
      return head !== undefined && messageOf(head).split('\n').includes(marker) ? head : null;
    },
    findPictures: async (_, task, marker) => {
      const found = fake.pictures.get(task);
      return found?.message.split('\n').includes(marker) ? found.commit : null;
    },
    findCheckRun: async (_, head) => [...fake.checkRuns].find(([, check]) => check.head === head)?.[0] ?? null,
    readPullRequest: async (_, number) => {
      const { body, draft, open, merged, branch } = pullNumbered(number);
      const head = fake.branches.get(branch)?.head ?? baseCommit;
      return { body, draft, open, merged, nodeId: String(number), head, mergeable: fake.mergeable };
    },
    react: () => act('react', () => undefined),
    reactToComment: (_, { comment, content }) =>
      act('reactToComment', () => void fake.reactions.push({ comment, content })),
    comment: (_, issue, body) =>
      act('comment', () => {
        fake.comments.push({ id: ++ids, issue, body });
        return ids;
      }),
    editComment: (_, id, body) =>
      act('editComment', () => {
        const known = fake.comments.find((each) => each.id === id);
        if (known === undefined) return 'gone' as const;
        known.body = body;
        return 'edited' as const;
      }),
    label: (_, issue, label) => act('label', () => void fake.labels.push({ issue, label })),
    dismissReview: (_, { review }) => act('dismissReview', () => void fake.dismissed.push(review)),
    openBranch: (_, { name, message }) =>
      act('openBranch', () => {
        if (fake.branches.has(name)) return { kind: 'taken' as const };
        const head = sha(message);
        fake.commits.push({ sha: head, message, changes: null });
        fake.branches.set(name, { base: baseCommit, head });
        return { kind: 'opened' as const, base: baseCommit, head };
      }),
    openPullRequest: (_, { branch, body }) =>
      act('openPullRequest', () => {
        if (fake.pulls.some((each) => each.branch === branch && each.open)) return { kind: 'taken' as const };
        const number = 50 + fake.pulls.length;
        fake.pulls.push({ number, branch, body, open: true, draft: true, merged: false });
        return { kind: 'opened' as const, number, url: `https://github.test/pull/${number}` };
      }),
    dispatch: (_, inputs) =>
      act('dispatch', () => {
        const request = JSON.parse(inputs.request ?? '') as PhaseRequest;
        const run = startRun(request, options.script(request), runId(ids++));
        fake.runs.push(run);
        if (run.conclusion !== '') setTimeout(() => options.onRunEnded(run), 1);
        return run.id;
      }),
    cancelRun: (_, id) =>
      act('cancelRun', () => {
        const run = fake.runs.find((each) => each.id === id);
        if (run !== undefined) run.cancelled = true;
      }),
    commit: (_, { branch, parent, changes, message }) =>
      act('commit', () => {
        const at = fake.branches.get(branch);
        if (at?.head !== parent) return { kind: 'moved' as const, head: at?.head ?? baseCommit };
        const made = sha(message);
        fake.commits.push({ sha: made, message, changes });
        fake.branches.set(branch, { ...at, head: made });
        return { kind: 'committed' as const, commit: made };
      }),
    publishPictures: (_, { task, files, message }) =>
      act('publishPictures', () => {
        const made = sha(message);
        fake.pictures.set(task, { commit: made, message, files });
        return made;
      }),
    createCheckRun: (_, { head, view }) =>
      act('createCheckRun', () => {
        fake.checkRuns.set(++ids, { head, conclusion: view.conclusion, title: view.title, view });
        return ids;
      }),
    updateCheckRun: (_, id, view) =>
      act('updateCheckRun', () => {
        const known = fake.checkRuns.get(id);
        if (known !== undefined)
          fake.checkRuns.set(id, { ...known, conclusion: view.conclusion, title: view.title, view });
      }),
    updateDescription: (_, number, body) =>
      act('updateDescription', () => void Object.assign(pullNumbered(number), { body })),
    markReady: (_, id) => act('markReady', () => void Object.assign(pullNumbered(Number(id)), { draft: false })),
    closePullRequest: (_, number) =>
      act('closePullRequest', () => void Object.assign(pullNumbered(number), { open: false })),
    mergePullRequest: (_, { pullRequest, head }) =>
      act('mergePullRequest', () => {
        const pull = pullNumbered(pullRequest);
        if (fake.mergeRefusal !== null) return { kind: 'refused' as const, reason: fake.mergeRefusal };
        if (fake.branches.get(pull.branch)?.head !== head)
          return { kind: 'refused' as const, reason: 'the head has moved' };
        Object.assign(pull, { merged: true, open: false });
        return { kind: 'merged' as const, commit: mergeCommit };
      }),
    openRevert: (_, { title, body }) =>
      act('openRevert', () => {
        if (fake.revertRefusal !== null) return { kind: 'refused' as const, reason: fake.revertRefusal };
        fake.reverts.push({ title, body });
        return { kind: 'opened' as const, number: 90, url: 'https://github.test/pull/90' };
      }),
    claim: (_, { attempt }) =>
      act('claim', () => {
        if (!fake.claims.has(attempt)) fake.claims.set(attempt, 'app');
        return fake.claims.get(attempt) === 'app' ? ('claimed' as const) : ('taken' as const);
      }),
    dropClaim: (_, attempt) => act('dropClaim', () => void fake.droppedClaims.push(attempt)),
    redeliverFailed: async () => 0,
  };
  return fake;
}

/** An open issue of mona's. */
export function issueOf(number: number, more: Partial<IssueSnapshot> = {}): IssueSnapshot {
  return {
    number,
    title: `Wish ${number}`,
    body: 'Please.\n\n- I should see "x"',
    open: true,
    labels: ['chimera'],
    author: { id: 1, login: 'mona', bot: false },
    ...more,
  };
}

function startRun(request: PhaseRequest, left: ReturnType<Script>, id: RunId): FakeRun {
  const title = `Chimera ${request.phase} · #${request.issue.number} · ${request.attempt}`;
  const common = { id, request, title, path: '.github/workflows/chimera-phase.yml', headBranch: 'main' };
  if (left === 'never')
    return { ...common, conclusion: '', artifact: { kind: 'missing' }, cancelled: false, waitsFor: [] };
  const artifact = 'artifact' in left ? left.artifact : artifactOf(request, left);
  return { ...common, conclusion: 'success', artifact, cancelled: false, waitsFor: [] };
}

/** An artifact as the action leaves it. */
export function artifactOf(request: PhaseRequest, result: object, changed: object = {}): ArtifactReading {
  const { task, attempt, head } = request;
  const text = JSON.stringify({ version: 1, task, attempt, head, result, ...changed });
  return { kind: 'found', files: new Map([['result.json', new TextEncoder().encode(text)]]) };
}
