// The repository's file over that of its organisation: what counts, and which file a mistake is told of.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { configJsonSchema } from '../../../src/core/config/json-schema.ts';
import { parseConfigs } from '../../../src/core/config/parse-config.ts';

const shared = `label: build-it
parallel: 2
app: { start: npm start, url: "http://127.0.0.1:3000", ready_seconds: 30 }
coder: { command: shared-agent }
staging: { command: ./deploy, environment: preview }
`;
const read = (repository: string | null, text: string | null = shared) =>
  parseConfigs({ repository, organisation: text === null ? null : { name: 'octo-org', text } });

describe('what counts', () => {
  test.each<[string, string | null, object]>([
    ['the organisation’s file alone is enough', null, { label: 'build-it', parallel: 2 }],
    ['an empty file adds nothing', '', { label: 'build-it' }],
    ['the repository outranks it', 'label: mine', { label: 'mine', parallel: 2 }],
    ['sections are layered key by key', 'app: { start: make run }', { app: { start: 'make run', ready_seconds: 30 } }],
    ['who writes the code is one decision', 'coder: { replay: recorded }', { coder: { replay: 'recorded' } }],
    ['what neither says has its default', 'label: mine', { max_rounds: 3 }],
  ])('%s', (_, repository, config) => {
    const outcome = read(repository);
    expect(outcome).toMatchObject({ ok: true, config });
    if (outcome.ok && repository?.startsWith('coder'))
      expect(outcome.config.coder).toMatchObject({ replay: 'recorded' });
  });
});

describe('a mistake is told of the file that it stands in', () => {
  test.each<[string, string | null, string | null, object]>([
    ['the repository’s', 'parallel: 99', shared, { file: '.github/chimera.yml', line: 1, column: 11 }],
    [
      'the organisation’s',
      'label: x',
      `${shared}max_rounds: 0\n`,
      { file: 'octo-org/.github: .github/chimera.yml', line: 6 },
    ],
    [
      'an unknown key of the organisation',
      '',
      `${shared}lable: x\n`,
      { file: 'octo-org/.github: .github/chimera.yml', line: 6 },
    ],
    ['no YAML in the organisation’s', '', 'a: [', { file: 'octo-org/.github: .github/chimera.yml' }],
    ['what is missing belongs into the repository’s', 'label: x', 'parallel: 2', { file: '.github/chimera.yml' }],
    ['no file at all', null, null, { file: '.github/chimera.yml', found: 'no file' }],
  ])('%s', (_, repository, organisation, problem) => {
    expect(read(repository, organisation)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining(problem)]),
    });
  });
});

describe('the schema for editors', () => {
  const check = new Ajv2020({ strict: false, allErrors: true }).compile(configJsonSchema());
  const example = parse(
    readFileSync(new URL('../../../docs/examples/todo/.github/chimera.yml', import.meta.url), 'utf-8'),
  ) as object;

  test('accepts the example and the smallest file', () => {
    expect([check(example), check.errors]).toEqual([true, null]);
    expect(check(parse(shared))).toBe(true);
  });

  test.each([
    ['an unknown key', { ...example, lable: 'x' }],
    ['an unknown key in a section', { ...example, app: { start: 'x', url: 'http://x.test', port: 3 } }],
    ['a number that is too large', { ...example, parallel: 99 }],
    ['a text where a number belongs', { ...example, priority: 'high' }],
    ['a missing section', { coder: { command: 'x' } }],
  ])('refuses %s', (_, config) => {
    expect(check(config)).toBe(false);
  });

  test('describes every key, with what is allowed', () => {
    const { properties } = configJsonSchema() as { properties: Record<string, { description?: string }> };
    for (const [key, { description }] of Object.entries(properties))
      expect([key, description]).toEqual([key, expect.stringContaining('Allowed: ')]);
  });
});
