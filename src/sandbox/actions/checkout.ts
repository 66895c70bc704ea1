// Stand-in for actions/checkout: a real fetch from the sandbox's git over HTTP, with the job's token.
import { mkdir, readdir, rm } from 'node:fs/promises';
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
  await mkdir(directory, { recursive: true });
  if (inputs.clean === 'false' && (await readdir(directory)).length > 0) {
    return `unsupported: \`clean: false\` of actions/checkout in '${directory}', which is not empty.`;
  }
  await emptyDirectory(directory);
  const commands = [
    ['init', '--quiet', '--initial-branch=main', '.'],
    ['remote', 'add', 'origin', `${run.serverUrl}/${target.repository}`],
    ['config', '--local', 'gc.auto', '0'],
    ['fetch', '--no-recurse-submodules', '--force', '--quiet', ...target.fetch],
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
