// A host that keeps everything in memory, for stories about single runs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConcurrencyLocks } from '../../../src/sandbox/runner/concurrency-locks.ts';
import { executeRun } from '../../../src/sandbox/runner/execute-run.ts';
import type { JobPermissions, Run, RunConclusion, RunnerEvent, RunnerHost } from '../../../src/sandbox/runner/host.ts';
import { makeMachine } from '../../../src/sandbox/runner/machine.ts';
import { describeProblems, readWorkflow } from '../../../src/sandbox/runner/read/read-workflow.ts';

export type Scene = {
  directory: string;
  sha: string;
  events: RunnerEvent[];
  tokens: { jobKey: string; permissions: JobPermissions }[];
  revoked: string[];
  environments: string[];
  artifacts: Map<string, Uint8Array>;
  host: RunnerHost;
  /** `.github/actions/x/action.yml` and the like, of the repository `octo-org/NAME`. */
  addAction: (name: string, files: Record<string, string>) => void;
  /** A commit of executable files on a branch of its own; its id. */
  commit: (files: Record<string, string>) => string;
  start: (workflow: string, options?: StartOptions) => Promise<Outcome>;
  remove: () => void;
};

export type StartOptions = {
  inputs?: Run['inputs'];
  cancel?: AbortSignal;
  path?: string;
  defaultPermissions?: 'read' | 'write';
};

type Outcome = RunConclusion & {
  jobs: Record<string, string>;
  outputs: Record<string, Record<string, string>>;
  /** `NAME: conclusion`, in the order of their ends, of one job. */
  steps: (jobKey: string) => string[];
  log: string;
};

/** A world with the repository `octo-org/todo`, holding `files`. */
export function openScene(files: Record<string, string> = { 'README.md': 'todo\n' }): Scene {
  const directory = mkdtempSync(join(tmpdir(), 'runner-test-'));
  const repository = join(directory, 'git', 'octo-org', 'todo');
  writeFiles(repository, files);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  git('config', 'core.fileMode', 'false');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'first');
  git('branch', 'other');
  git('tag', 'v1');
  const scene = { directory, sha: git('rev-parse', 'HEAD'), ...emptyRecords() };
  const host = memoryHost(scene);
  return {
    ...scene,
    host,
    commit: (files) => {
      git('switch', '--quiet', '--create', 'change');
      writeFiles(repository, files);
      git('add', '--chmod=+x', '.');
      git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'change');
      const id = git('rev-parse', 'HEAD');
      git('switch', '--quiet', 'main');
      return id;
    },
    addAction: (name, action) => writeFiles(join(directory, 'actions', name), action),
    start: async (workflow, options = {}) => {
      const run = makeRun(scene, workflow, options);
      const end = await executeRun(run, host, options.cancel ?? new AbortController().signal);
      return outcomeOf(end, scene.events);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** As it stands in a workflow file. */
export function expression(source: string): string {
  return `\${{ ${source} }}`;
}

function emptyRecords(): Pick<Scene, 'events' | 'tokens' | 'revoked' | 'environments' | 'artifacts'> {
  return { events: [], tokens: [], revoked: [], environments: [], artifacts: new Map() };
}

function memoryHost(scene: Omit<Scene, 'host' | 'addAction' | 'commit' | 'start' | 'remove'>): RunnerHost {
  const { events, tokens, revoked, environments, artifacts, directory } = scene;
  const environment = { MACHINE: 'yes' };
  const machine = makeMachine({
    searchPath: process.env.PATH ?? '',
    workDirectory: join(directory, 'work'),
    environment,
  });
  return {
    now: () => new Date(),
    report: (event) => events.push(event),
    issueJobToken: async (jobKey, permissions) => `token-${tokens.push({ jobKey, permissions })}-${jobKey}`,
    revokeJobToken: async (token) => {
      revoked.push(token);
    },
    variables: async (name) => ({ COLOUR: name ? 'green' : 'blue' }),
    secrets: async () => ({ PASSWORD: 'open-sesame' }),
    resolveAction: async (owner, repository) => {
      if (owner !== 'octo-org') return { kind: 'missing', what: 'repository' };
      return { kind: 'found', directory: join(directory, 'actions', repository), sha: 'f'.repeat(40) };
    },
    enterEnvironment: async (_jobKey, name) => {
      environments.push(`enter ${name}`);
      return name === 'closed'
        ? { kind: 'rejected', message: 'A reviewer rejected it.' }
        : { kind: 'entered', deploymentId: 7 };
    },
    leaveEnvironment: async (id, end) => {
      environments.push(`leave ${id} ${end.conclusion} ${end.url}`);
    },
    concurrency: new ConcurrencyLocks(),
    artifacts: {
      put: async ({ name, zip, overwrite }) => {
        if (artifacts.has(name) && !overwrite) return { kind: 'conflict' };
        artifacts.set(name, zip);
        return { kind: 'stored', id: artifacts.size, digest: `sha256:${'0'.repeat(64)}` };
      },
      get: async (name) => artifacts.get(name),
      list: async () => [...artifacts].map(([name, zip], id) => ({ name, id, size: zip.length })),
    },
    machine: { ...machine, killAfterMs: { terminate: 200, kill: 200 }, minuteMs: 10_000 },
  };
}

export function makeRun(scene: { directory: string; sha: string }, text: string, options: StartOptions): Run {
  const workflow = readWorkflow(options.path ?? '.github/workflows/test.yml', text);
  if (Array.isArray(workflow)) throw new Error(describeProblems(workflow));
  const serverUrl = `file://${join(scene.directory, 'git')}`;
  return {
    workflow,
    ...{ id: 11, number: 1, attempt: 1, serverUrl, apiUrl: serverUrl, graphqlUrl: serverUrl },
    repository: {
      ...{ id: 1, owner: 'octo-org', ownerId: 2, name: 'todo', defaultBranch: 'main' },
      defaultPermissions: options.defaultPermissions ?? 'read',
    },
    ref: 'refs/heads/main',
    sha: scene.sha,
    actor: { login: 'mona', id: 3 },
    event: { name: 'workflow_dispatch', payload: { inputs: {} } },
    inputs: options.inputs ?? {},
  };
}

function outcomeOf(end: RunConclusion, events: RunnerEvent[]): Outcome {
  const jobs: Outcome['jobs'] = {};
  const outputs: Outcome['outputs'] = {};
  for (const event of events) {
    if (event.kind !== 'job_completed') continue;
    jobs[event.jobKey] = event.conclusion;
    outputs[event.jobKey] = event.outputs;
  }
  const steps = (jobKey: string) => {
    const names = new Map<number, string>();
    return events.flatMap((event) => {
      if (!('step' in event) || event.jobKey !== jobKey) return [];
      if (event.kind === 'step_started') names.set(event.step, event.name);
      return event.kind === 'step_completed' ? [`${names.get(event.step)}: ${event.conclusion}`] : [];
    });
  };
  const log = events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])).join('\n');
  return { ...end, jobs, outputs, steps, log };
}

function writeFiles(directory: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}
