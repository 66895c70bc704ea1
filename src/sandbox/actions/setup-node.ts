// Stand-in for actions/setup-node: the sandbox's own Node in the PATH, if it is the version that was asked for.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nodeVersionMatches } from './node-version.ts';
import type { StandIn, StandInEnd, StandInStep } from './stand-in.ts';

export const setupNode: StandIn = {
  inputs: {
    'always-auth': 'false',
    'node-version': undefined,
    'node-version-file': undefined,
    architecture: undefined,
    'check-latest': 'false',
    'registry-url': undefined,
    scope: undefined,
    token: undefined,
    cache: undefined,
    'package-manager-cache': 'true',
    'cache-dependency-path': undefined,
    mirror: undefined,
    'mirror-token': undefined,
  },

  async run(step: StandInStep): Promise<StandInEnd> {
    const { inputs, log } = step;
    if (inputs['registry-url']) {
      return { kind: 'failed', message: 'unsupported: the input `registry-url` of actions/setup-node in the sandbox.' };
    }
    const asked = inputs['node-version'] || (await versionOfFile(step));
    const has = process.versions.node;
    if (asked && !nodeVersionMatches(asked, has)) {
      const where = `platform ${process.platform} and architecture ${process.arch}`;
      return {
        kind: 'failed',
        message: `Unable to find Node version '${asked}' for ${where}: this machine has ${has}.`,
      };
    }
    log.line(`Found in cache @ ${process.execPath}`);
    if (inputs.cache) log.line(`${inputs.cache} cache is not found (the sandbox keeps no caches)`);
    return {
      kind: 'done',
      outputs: { 'node-version': `v${has}`, 'cache-hit': 'false' },
      paths: [dirname(process.execPath)],
    };
  },
};

/** `.nvmrc`, `.node-version`, `.tool-versions` and package.json (`devEngines` is left to the real action). */
async function versionOfFile({ inputs, workspace }: StandInStep): Promise<string | undefined> {
  const name = inputs['node-version-file'];
  if (!name) return undefined;
  const text = await readFile(resolve(workspace, name), 'utf8').catch(() => {
    throw new Error(`The specified node version file at: ${resolve(workspace, name)} does not exist`);
  });
  if (name.endsWith('.json')) {
    const manifest = JSON.parse(text) as { volta?: { node?: string }; engines?: { node?: string } };
    return manifest.volta?.node ?? manifest.engines?.node;
  }
  return /^(?:node(?:js)?\s+)?v?(\S+)/m.exec(text)?.[1];
}
