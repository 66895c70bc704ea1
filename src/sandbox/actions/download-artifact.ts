// Stand-in for actions/download-artifact: artifacts of the same run, unpacked where the step wants them.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, matchesGlob, relative, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { StandIn, StandInEnd, StandInStep } from './stand-in.ts';

const unsupported = ['artifact-ids', 'run-id', 'repository'];

export const downloadArtifact: StandIn = {
  inputs: {
    name: undefined,
    'artifact-ids': undefined,
    path: undefined,
    pattern: undefined,
    'merge-multiple': 'false',
    'github-token': undefined,
    repository: undefined,
    'run-id': undefined,
  },

  async run(step: StandInStep): Promise<StandInEnd> {
    const { inputs, artifacts, log } = step;
    const asked = unsupported.find((name) => inputs[name]);
    if (asked) {
      return {
        kind: 'failed',
        message: `unsupported: the input \`${asked}\` of actions/download-artifact in the sandbox.`,
      };
    }
    const directory = resolve(step.workspace, inputs.path ?? '');
    const names = await wantedNames(step);
    for (const name of names) {
      const zip = await artifacts.get(name);
      if (!zip) return { kind: 'failed', message: notFound(name) };
      const merged = Boolean(inputs.name) || inputs['merge-multiple'] === 'true';
      await unpack(zip, merged ? directory : join(directory, name));
      log.line(`Artifact ${name} downloaded to ${directory} (${zip.length} bytes)`);
    }
    log.line(`Total of ${names.length} artifact(s) downloaded`);
    return { kind: 'done', outputs: { 'download-path': directory } };
  },
};

async function wantedNames({ inputs, artifacts }: StandInStep): Promise<string[]> {
  if (inputs.name) return [inputs.name];
  const all = (await artifacts.list()).map((artifact) => artifact.name);
  const { pattern } = inputs;
  return pattern ? all.filter((name) => matchesGlob(name, pattern)) : all;
}

async function unpack(zip: Uint8Array, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const path = join(directory, name);
    const inside = relative(directory, path);
    if (inside.startsWith('..') || isAbsolute(inside))
      throw new Error(`The artifact's entry '${name}' lies outside it.`);
    if (name.endsWith('/')) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

function notFound(name: string): string {
  const advice = 'Please ensure that your artifact is not expired and was uploaded by this run.';
  return `Unable to download artifact(s): Artifact not found for name: ${name}. ${advice}`;
}
