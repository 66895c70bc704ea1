// Stand-in for actions/upload-artifact: the files that match, as a zip, into the run's artifacts.
import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { findFiles } from './artifact-files.ts';
import type { StandIn, StandInEnd, StandInStep } from './stand-in.ts';

const forbidden = /["<>|*?\r\n\\/:]/;
const compressionDefault = 6;

export const uploadArtifact: StandIn = {
  inputs: {
    name: 'artifact',
    path: undefined,
    'if-no-files-found': 'warn',
    'retention-days': undefined,
    'compression-level': String(compressionDefault),
    overwrite: 'false',
    'include-hidden-files': 'false',
    archive: 'true',
  },

  async run(step: StandInStep): Promise<StandInEnd> {
    const { inputs, log, artifacts, run } = step;
    const problem = problemOf(inputs);
    if (problem) return { kind: 'failed', message: problem };
    const { name = '', path = '' } = inputs;
    const { root, files } = await findFiles(path, step.workspace, inputs['include-hidden-files'] === 'true');
    if (files.length === 0) return nothingFound(step, path);
    log.line(`With the provided path, there will be ${files.length} file${files.length === 1 ? '' : 's'} uploaded`);
    const contents = await Promise.all(files.map(async (file) => [file.name, await readFile(file.path)] as const));
    const zip = zipSync(Object.fromEntries(contents), { level: compressionLevel(inputs['compression-level']) });
    const retention = Number(inputs['retention-days'] || 0);
    const stored = await artifacts.put({
      name,
      zip,
      overwrite: inputs.overwrite === 'true',
      ...(retention > 0 ? { retentionDays: retention } : {}),
    });
    if (stored.kind === 'conflict') {
      const reason = '(409) Conflict: an artifact with this name already exists on the workflow run';
      return {
        kind: 'failed',
        message: `Failed to CreateArtifact: Received non-retryable error: Failed request: ${reason}`,
      };
    }
    const url = `${run.serverUrl}/${run.repository.owner}/${run.repository.name}/actions/runs/${run.id}/artifacts/${stored.id}`;
    log.line(`Root directory: ${root}`);
    log.line(
      `Artifact ${name} has been successfully uploaded! Final size is ${zip.length} bytes. Artifact ID is ${stored.id}`,
    );
    log.line(`Artifact download URL: ${url}`);
    const digest = stored.digest.replace(/^sha256:/, '');
    return {
      kind: 'done',
      outputs: { 'artifact-id': String(stored.id), 'artifact-url': url, 'artifact-digest': digest },
    };
  },
};

function problemOf(inputs: Record<string, string>): string | undefined {
  if (!inputs.path?.trim()) return 'Input required and not supplied: path';
  if (inputs.archive === 'false') return 'unsupported: `archive: false` of actions/upload-artifact in the sandbox.';
  const allowed = ['warn', 'error', 'ignore'];
  if (!allowed.includes(inputs['if-no-files-found'] ?? '')) {
    const given = inputs['if-no-files-found'];
    return `Unrecognized if-no-files-found input. Provided: ${given}. Available options: ${allowed.join(', ')}`;
  }
  const bad = forbidden.exec(inputs.name ?? '');
  if (bad || !inputs.name)
    return `The artifact name is not valid: ${inputs.name}. Contains the following character: ${bad?.[0]}`;
  return undefined;
}

function nothingFound({ inputs, log }: StandInStep, path: string): StandInEnd {
  const message = `No files were found with the provided path: ${path.trim()}. No artifacts will be uploaded.`;
  if (inputs['if-no-files-found'] === 'error') return { kind: 'failed', message };
  if (inputs['if-no-files-found'] === 'warn') log.warning(message);
  else log.line(message);
  return { kind: 'done' };
}

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

function compressionLevel(text: string | undefined): Level {
  const level = Number(text);
  return (Number.isInteger(level) && level >= 0 && level <= 9 ? level : compressionDefault) as Level;
}
