// The repository's own configuration: read as a whole, and judged as a whole, so that one look repairs everything.
import { LineCounter, parseDocument } from 'yaml';
import { type ConfigProblem, problemsOf } from './config-problem.ts';
import { type Config, configSchema } from './config-schema.ts';
import { type ConfigSource, createConfigSource, layerSources } from './config-source.ts';

const configFile = '.github/chimera.yml';

/** Longest file that is read, in characters. */
const configCharactersMax = 65_536;

/** Most problems that are told at once. */
const problemsMax = 50;

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** `text` is the file's content on the default branch, or `null` when there is no such file. */
export function parseConfig(text: string | null, file: string = configFile): ConfigOutcome {
  return parseConfigs({ repository: text, organisation: null }, file);
}

/**
 * The repository's file, and below it that of its owner's `.github` repository: a key that the repository leaves out
 * comes from there, in sections key by key. Who writes the code is one decision, so `coder` is taken as a whole.
 */
export function parseConfigs(
  files: { readonly repository: string | null; readonly organisation: { name: string; text: string } | null },
  file: string = configFile,
): ConfigOutcome {
  const { repository, organisation } = files;
  if (repository === null && organisation === null) return failed(wholeFile(file, missingFile(file)));
  const own = readFile(repository ?? '', file);
  if (!own.ok) return own;
  if (organisation === null) return judge(own.values, own.source);
  const shared = readFile(organisation.text, `${organisation.name}/.github: ${file}`);
  if (!shared.ok) return shared;
  const values = layered(own.values, shared.values);
  return judge(values, layerSources(own.source, shared.source, values));
}

type Reading =
  | { readonly ok: true; readonly values: unknown; readonly source: ConfigSource }
  | Extract<ConfigOutcome, { ok: false }>;

function readFile(text: string, file: string): Reading {
  if (text.length > configCharactersMax) return failed(wholeFile(file, tooLong(file, text.length)));
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: false, stringKeys: true });
  const [syntax] = [...document.errors, ...document.warnings];
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    return failed(malformed(file, { line: Math.max(1, line), column: Math.max(1, col), words: syntax.message }));
  }
  const content = plainValues(() => document.toJS({ maxAliasCount: 100 }));
  if (!content.ok) return failed(malformed(file, { line: 1, column: 1, words: content.words }));
  const values = withoutNulls(content.values ?? {});
  return { ok: true, values, source: createConfigSource({ file, document, lines, values }) };
}

function judge(values: unknown, source: ConfigSource): ConfigOutcome {
  const checked = configSchema.safeParse(values);
  if (checked.success) return { ok: true, config: checked.data };
  return { ok: false, problems: problemsOf(checked.error, source).sort(byPlace).slice(0, problemsMax) };
}

/** Sections that are one decision: half of one and half of another would mean nothing. */
const indivisible = ['coder'];

function layered(own: unknown, shared: unknown): unknown {
  if (!isSection(own) || !isSection(shared)) return own;
  const merged: Record<string, unknown> = { ...shared, ...own };
  for (const [key, value] of Object.entries(own)) {
    const below = (shared as Record<string, unknown>)[key];
    if (!indivisible.includes(key) && isSection(value) && isSection(below)) merged[key] = { ...below, ...value };
  }
  return merged;
}

const isSection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const failed = (problem: ConfigProblem): Extract<ConfigOutcome, { ok: false }> => ({ ok: false, problems: [problem] });

/** An alias without an anchor, or aliases that would unfold to a bomb, show only when the values are built. */
function plainValues(build: () => unknown): { ok: true; values: unknown } | { ok: false; words: string } {
  try {
    return { ok: true, values: build() };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return { ok: false, words: error.message };
    throw error;
  }
}

/** A key without a value is a key left out: `test:` with everything below it commented out. */
function withoutNulls(values: unknown, depth = 0): unknown {
  if (depth > 1 || typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, withoutNulls(value, depth + 1)]),
  );
}

const byPlace = (one: ConfigProblem, other: ConfigProblem): number =>
  one.line - other.line || one.column - other.column;

type Told = Pick<ConfigProblem, 'found' | 'allowed' | 'message'>;

const wholeFile = (file: string, told: Told): ConfigProblem => ({ file, line: 1, column: 1, path: '', ...told });

function missingFile(file: string): Told {
  const allowed = 'a file with app.start, app.url, coder and staging.command at least';
  return {
    found: 'no file',
    allowed,
    message: `${file} does not exist on the default branch. Add it there: ${allowed}.`,
  };
}

function tooLong(file: string, characters: number): Told {
  const allowed = `at most ${configCharactersMax.toLocaleString('en')} characters`;
  const found = `${characters.toLocaleString('en')} characters`;
  return { found, allowed, message: `${file} has ${found}; allowed are ${allowed}. Shorten it.` };
}

function malformed(file: string, place: { line: number; column: number; words: string }): ConfigProblem {
  const { line, column } = place;
  const words = place.words.replace(/\s+/g, ' ').slice(0, 300);
  const allowed = 'one YAML document';
  const message = `The file is not valid YAML from line ${line}, column ${column}: ${words}. Correct it there.`;
  return { file, line, column, path: '', found: words, allowed, message };
}
