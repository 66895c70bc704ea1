// What phases leave behind when all goes well, and the engine over a fake GitHub and a real record.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus } from '../../src/bus/memory.ts';
import type { PhaseRequest } from '../../src/contract/request.ts';
import { type TaskId, taskId } from '../../src/core/identifier.ts';
import { isTerminal, type Task } from '../../src/core/task.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { EngineParts } from '../../src/engine/parts.ts';
import type { GuardianApp } from '../../src/github/guardian-app.ts';
import type { IssueSnapshot, Signal } from '../../src/github/signal.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { baseCommit, createFakeGitHub, type FakeGitHub, type FakeRun, issueOf, type Script } from './fake-github.ts';

export const repository = { id: 7, owner: 'octo-org', name: 'todo', installationId: 1, defaultBranch: 'main' };

const testText = 'the generated test';
const proof = (commit: string, status: 'passed' | 'failed') => ({
  commit,
  url: 'http://127.0.0.1:3000',
  tests: [{ title: 'works', status, seconds: 1, error: status === 'failed' ? 'not there' : null }],
  report: 'evidence/report.json',
  screenshot: null,
  trace: null,
});

export const finding = (title: string) => ({
  rule: 'acceptance-test',
  severity: 'critical' as const,
  path: null,
  line: null,
  title,
  explanation: 'see the report',
});

export const changed = (path: string, content: string) => ({
  kind: 'changed' as const,
  path,
  mode: '100644' as const,
  encoding: 'utf-8' as const,
  content,
});

export const rulesApprove = { who: 'rules', vote: 'approve', why: 'Score 1.' };

/** The happy ending of each phase. */
export function goodResult(request: PhaseRequest): { verdict: 'succeeded'; output: object } {
  const { work, head } = request;
  switch (work.command) {
    case 'generate_test': {
      const changeSet = { base: head, files: [changed(work.testPath, testText)] };
      const sha256 = createHash('sha256').update(testText).digest('hex');
      const red = proof(head, 'failed');
      const output = {
        command: work.command,
        changeSet,
        test: { path: work.testPath, sha256 },
        red,
        testOutput: 'red',
      };
      return { verdict: 'succeeded', output };
    }
    case 'implement_feature': {
      const changeSet = { base: head, files: [changed('app.js', `round ${request.round}`)] };
      return { verdict: 'succeeded', output: { command: work.command, changeSet, coder: 'a test', summary: '' } };
    }
    case 'review_pr':
      return {
        verdict: 'succeeded',
        output: { command: work.command, score: 1, findings: [], votes: [rulesApprove], green: proof(head, 'passed') },
      };
    case 'deploy':
      return {
        verdict: 'succeeded',
        output: {
          command: work.command,
          url: work.validation === null ? 'http://staging.test' : 'http://todo.test',
          commit: head,
          green: work.validation === null ? null : proof(head, 'passed'),
        },
      };
    case 'validate':
      return { verdict: 'succeeded', output: { command: work.command, green: proof(head, 'passed') } };
    default:
      return work satisfies never;
  }
}

export const config = (more = ''): string =>
  `app: { start: npm start, url: "http://127.0.0.1:3000" }\ncoder: { command: agent }\nstaging: { command: ./deploy }\nbackoff_seconds: 1\n${more}`;

export interface World {
  readonly github: FakeGitHub;
  readonly store: Store;
  /** What the engine is made of, for another one after it. */
  readonly parts: EngineParts;
  /** Repositories that were to be prepared. */
  readonly preparations: number[];
  engine: Engine;
  label(issue: number, options?: { body?: string; sender?: string; delivery?: string }): Promise<void>;
  /** Somebody writes a comment; resolves with its id. */
  say(issue: number, body: string, options?: Saying): Promise<number>;
  press(issue: number, identifier: string, options?: { sender?: string; delivery?: string }): Promise<void>;
  signal(signal: Signal): Promise<void>;
  until(issue: number, wanted?: (task: Task) => boolean): Promise<Task>;
  close(): Promise<void>;
}

