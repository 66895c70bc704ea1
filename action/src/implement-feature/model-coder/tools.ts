// What the built-in coder can do: look at files, change them, run the allowed commands. A mistake is told to the model.
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ToolSet, tool } from 'ai';
import { z } from 'zod';
import { cut, tail } from '../../text/cut.ts';
import { inside } from './inside.ts';

export interface ToolOptions {
  /** Absolute path of the files to work on. */
  readonly directory: string;
  /** Command lines that may be run, exactly as they stand here. */
  readonly commands: readonly string[];
  readonly run: (command: string) => Promise<{ status: number | string; output: string }>;
  /** Hears of every call, for the job's log. */
  readonly told: (line: string) => void;
}

const readCharactersMax = 50_000;
const writeCharactersMax = 500_000;
const entriesMax = 1_000;
const foundMax = 100;
const skipped = new Set(['.git', 'node_modules']);

export function coderTools({ directory, commands, run, told }: ToolOptions): ToolSet {
  const at = (name: string, work: (path: string) => string): string => {
    const place = inside(directory, name);
    return place.kind === 'outside' ? `Error: ${place.why}.` : guarded(() => work(place.path));
  };
  const path = z.string().describe('Path from the top of the repository');
  const heard = (name: string, words: string): void => told(`${name} ${cut(words, 200)}`);
  return {
    list: tool({
      description: 'Lists the files below a folder.',
      inputSchema: z.object({ path: path.default('.') }),
      execute: ({ path: name }) => {
        heard('list', name);
        return at(name, (place) => listed(place).join('\n') || '(empty)');
      },
    }),
    read: tool({
      description: 'Reads a file, or some of its lines.',
      inputSchema: z.object({ path, from: z.int().min(1).default(1), lines: z.int().min(1).max(2_000).default(500) }),
      execute: ({ path: name, from, lines }) => {
        heard('read', name);
        return at(name, (place) => {
          const text = readFileSync(place, 'utf8')
            .split('\n')
            .slice(from - 1, from - 1 + lines);
          return cut(text.map((line, index) => `${from + index}\t${line}`).join('\n'), readCharactersMax);
        });
      },
    }),
    search: tool({
      description: 'Finds lines that contain a text.',
      inputSchema: z.object({ text: z.string().min(1), path: path.default('.') }),
      execute: ({ text, path: name }) => {
        heard('search', text);
        return at(name, (place) => found(place, text).join('\n') || '(nothing)');
      },
    }),
    edit: tool({
      description: 'Replaces a text that stands exactly once in a file.',
      inputSchema: z.object({ path, find: z.string().min(1), replace: z.string() }),
      execute: ({ path: name, find, replace }) => {
        heard('edit', name);
        return at(name, (place) => edited(place, find, replace));
      },
    }),
    write: tool({
      description: 'Writes a whole file; folders are made.',
      inputSchema: z.object({ path, content: z.string().max(writeCharactersMax) }),
      execute: ({ path: name, content }) => {
        heard('write', name);
        return at(name, (place) => {
          mkdirSync(dirname(place), { recursive: true });
          writeFileSync(place, content);
          return 'Written.';
        });
      },
    }),
    delete: tool({
      description: 'Deletes a file.',
      inputSchema: z.object({ path }),
      execute: ({ path: name }) => {
        heard('delete', name);
        return at(name, (place) => {
          if (!lstatSync(place).isFile()) return 'Error: it is no file.';
          rmSync(place);
          return 'Deleted.';
        });
      },
    }),
    run: tool({
      description: `Runs one of these commands, exactly as it stands: ${commands.map((line) => JSON.stringify(line)).join(', ') || '(none)'}.`,
      inputSchema: z.object({ command: z.string() }),
      execute: async ({ command }) => {
        heard('run', command);
        if (!commands.includes(command)) return `Error: this is none of the allowed commands: ${commands.join(' | ')}`;
        const { status, output } = await run(command);
        return `It ended with ${status}:\n${tail(output, 10_000)}`;
      },
    }),
  };
}

/** A missing file is news for the model, not the end of its work. */
function guarded(work: () => string): string {
  try {
    return work();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string') return `Error: ${code}.`;
    throw error;
  }
}

function* filesBelow(folder: string, prefix = ''): Generator<{ name: string; path: string }> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* filesBelow(join(folder, entry.name), name);
    } else if (entry.isFile()) yield { name, path: join(folder, entry.name) };
  }
}

function listed(folder: string): string[] {
  const names: string[] = [];
  for (const { name } of filesBelow(folder)) {
    if (names.length >= entriesMax) return [...names, '… and more'];
    names.push(name);
  }
  return names;
}

function found(folder: string, text: string): string[] {
  const lines: string[] = [];
  for (const { name, path } of filesBelow(folder)) {
    if (lstatSync(path).size > 1_000_000) continue;
    for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
      if (line.includes(text)) lines.push(`${name}:${index + 1}: ${cut(line.trim(), 300)}`);
      if (lines.length >= foundMax) return [...lines, '… and more'];
    }
  }
  return lines;
}

function edited(place: string, find: string, replace: string): string {
  const text = readFileSync(place, 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) return `Error: the text stands ${times} times in the file; it must stand there exactly once.`;
  writeFileSync(
    place,
    text.replace(find, () => replace),
  );
  return 'Edited.';
}
