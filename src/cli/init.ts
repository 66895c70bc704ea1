// `chimera init`: writes the files that Chimera needs into a working copy, and never over one that is there.
import { existsSync, statSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { type SetUpFile, setUpFiles } from '../setup/files.ts';
import type { Found } from '../setup/look/found.ts';
import { look } from '../setup/look.ts';
import { readTemplates } from '../setup/project-files.ts';
import { rememberFiles } from '../setup/remember-files.ts';
import { nextSteps } from '../setup/wording.ts';
import { workingCopy } from '../setup/working-copy.ts';
import { printable } from './simulate-report.ts';

export interface InitCommandOptions {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Leaves out what GitHub Enterprise Server before 2026 does not know. */
  readonly queueMax: boolean;
}

interface WrittenFile extends Pick<SetUpFile, 'path' | 'purpose'> {
  readonly state: 'written' | 'kept' | 'would be written';
  /** Only where nothing was written. */
  readonly content?: string;
}

const exitCodes = { done: 0, cannotRun: 2 };

/** Resolves with the exit code: 0 when all files are there, 2 when they cannot be. */
export async function runInit(options: InitCommandOptions): Promise<number> {
  const top = topOf(resolve(options.directory));
  if (top === null)
    return refuse(
      `${options.directory} is not in a git working copy. Clone the repository, or run "git init" there first.`,
    );
  const found = await look(rememberFiles(workingCopy(top)));
  const files = setUpFiles(found, await readTemplates(), { queueMax: options.queueMax });
  const outside = await leadsOutside(top, files);
  if (outside !== null) return refuse(`${outside} leads out of the working copy; nothing was written.`);
  const written: WrittenFile[] = [];
  for (const file of files) written.push(await settle(top, file, options.dryRun));
  const { dryRun } = options;
  console.log(
    options.json ? asJson({ top, dryRun, written, found }) : printable(asWords({ top, dryRun, written, found })),
  );
  return exitCodes.done;
}

/** The directory with `.git` in it, at or above this one. */
function topOf(directory: string): string | null {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) return null;
  if (existsSync(join(directory, '.git'))) return directory;
  const above = dirname(directory);
  return above === directory ? null : topOf(above);
}

/** A folder such as `.github` may be a link; what would be written through it is nobody's to write. */
async function leadsOutside(top: string, files: readonly SetUpFile[]): Promise<string | null> {
  const root = await realpath(top);
  for (const { path } of files) {
    let folder = dirname(join(top, path));
    while (!existsSync(folder)) folder = dirname(folder);
    const real = await realpath(folder);
    if (real !== root && !real.startsWith(root + sep)) return path;
  }
  return null;
}

async function settle(top: string, file: SetUpFile, dryRun: boolean): Promise<WrittenFile> {
  const { path, purpose, content } = file;
  if (file.state === 'present') return { path, purpose, state: 'kept' };
  if (dryRun) return { path, purpose, state: 'would be written', content };
  await mkdir(dirname(join(top, path)), { recursive: true });
  try {
    await writeFile(join(top, path), content, { flag: 'wx' });
    return { path, purpose, state: 'written' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { path, purpose, state: 'kept' };
    throw error;
  }
}

interface Result {
  readonly top: string;
  readonly dryRun: boolean;
  readonly written: readonly WrittenFile[];
  readonly found: Found;
}

const asJson = ({ top, dryRun, written, found }: Result): string =>
  JSON.stringify({ directory: top, dryRun, files: written, notes: found.notes, next: steps(written, found) }, null, 2);

function asWords({ top, written, found }: Result): string {
  const width = Math.max(...written.map(({ path }) => path.length));
  const lines = written.map(({ path, state, purpose }) => `  ${state.padEnd(9)}  ${path.padEnd(width)}  ${purpose}`);
  const contents = written.flatMap(({ path, content }) =>
    content === undefined ? [] : [`── ${path}\n\n${content.trimEnd()}`],
  );
  return [
    `In ${top}:`,
    lines.join('\n'),
    ...contents,
    ...(found.notes.length === 0 ? [] : [`Unclear:\n${list(found.notes)}`]),
    `Next:\n${list(steps(written, found))}`,
  ].join('\n\n');
}

function steps(written: readonly WrittenFile[], found: Found): string[] {
  const first = written.some(({ state }) => state !== 'kept')
    ? [
        'Look at .github/chimera.yml: replace what says "please replace", look at what says "please check".',
        'Commit the files and get them onto the default branch.',
      ]
    : [];
  return [...first, ...nextSteps(found)];
}

const list = (lines: readonly string[]): string => lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n');

function refuse(message: string): number {
  console.error(printable(`chimera init: ${message}`));
  return exitCodes.cannotRun;
}
