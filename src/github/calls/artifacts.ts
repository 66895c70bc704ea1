// Reads a run's artifact. It comes from a job that ran a stranger's code: every size is capped, every path checked,
// and nothing is ever written to a disk.
import { promisify } from 'node:util';
import * as yauzl from 'yauzl';
import type { RunId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, ask, coordinates, once } from '../client.ts';
import type { ArtifactReading } from '../github.ts';

const mebibyte = 1024 * 1024;

/** Limits of an artifact: packed bytes, unpacked bytes, entries. */
export const artifactLimits = { packed: 25 * mebibyte, unpacked: 64 * mebibyte, entries: 500 };

export async function readArtifact(
  authenticate: Authenticate,
  repository: Repository,
  { run, name }: { run: RunId; name: string },
): Promise<ArtifactReading> {
  const octokit = await authenticate(repository.installationId);
  const where = coordinates(repository);
  const { data } = await ask(() =>
    octokit.rest.actions.listWorkflowRunArtifacts({ ...where, run_id: run, name, per_page: 10, request: once() }),
  );
  const named = data.artifacts.filter((entry) => entry.name === name);
  const artifact = named[0];
  if (artifact === undefined) return { kind: 'missing' };
  if (named.length > 1) return { kind: 'unreadable', reason: `the run has ${named.length} artifacts of this name` };
  if (artifact.expired) return { kind: 'unreadable', reason: 'it has expired' };
  if (artifact.size_in_bytes > artifactLimits.packed) {
    return { kind: 'unreadable', reason: `it is larger than ${artifactLimits.packed / mebibyte} MiB` };
  }
  const archive = await ask(() =>
    octokit.rest.actions.downloadArtifact({
      ...where,
      artifact_id: artifact.id,
      archive_format: 'zip',
      request: once(),
    }),
  );
  return await readZip(Buffer.from(archive.data as ArrayBuffer));
}

/** Unpacks a zip file in memory, within the limits. */
export async function readZip(bytes: Buffer): Promise<ArtifactReading> {
  const unreadable = (reason: string): ArtifactReading => ({ kind: 'unreadable', reason });
  if (bytes.length > artifactLimits.packed) return unreadable('it is larger than it was said to be');
  const files = new Map<string, Uint8Array>();
  let unpacked = 0;
  try {
    // yauzl refuses absolute paths, `..`, backslashes and entries larger than they claim.
    const archive = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, {
      lazyEntries: true,
      strictFileNames: true,
    });
    if (archive.entryCount > artifactLimits.entries) {
      return unreadable(`it has ${archive.entryCount} entries; at most ${artifactLimits.entries} are read`);
    }
    for await (const entry of entriesOf(archive)) {
      unpacked += entry.uncompressedSize;
      if (unpacked > artifactLimits.unpacked) {
        return unreadable(`it unpacks to more than ${artifactLimits.unpacked / mebibyte} MiB`);
      }
      if (files.has(entry.fileName)) return unreadable(`it holds "${entry.fileName}" twice`);
      if (!entry.fileName.endsWith('/')) files.set(entry.fileName, await contentOf(archive, entry));
    }
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  return { kind: 'found', files };
}

async function* entriesOf(archive: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (let index = 0; index < archive.entryCount; index += 1) {
    yield await new Promise<yauzl.Entry>((resolve, reject) => {
      archive.once('entry', resolve);
      archive.once('error', reject);
      archive.readEntry();
    });
  }
}

async function contentOf(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  const stream = await promisify(
    archive.openReadStream.bind(archive) as (
      entry: yauzl.Entry,
      callback: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