interface Saying {
  readonly sender?: string;
  readonly bot?: boolean;
  readonly delivery?: string;
  readonly onPullRequest?: boolean;
  readonly issue?: Partial<IssueSnapshot>;
  readonly id?: number;
}

const personNamed = (login: string, bot = false) => ({ id: login === 'mona' ? 1 : login.length + 100, login, bot });

/** A world with its engine running. `script` answers for the phases; by default all goes well. */
export async function openWorld(
  options: { script?: Script; config?: string; guardianApp?: GuardianApp; reconcileMs?: number } = {},
): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-engine-'));
  const store = await openStore(join(directory, 'record.sqlite'));
  let deliveries = 0;
  let closed = false;
  let commentIds = 9_000;
  const preparations: number[] = [];
  const signal = (what: Signal, id = `delivery-${++deliveries}`) =>
    world.engine.keep({ id, event: 'signal', payload: what });
  const onRunEnded = ({ id, title, conclusion }: FakeRun): void => {
    // A run that a story did not wait for may end after it.
    if (!closed) void signal({ kind: 'run_changed', repository, run: id, title, conclusion });
  };
  const github = createFakeGitHub({ script: options.script ?? goodResult, onRunEnded });
  github.files.set('.github/chimera.yml', options.config ?? config());
  const quiet = () => undefined;
  const parts: EngineParts = {
    store,
    github,
    guardianApp: options.guardianApp ?? null,
    bus: createMemoryBus((error) => {
      throw error;
    }),
    translate: (delivery) => delivery.payload as Signal,
    prepare: async (prepared) => void preparations.push(prepared.id),
    examine: async () => 'all is well',
    settings: {
      workflowPath: '.github/workflows/chimera-phase.yml',
      settleMs: 20,
      effectsMax: 8,
      effectTriesMax: 5,
      deliveryTriesMax: 5,
      reconcileMs: options.reconcileMs ?? 60_000,
    },
    now: Date.now,
    log: { info: quiet, warn: quiet, error: quiet },
  };
  const engine = createEngine(parts);
  const world: World = {
    github,
    store,
    parts,
    engine,
    signal,
    preparations,
    say: async (issue, body, options = {}) => {
      const { sender = 'mona', bot = false, delivery, onPullRequest = false, id = ++commentIds } = options;
      const about = { repository, issue: issueOf(issue, options.issue), sender: personNamed(sender, bot) };
      await signal({ kind: 'comment_written', comment: { id, body }, onPullRequest, ...about }, delivery);
      return id;
    },
    press: async (issue, identifier, { sender = 'mona', delivery } = {}) => {
      const task = await store.latestTaskOfIssue(repository.id, issue);
      const head = task?.branch?.head ?? baseCommit;
      const about = { repository, head, sender: personNamed(sender) };
      await signal({ kind: 'button_pressed', identifier, externalId: task?.id ?? null, ...about }, delivery);
    },
    label: (issue, { body = 'Please.\n\n- I should see "x"', sender = 'mona', delivery } = {}) =>
      signal(
        {
          kind: 'issue_labelled',
          repository,
          issue: issueOf(issue, { body }),
          label: 'chimera',
          sender: personNamed(sender),
        },
        delivery,
      ),
    async until(issue, wanted = (task) => isTerminal(task.state) || task.state.kind === 'waiting') {
      const id: TaskId = taskId(repository.id, issue, 1);
      for (let look = 0; look < 1_000; look += 1) {
        const task = await store.task(id);
        if (task !== null && wanted(task)) return task;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`The task did not come that far: ${JSON.stringify(await store.task(id))}`);
    },
    async close() {
      closed = true;
      await world.engine.stop();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  engine.start();
  return world;
}

/** Tells a story in a world of its own, and clears it away however the story ends. */
export async function inWorld(
  options: Parameters<typeof openWorld>[0],
  story: (world: World) => Promise<void>,
): Promise<void> {
  const world = await openWorld(options);
  try {
    await story(world);
  } finally {
    await world.close();
  }
}
