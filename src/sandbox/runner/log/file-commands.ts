// The files through which a step hands things to the runner: GITHUB_OUTPUT, GITHUB_ENV, GITHUB_PATH, GITHUB_STATE,
// GITHUB_STEP_SUMMARY.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A job summary may have 1 MiB a step; a longer one is not shown. */
export const summaryBytesMax = 1024 * 1024;

const names = ['output', 'env', 'path', 'state', 'step_summary'] as const;

export type FileCommands = Record<(typeof names)[number], string>;

export type FileCommandResults = {
  outputs: Record<string, string>;
  environment: Record<string, string>;
  paths: string[];
  state: Record<string, string>;
  summary: string;
  /** What could not be read; the step fails for it. */
  problems: string[];
};

/** Makes the empty files of one step. */
export async function makeFileCommands(temporary: string): Promise<FileCommands> {
  const directory = join(temporary, '_runner_file_commands');
  await mkdir(directory, { recursive: true });
  const id = randomUUID();
  const files = Object.fromEntries(names.map((name) => [name, join(directory, `${name}_${id}`)])) as FileCommands;
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  return files;
}

export function fileCommandVariables(files: FileCommands): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`GITHUB_${name.toUpperCase()}`, files[name]]));
}

export async function takeFileCommands(files: FileCommands): Promise<FileCommandResults> {
  const texts = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(files[name], 'utf8').catch(() => '')])),
  ) as FileCommands;
  await Promise.all(Object.values(files).map((file) => rm(file, { force: true })));
  const problems: string[] = [];
  const pairs = (name: 'output' | 'env' | 'state') => {
    const parsed = parsePairs(texts[name]);
    if (typeof parsed !== 'string') return parsed;
    problems.push(`Unable to process file command '${name}' successfully.`, parsed);
    return {};
  };
  const environment = pairs('env');
  for (const name of Object.keys(environment)) {
    if (name.toUpperCase() !== 'NODE_OPTIONS') continue;
    delete environment[name];
    problems.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  }
  return {
    outputs: pairs('output'),
    environment,
    paths: texts.path.split(/\r?\n/).filter((line) => line.trim() !== ''),
    state: pairs('state'),
    summary: texts.step_summary,
    problems,
  };
}

/** `name=value` and `name<<DELIMITER` … `DELIMITER`. A text is what is wrong. */
function parsePairs(text: string): Record<string, string> | string {
  const pairs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) return `Invalid format '${line}'. Name must not be empty`;
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    if (heredoc < 0) return `Invalid format '${line}'`;
    const delimiter = line.slice(heredoc + 2);
    if (heredoc === 0 || delimiter === '') return `Invalid format '${line}'. Name and delimiter must not be empty`;
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) return `Invalid value. Matching delimiter not found '${delimiter}'`;
    pairs[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return pairs;
}
