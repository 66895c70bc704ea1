// What linters cannot see: the core's purity, the glossary, the manifest, links, sizes.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { cosmeticEffects } from '../../src/core/effect.ts';
import { eventKinds } from '../../src/core/event.ts';
import { handledEvents } from '../../src/index.ts';
import { pages } from './pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf-8');
const find = (pattern: string): string[] => globSync(pattern, { cwd: root });

/** Files may be this long; what is longer wants to be split. */
const linesMax = 300;

describe('the core is pure', () => {
  const forbidden = [/\bDate\.now\b/, /\bnew Date\(\)/, /\bMath\.random\b/, /\bprocess\./, /\basync\b/, /\bawait\b/];

  test.each(find('src/core/**/*.ts'))('%s', (path) => {
    const code = read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    for (const pattern of forbidden) expect(code).not.toMatch(pattern);
  });
});

test.each(find('{src,action/src}/**/*.ts'))('%s keeps within its size', (path) => {
  expect(read(path).split('\n').length).toBeLessThanOrEqual(linesMax);
});

describe('the glossary', () => {
  const glossary = read('docs/glossary.md');
  const effectKinds = [...read('src/core/effect.ts').matchAll(/readonly kind: '(\w+)'/g)].map(
    (match) => match[1] ?? '',
  );

  test('effects are found at all', () => {
    expect(effectKinds).toEqual(expect.arrayContaining([...cosmeticEffects]));
  });
  test.each([...eventKinds, ...effectKinds])('names %s', (kind) => {
    expect(glossary).toContain(`\`${kind}\``);
  });
});

describe('app.yml', () => {
  const manifest = parse(read('app.yml')) as { default_events: string[] };

  test('subscribes to just the events that are handled', () => {
    // Those about installations come unasked, and cannot be asked for.
    const asked = handledEvents.filter((event) => !event.startsWith('installation'));
    const handled = new Set(asked.map((event) => event.split('.')[0]));
    expect([...manifest.default_events].sort()).toEqual([...handled].sort());
  });

  const lines = read('app.yml')
    .split('\n')
    .filter((line) => /^ {2}(- )?\w+/.test(line));
  test.each(lines)('%s: names files that exist', (line) => {
    const files = [...line.matchAll(/src\/[\w/.-]+\.ts/g)].map((match) => match[0]);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(join(root, file))).toBe(true);
  });
});

test.each(find('{*.md,docs/**/*.md}').filter((path) => !path.startsWith('docs/examples')))(
  '%s: links resolve',
  (path) => {
    for (const [, target] of read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      const file = join(root, dirname(path), target ?? '');
      expect([path, target, existsSync(file)]).toEqual([path, target, true]);
    }
  },
);

test.each(Object.entries(pages))('%s is what the code says; `npm run docs` writes it', (path, text) => {
  expect(read(path)).toBe(text);
});
