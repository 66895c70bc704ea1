// What is wrong with a configuration file, told so that it can be repaired without reading anything else.
import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import type { ConfigSource } from './config-source.ts';
import { optionAt } from './options.ts';

export interface ConfigProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** For example `app.start`; `''` for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  /** What was found, what is allowed and what to do, in one or two sentences. */
  readonly message: string;
}

/** The problems behind the findings of the schema: one for each place in the file. */
export function problemsOf(error: z.ZodError, source: ConfigSource): ConfigProblem[] {
  const problems = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey([...issue.path, key], source))
      : [wrongValue(issue.path, source)],
  );
  return problems.filter((problem, index) => problems.findIndex((other) => other.path === problem.path) === index);
}

function unknownKey(path: readonly PropertyKey[], source: ConfigSource): ConfigProblem {
  const key = String(path.at(-1));
  const parent = optionAt(path.slice(0, -1));
  const guess = nearest(key, parent.keys);
  const allowed = parent.keys.join(', ');
  const place = parent.path === '' ? 'at the top' : `in ${parent.path}`;
  const advice = guess === null ? 'Remove it or use one of these' : `Did you mean ${quote(guess)}? Allowed there`;
  return {
    file: source.fileAt(path),
    ...source.keyPosition(path),
    path: pathText(path),
    found: `unknown key ${quote(key)}`,
    allowed,
    message: `There is no key ${quote(key)} ${place}. ${advice}: ${allowed}.`,
  };
}

function wrongValue(path: readonly PropertyKey[], source: ConfigSource): ConfigProblem {
  const option = optionAt(path);
  const value = source.valueAt(path);
  const name = pathText(path);
  const found = describeValue(value);
  const missing = value === undefined || value === null;
  const subject = name === '' ? 'The file' : name;
  const what = missing && option.required ? `${subject} is missing` : `${subject} is ${found}`;
  return {
    file: source.fileAt(path),
    ...(missing || isSection(value) ? source.keyPosition(path) : source.valuePosition(path)),
    path: name,
    found,
    allowed: option.allowed,
    message: `${what}; allowed is ${option.allowed}. ${option.description}`,
  };
}

/** `app.start`, `protected_paths[2]`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${shorten(String(part))}`,
    )
    .join('');
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isSection(value)) return 'a list';
  const keys = Object.keys(value).slice(0, 5).map(shorten);
  return keys.length === 0 ? 'an empty section' : `a section with ${keys.join(', ')}`;
}

const isSection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const quote = (text: string): string => JSON.stringify(shorten(text));
