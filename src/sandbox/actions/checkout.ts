// Stand-in for actions/checkout: a real fetch from the sandbox's git over HTTP, with the job's token.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type CheckoutTarget, checkoutTarget, isCommit } from './checkout-target.ts';
import type { StandIn, StandInEnd, StandInStep } from './stand-in.ts';

/** Inputs whose use would need what nothing here does. */
const unsupported = ['ssh-key', 'filter', 'sparse-checkout'];
const unsupportedUnlessFalse = ['lfs', 'submodules'];

export const checkout: StandIn = {
  inputs: {
    repository: '',
    ref: undefined,
    token: '',
    'ssh-key': undefined,
    'ssh-known-hosts': undefined,
    'ssh-strict': 'true',
    'ssh-user': 'git',
    'persist-credentials': 'true',
    path: undefined,
    clean: 'true',
    filter: undefined,
    'sparse-checkout': undefined,
    'sparse-checkout-cone-mode': 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
    'show-progress': 'true',
    lfs: 'false',
    submodules: 'false',
    'set-safe-directory': 'true',
    'github-server-url': undefined,
  },

  async run(step: StandInStep): Promise<StandInEnd> {
    const { inputs, workspace } = step;
    const problem = problemOf(step);
    if (problem) return { kind: 'failed', message: problem };
    const directory = resolve(workspace, inputs.path ?? '');
    const outside = relative(workspace, directory);
    if (outside.startsWith('..') || isAbsolute(outside)) {
      return { kind: 'failed', message: `Repository path '${directory}' is not under '${workspace}'` };
    }
    const target = checkoutTarget({ ...inputs, ref: await qualifiedRef(step) }, step.run);
    const failed = await fetchAndCheckOut(step, directory, target);
    if (failed) return { kind: 'failed', message: failed };
    const commit: string[] = [];
    await step.execute('git', ['log', '-1', '--format=%H'], { directory, onLine: (line) => commit.push(line) });
    step.log.line(`HEAD is now at ${commit[0]}`);
    return {
      kind: 'done',
      outputs: { commit: commit[0] ?? '', ref: target.ref },
      ...(inputs['persist-credentials'] === 'true' ? { after: (post) => removeCredentials(post, directory) } : {}),
    };
  },
};

/** The message of the first git command that failed, if one did. */
async function fetchAndCheckOut(step: StandInStep, directory: string, target: CheckoutTarget) {
  const { inputs, run, log } = step;
  const { header, environment } = credentials(step);
  const url = `${run.serverUrl}/${target.repository}`;
  await mkdir(directory, { recursive: true });
  const existing = await prepareExisting(step, directory, url);
  const commands = [
    ...(existing
      ? []
      : [
          ['init', '--quiet', '--initial-branch=main', '.'],
          ['remote', 'add', 'origin', url],
        ]),
    ['config', '--local', 'gc.auto', '0'],
    [
      'fetch',
      '--no-recurse-submodules',
      '--force',
      '--quiet',
      ...(await unshallow(inputs, directory)),
      ...target.fetch,
    ],
    ['checkout', '--quiet', '--force', ...target.checkout],
    ...(inputs['persist-credentials'] === 'true' ? [['config', '--local', header.key, header.value]] : []),
  ];
  for (const command of commands) {
    log.line(`[command]git ${command.join(' ')}`);
    const code = await step.execute('git', command, { directory, environment });
    if (code !== 0) return `The process 'git' failed with exit code ${code} (git ${command[0]})`;
  }
  return undefined;
}

/** A short name is a branch, or else a tag; only the server knows. Other forms stay as they are. */
async function qualifiedRef(step: StandInStep): Promise<string> {
  const ref = step.inputs.ref ?? '';
  if (ref === '' || ref.startsWith('refs/') || isCommit(ref)) return ref;
  const { run, inputs, temporary: directory } = step;
  const repository = inputs.repository || `${run.repository.owner}/${run.repository.name}`;
  const found: string[] = [];
  const command = ['ls-remote', `${run.serverUrl}/${repository}`, `refs/heads/${ref}`, `refs/tags/${ref}`];
  const { environment } = credentials(step);
  await step.execute('git', command, { directory, environment, onLine: (line) => found.push(line) });
  const names = found.map((line) => line.split('\t')[1]);
  return names.find((name) => name === `refs/heads/${ref}`) ?? names.find((name) => name === `refs/tags/${ref}`) ?? ref;
}

