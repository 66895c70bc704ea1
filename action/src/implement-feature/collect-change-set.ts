// What the coder has changed, from git: whole files with their modes, against the commit that the request names.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeSet } from '../../../src/contract/change-set.ts';
import { gitDirectory, measureTree } from '../confinement/measure-tree.ts';
import { submodulesAmong } from '../confinement/nested-repositories.ts';
import { type ChangedPath, changedPaths } from '../git/changed-paths.ts';
import { git, tryGit } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';

const filesMax = 1_000;
const bytesMax = 10 * 1024 * 1024;

interface CollectOptions {
  /** Where the files lie: the checkout, when left out, or a copy of it. */
  readonly directory?: string | undefined;
  /** Patterns of `.gitignore`: what fits one is left out, unless the base commit has it. */
  readonly leftOut?: readonly string[] | undefined;
}

/**
 * Commits that the coder made count as well as files that it left uncommitted. Ignored files don't, and submodules stay as they are.
 * The checkout's own index is left alone. Throws `coder_failed` when the change is too large to be carried.
 */
export async function collectChangeSet(
  job: Job,
  { directory = job.workspace, leftOut = [] }: CollectOptions = {},
): Promise<ChangeSet> {
  const { workspace, scratch } = job;
  const base = job.request.head;
  const settings = ignoring(scratch, leftOut);
  const tree = { repository: workspace, directory, base, settings };
  const submodules = await submodulesAmong(tree, await measureTree(tree));
  const environment = {
    GIT_INDEX_FILE: join(scratch, `index-${randomUUID()}`),
    // The job's own git, whatever the coder has made of the one in its copy.
    GIT_DIR: await gitDirectory(workspace),
    GIT_WORK_TREE: directory,
  };
  await git(directory, ['read-tree', base], { environment });
  const added = await tryGit(directory, [...settings, 'add', '--all', '--', '.', ...submodules.map(excluded)], {
    environment,
  });
  if (added.kind === 'failed') {
    throw new PhaseError('coder_failed', `Git cannot take over what the coder has left: ${added.message}`);
  }
  const written = (await git(directory, ['write-tree'], { environment })).toString('utf8').trim();
  const changed = await changedPaths(workspace, base, written);
  const contents = await readBlobs(workspace, changed);
  return {
    base,
    files: changed.map((change) => {
      if (change.status === 'deleted') return { kind: 'deleted', path: change.path };
      return { kind: 'changed', path: change.path, mode: modeOf(change), ...encoded(contents.get(change.path)) };
    }),
  };
}

const excluded = (path: string): string => `:(exclude,literal)${path}`;

/** Settings for git, by which it ignores what is not in the commit and fits one of the patterns. */
function ignoring(scratch: string, patterns: readonly string[]): string[] {
  if (patterns.length === 0) return [];
  const file = join(scratch, `left-out-${randomUUID()}`);
  writeFileSync(file, `${patterns.join('\n')}\n`);
  return ['-c', `core.excludesFile=${file}`];
}

type Mode = Extract<ChangeSet['files'][number], { kind: 'changed' }>['mode'];

function modeOf(change: ChangedPath): Mode {
  const modes: readonly Mode[] = ['100644', '100755', '120000'];
  const mode = modes.find((candidate) => candidate === change.mode);
  if (mode === undefined)
    throw new PhaseError('coder_failed', `${change.path} has the mode ${change.mode}, which is not carried.`);
  return mode;
}

/** Text stays readable; whatever is not plain UTF-8 travels as base64. */
function encoded(content: Buffer | undefined): { encoding: 'utf-8' | 'base64'; content: string } {
  if (content === undefined) throw new Error('collect-change-set: a changed file has no content');
  const text = content.toString('utf8');
  const faithful = !text.includes('\0') && Buffer.from(text, 'utf8').equals(content);
  return faithful ? { encoding: 'utf-8', content: text } : { encoding: 'base64', content: content.toString('base64') };
}

async function readBlobs(workspace: string, changed: readonly ChangedPath[]): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const files = changed.filter((change) => change.status !== 'deleted');
  if (files.length === 0) return contents;
  await requireCarriable(workspace, changed, files);
  const input = files.map((file) => `${file.blob}\n`).join('');
  const batch = await git(workspace, ['cat-file', '--batch'], { input, bytesMax: 2 * bytesMax });
  let offset = 0;
  for (const file of files) {
    const end = batch.indexOf('\n', offset);
    const size = Number(batch.toString('utf8', offset, end).split(' ')[2]);
    contents.set(file.path, batch.subarray(end + 1, end + 1 + size));
    offset = end + 1 + size + 1;
  }
  return contents;
}

async function requireCarriable(
  workspace: string,
  changed: readonly ChangedPath[],
  files: readonly ChangedPath[],
): Promise<void> {
  if (changed.length > filesMax) {
    throw new PhaseError(
      'coder_failed',
      `The coder changed ${changed.length} files; at most ${filesMax} can be carried. Are build products or packages missing in .gitignore? ` +
        `The first ones: ${changed
          .slice(0, 5)
          .map((change) => change.path)
          .join(', ')}`,
    );
  }
  const input = files.map((file) => `${file.blob}\n`).join('');
  const sizes = (await git(workspace, ['cat-file', '--batch-check=%(objectsize)'], { input }))
    .toString('utf8')
    .trim()
    .split('\n')
    .map(Number);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= bytesMax) return;
  const largest = files
    .map((file, index) => ({ path: file.path, size: sizes[index] ?? 0 }))
    .sort((left, right) => right.size - left.size)
    .slice(0, 5);
  throw new PhaseError(
    'coder_failed',
    `The changed files have ${total} bytes together; at most ${bytesMax} can be carried. The largest: ` +
      largest.map((file) => `${file.path} (${file.size})`).join(', '),
  );
}
