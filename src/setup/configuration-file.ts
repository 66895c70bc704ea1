// `.github/chimera.yml` for a repository: filled with what was found, each line saying where its value is from. Values
// and comments go through the YAML library, so that nothing found can become a line of its own.
import { Document, Pair, Scalar, YAMLMap } from 'yaml';
import { asPlain } from '../core/wording/markdown/escape.ts';
import type { Found, Guess } from './look/found.ts';
import { defaultLabel, project, schemaUrl } from './paths.ts';

/** Begins what stands where nothing was found; such a command fails and says what to do. */
const placeholderStart = 'echo "Please replace';

/** Whether a command is still what the set-up put there. */
export const isPlaceholder = (command: string): boolean => command.startsWith(placeholderStart);

const placeholder = (option: string, what: string): string =>
  `${placeholderStart} ${option} in .github/chimera.yml by the command that ${what}." >&2; exit 1`;

interface Line {
  readonly value: string;
  /** Behind the value. */
  readonly note?: string;
  /** Lines above the key. */
  readonly before?: readonly string[];
  /** Lines below the value. */
  readonly after?: readonly string[];
}

export function configurationFile(found: Found): string {
  const top = new YAMLMap();
  add(top, 'label', {
    value: defaultLabel,
    before: ['Label that starts a task when somebody with write access sets it.'],
  });
  section(top, 'app', 'How to run the application inside a job.', applicationLines(found));
  section(top, 'test', 'Where generated tests go.', { directory: testDirectoryLine(found) });
  section(
    top,
    'coder',
    'Who writes the implementation: a preset, or any command that reads the prompt on its standard input.',
    {
      command: coderLine,
    },
  );
  section(top, 'staging', 'How a commit gets to the staging environment.', stagingLines(found));
  const document = new Document(top);
  document.commentBefore = comment([
    `yaml-language-server: $schema=${schemaUrl}`,
    'How Chimera works on this repository. Behind a value stands where it is from: "found" was read here, "please check"',
    'is a guess, and "please replace" has to be changed before the first task.',
    `Every option: ${project}/blob/main/docs/configuration.md`,
    ...found.notes.map((note) => `Please check: ${note}`),
  ]);
  return document.toString({ lineWidth: 0 });
}

function applicationLines({ packageManager, start, url }: Found): Record<string, Line> {
  const install = packageManager?.install ?? null;
  return {
    ...(packageManager === null || install === null
      ? {}
      : { install: { value: install, note: `found: ${packageManager.from}` } }),
    start:
      start === null
        ? {
            value: placeholder('app.start', 'starts the application'),
            note: 'please replace: no start command was found',
          }
        : guessed(start),
    url: url === null ? { value: 'http://localhost:3000', note: 'please check: the most usual port' } : guessed(url),
  };
}

function testDirectoryLine({ playwright }: Found): Line {
  if (playwright?.testDirectory == null) return { value: 'e2e', note: 'please check: the usual folder' };
  const hidden = playwright.testDirectory.split('/').some((part) => part.startsWith('.'));
  if (hidden) return { value: 'e2e', note: 'please check: the usual folder' };
  return { value: playwright.testDirectory, note: `found: testDir in ${playwright.path}` };
}

const coderLine: Line = {
  value: placeholder('coder.command', 'runs your coding agent'),
  note: 'please replace: for example by one of these',
  before: [
    'The prompt is also in the file $CHIMERA_PROMPT_FILE. Its key goes into the job "work" of chimera-phase.yml.',
  ],
  after: [
    'preset: claude-code',
    'preset: codex',
    'preset: gemini, copilot, opencode, aider, or model: see docs/coders.md',
  ],
};

function stagingLines({ stagingCommand, deployWorkflows }: Found): Record<string, Line> {
  const named = deployWorkflows.flatMap(({ path, environments }) => environments.map((name) => ({ path, name })));
  const environment = named.find(({ name }) => /stag|preview|test/i.test(name));
  const today = deployWorkflows.slice(0, 5).map(({ path, environments }) => {
    const where = environments.length === 0 ? '' : ` (${environments.slice(0, 5).join(', ')})`;
    return `found: ${path} deploys today${where}; its steps show what the command has to do.`;
  });
  return {
    command: {
      ...(stagingCommand === null
        ? {
            value: placeholder('staging.command', 'deploys the checked-out commit'),
            note: 'please replace: no command that deploys to staging was found',
          }
        : guessed(stagingCommand)),
      before: [
        'It tells the address by writing "url=https://…" into the file $CHIMERA_OUTPUT, or prints it last.',
        ...today,
      ],
    },
    environment:
      environment === undefined
        ? { value: 'staging', note: 'please check: the GitHub environment with the secrets for it' }
        : { value: environment.name, note: `found: ${environment.path}` },
    commit_path: {
      value: '/version',
      note: 'please check: the deployed application answers there with its commit',
    },
  };
}

const guessed = ({ value, from, certainty }: Guess<string>): Line => ({ value, note: noteOf(from, certainty) });

function noteOf(from: string, certainty: Guess<string>['certainty']): string {
  switch (certainty) {
    case 'found':
      return `found: ${from}`;
    case 'likely':
      return `found: ${from}; please check`;
    case 'usual':
      return `please check: ${from}`;
    default:
      return certainty satisfies never;
  }
}

function section(top: YAMLMap, key: string, words: string, lines: Readonly<Record<string, Line>>): void {
  const map = new YAMLMap();
  for (const [name, line] of Object.entries(lines)) add(map, name, line);
  const name = keyOf(key, [words]);
  name.spaceBefore = true;
  top.add(new Pair(name, map));
}

function add(map: YAMLMap, key: string, { value, note, before = [], after = [] }: Line): void {
  const scalar = new Scalar(value);
  if (note !== undefined) scalar.comment = comment([note]);
  map.add(new Pair(keyOf(key, before), scalar));
  if (after.length > 0) map.comment = comment(after);
}

function keyOf(name: string, before: readonly string[]): Scalar {
  const key = new Scalar(name);
  if (before.length > 0) key.commentBefore = comment(before);
  return key;
}

/** Each a line of its own, whatever stands in it. */
const comment = (lines: readonly string[]): string => lines.map((line) => ` ${asPlain(line, 300)}`).join('\n');
