// Stand-in for actions/checkout: a real fetch from the sandbox's git over HTTP, with the job's token.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type CheckoutTarget, checkoutTarget } from './checkout-target.ts';
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
    const target = checkoutTarget(inputs, step.run);
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
  const url = `${run.serverUrl}/${target.repository}`;
  const token = inputs.token || step.token;
  log.mask(token);
  const credentials = basicAuthorization(token);
  log.mask(credentials.split(' ').at(-1) ?? credentials);
  const header = { key: `http.${run.serverUrl}/.extraheader`, value: `AUTHORIZATION: ${credentials}` };
  await mkdir(directory, { recursive: true });
  await emptyDirectory(directory);
  const git = async (args: string[]) => {
    log.line(`[command]git ${args.join(' ')}`);
    // Credentials through the environment, so that they are not in the process list nor, yet, in a file.
    const environment = {
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: header.key,
      GIT_CONFIG_VALUE_0: header.value,
    };
    const code = await step.execute('git', args, { directory, environment });
    return code === 0 ? undefined : `The process 'git' failed with exit code ${code} (git ${args[0]})`;
  };
  const commands = [
    ['init', '--quiet', '--initial-branch=main', '.'],
    ['remote', 'add', 'origin', url],
    ['config', '--local', 'gc.auto', '0'],
    ['fetch', '--no-recurse-submodules', '--force', '--quiet', ...target.fetch],
    ['checkout', '--quiet', '--force', ...target.checkout],
    ...(inputs['persist-credentials'] === 'true' ? [['config', '--local', header.key, header.value]] : []),
  ];
  for (const command of commands) {
    const failed = await git(command);
    if (failed) return failed;
  }
  return undefined;
}

async function removeCredentials(step: StandInStep, directory: string): Promise<void> {
  const key = `http.${step.run.serverUrl}/.extraheader`;
  await step.execute('git', ['config', '--local', '--unset-all', key], { directory });
}

async function emptyDirectory(directory: string): Promise<void> {
  for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true, force: true });
}

function basicAuthorization(token: string): string {
  return `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
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
