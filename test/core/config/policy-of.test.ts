import { describe, expect, test } from '@jest/globals';
import { optionAt, options } from '../../../src/core/config/options.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { policyOf } from '../../../src/core/config/policy-of.ts';
import { isProtected } from '../../../src/core/guardrails/path-pattern.ts';
import { nearest } from '../../../src/core/nearest.ts';

const text = (more: string) => `
app: { install: npm ci, start: npm start, url: http://127.0.0.1:3000 }
coder: { replay: recorded/ }
staging: { command: ./deploy.sh }
${more}`;

const policy = (more = '') => {
  const outcome = parseConfig(text(more));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return policyOf(outcome.config);
};

test('units change, names change, nothing is lost', () => {
  expect(policy('backoff_seconds: 2\nqueue_minutes: 3\ntest: { directory: tests/e2e/ }')).toMatchObject({
    parallel: 5,
    roundsMax: 3,
    resultsMax: 10,
    triesMax: 3,
    backoffMs: 2_000,
    queueMs: 180_000,
    production: null,
    application: { install: 'npm ci', start: 'npm start', url: 'http://127.0.0.1:3000', readySeconds: 60 },
    testDirectory: 'tests/e2e',
    coder: { choice: { kind: 'replay', directory: 'recorded' }, turnsMax: 3, isolation: 'required' },
    guardian: { threshold: 0.7, linesMax: 1_500 },
    staging: { command: './deploy.sh', environment: 'staging', commitPath: '/version', readySeconds: 60 },
  });
});

test.each([
  ['{ external: true }', { command: null, shared: false }, undefined],
  ['{ external: true, environment: "Preview*web" }', { command: null }, 'Preview*web'],
  ['{ command: ./deploy.sh, environment: stage }', { environment: 'stage' }, undefined],
])('staging: %s', (section, staging, awaited) => {
  const outcome = parseConfig(text('').replace('{ command: ./deploy.sh }', section));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const found = policyOf(outcome.config).staging;
  expect(found).toMatchObject(staging);
  expect(found.awaited).toBe(awaited);
});

test('a command makes a command coder', () => {
  const outcome = parseConfig(text('').replace('replay: recorded/', 'command: agent'));
  expect(outcome.ok && policyOf(outcome.config).coder.choice).toEqual({ kind: 'command', command: 'agent' });
});

test('a preset, a model, a budget, production', () => {
  const outcome = parseConfig(
    `${text('').replace('{ replay: recorded/ }', '{ preset: codex, model: gpt-5, arguments: [--quiet], turns: 2, isolation: off }')}
model: { base_url: "http://127.0.0.1:9/v1", name: small, usd_per_million_input: 1, usd_per_million_output: 4 }
budget: { max_cost_usd: 2.5 }
guardian: { models: [large], require_human: true }
production: { command: ./release.sh, rollback: ./back.sh, merge: rebase, health_path: /health, health_status: 204 }`,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(policyOf(outcome.config)).toMatchObject({
    coder: { choice: { kind: 'preset', preset: 'codex', model: 'gpt-5', arguments: ['--quiet'] }, isolation: 'off' },
    model: { name: 'small', keyVariable: 'MODEL_API_KEY', costPerMillion: { input: 1, output: 4 } },
    budget: { costUsd: 2.5, tokens: null, minutes: null },
    guardian: { models: ['large'], requireHuman: true },
    production: { merge: 'rebase', rollback: './back.sh', health: { path: '/health', status: 204, text: null } },
  });
});

test.each([
  [
    'neither a command nor somebody else deploys',
    'staging: { command: ./deploy.sh }',
    'staging: { environment: x }',
    'staging.command',
  ],
  [
    'both deploy',
    'staging: { command: ./deploy.sh }',
    'staging: { command: ./deploy.sh, external: true }',
    'staging.external',
  ],
  ['the built-in coder without a model', 'coder: { replay: recorded/ }', 'coder: { preset: model }', 'coder.preset'],
  ['models that review without an endpoint', 'coder:', 'guardian: { models: [large] }\ncoder:', 'guardian.models'],
])('%s', (_, from, to, path) => {
  const outcome = parseConfig(text('').replace(from, to));
  expect(outcome.ok ? [] : outcome.problems.map((problem) => problem.path)).toEqual([path]);
});

test.each([
  ['package.json', '', true],
  ['package.json', 'allow_paths: ["**/package.json"]', false],
  ['package.json', 'allow_paths: [package.json]', false],
  ['web/package.json', 'allow_paths: [package.json]', true],
  ['docs/a.md', '', false],
  ['docs/a.md', 'protected_paths: [docs/**]', true],
  ['docs/a.md', 'protected_paths: [docs/**]\nallow_paths: [docs/**]', true],
  ['.github/workflows/ci.yml', 'allow_paths: ["**"]', true],
  ['.eslintrc', 'allow_paths: [".*"]', false],
])('%s under "%s" is protected: %s', (path, more, expected) => {
  expect(isProtected(path, policy(more).protectedPaths)).toBe(expected);
});

describe('the options as a list', () => {
  test('every option says what it is for and what is allowed', () => {
    expect(options.map((option) => option.path)).toEqual(
      expect.arrayContaining(['', 'label', 'app.start', 'timeouts.e2e_validation']),
    );
    for (const option of options) {
      expect(option.description).toMatch(/\.$/);
      expect(option.allowed).not.toMatch(/\.$/);
    }
  });

  test.each([
    ['app', true, null],
    ['app.start', true, null],
    ['app.ready_seconds', false, 60],
    ['coder', true, null],
    ['coder.replay', false, null],
    ['guardian', false, null],
    ['guardian.threshold', false, 0.7],
    ['protected_paths', false, []],
    ['target_url', false, null],
  ])('%s: required %s, default %j', (path, required, fallback) => {
    expect(optionAt(path.split('.'))).toMatchObject({ required, fallback });
  });
});

test.each([
  ['paralel', 'parallel'],
  ['prallel', 'parallel'],
  ['aprallel', 'parallel'],
  ['max-rounds', 'max_rounds'],
  ['p', null],
  ['banana', null],
  ['x'.repeat(1_000), null],
])('nearest to %s is %s', (word, expected) => {
  expect(nearest(word, ['parallel', 'priority', 'max_rounds'])).toBe(expected);
});