/** Through the environment, so that they are in no file unless they are to persist, and masked wherever they show. */
function credentials({ inputs, token: jobToken, run, log }: StandInStep) {
  const token = inputs.token || jobToken;
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
  log.mask(token);
  log.mask(encoded);
  const header = { key: `http.${run.serverUrl}/.extraheader`, value: `AUTHORIZATION: basic ${encoded}` };
  const environment = {
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: header.key,
    GIT_CONFIG_VALUE_0: header.value,
  };
  return { header, environment };
}

async function removeCredentials(step: StandInStep, directory: string): Promise<void> {
  const key = `http.${step.run.serverUrl}/.extraheader`;
  await step.execute('git', ['config', '--local', '--unset-all', key], { directory });
}

/**
 * A repository of the same address is used again: without its branches, and cleaned unless `clean: false`. Anything else is deleted,
 * whatever `clean` says. True where there is a repository then. Source: prepareExistingDirectory of actions/checkout 5.
 */
async function prepareExisting(step: StandInStep, directory: string, url: string): Promise<boolean> {
  const git = async (...words: string[]): Promise<{ done: boolean; lines: string[] }> => {
    const lines: string[] = [];
    const code = await step.execute('git', words, { directory, onLine: (line) => lines.push(line) });
    return { done: code === 0, lines };
  };
  const isRepository = await isDirectory(join(directory, '.git'));
  const remote = isRepository ? (await git('config', '--local', '--get', 'remote.origin.url')).lines[0] : undefined;
  if (remote !== url || !(await withoutBranches(git)) || !(await cleaned(git, step.inputs.clean))) {
    await emptyDirectory(directory);
    return false;
  }
  return true;
}

type Git = (...words: string[]) => Promise<{ done: boolean; lines: string[] }>;

/** Those that were made before could be in the way of those that are fetched. */
async function withoutBranches(git: Git): Promise<boolean> {
  if (!(await git('checkout', '--quiet', '--detach')).done) return false;
  const refs = await git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes/origin');
  for (const ref of refs.lines) if (!(await git('update-ref', '--no-deref', '-d', ref)).done) return false;
  return refs.done;
}

async function cleaned(git: Git, clean: string | undefined): Promise<boolean> {
  if (clean === 'false') return true;
  return (await git('clean', '-ffdx')).done && (await git('reset', '--hard', 'HEAD')).done;
}

/** The whole history of a repository that has only some of it. */
async function unshallow(inputs: Record<string, string>, directory: string): Promise<string[]> {
  const all = Number(inputs['fetch-depth']) === 0;
  return all && (await exists(join(directory, '.git', 'shallow'))) ? ['--unshallow'] : [];
}

const exists = (path: string): Promise<boolean> => stat(path).then(always, never);
const isDirectory = (path: string): Promise<boolean> => stat(path).then((found) => found.isDirectory(), never);
const always = (): boolean => true;

function never(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}

async function emptyDirectory(directory: string): Promise<void> {
  for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true, force: true });
}

function problemOf({ inputs, run }: StandInStep): string | undefined {
  const asked = [
    ...unsupported.filter((name) => inputs[name]),
    ...unsupportedUnlessFalse.filter((name) => inputs[name] && inputs[name] !== 'false'),
  ];
  if (asked[0]) return `unsupported: the input \`${asked[0]}\` of actions/checkout in the sandbox; leave it out.`;
  const server = inputs['github-server-url'];
  if (server && server !== run.serverUrl)
    return `unsupported: \`github-server-url: ${server}\`; there is only this one.`;
  if (!/^\d+$/.test(inputs['fetch-depth'] ?? '')) return `\`fetch-depth\` must be a number, 0 for the whole history.`;
  return undefined;
}
