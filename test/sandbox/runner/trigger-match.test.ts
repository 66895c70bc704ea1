// Which events start which workflows: the rows of GitHub's own tables of filters.
import { describe, expect, test } from '@jest/globals';
import { readWorkflow } from '../../../src/sandbox/runner/read/read-workflow.ts';
import { type Occurrence, waitsFor } from '../../../src/sandbox/workflow-runs/trigger-match.ts';

function starts(on: string, event: Occurrence): boolean {
  const workflow = readWorkflow('x.yml', `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: ls }] } }\n`);
  if (Array.isArray(workflow)) throw new Error(workflow[0]?.message);
  return waitsFor(workflow, event);
}

function selects(branch: string, patterns: string[]): boolean {
  const on = JSON.stringify({ push: { branches: patterns } });
  return starts(on, { event: 'push', action: undefined, ref: `refs/heads/${branch}`, changedPaths: [] });
}

describe('filters', () => {
  test.each([
    ['feature/*', 'feature/a', true],
    ['feature/*', 'feature/a/b', false],
    ['feature/**', 'feature/a/b', true],
    ['**', 'all/the/branches', true],
    ['*', 'main', true],
    ['*', 'a/b', false],
    ['v[12].[0-9]+.[0-9]+', 'v1.10.1', true],
    ['v2*', 'v2.0', true],
    ['**/docs/**', 'docs/a.md', true],
    ['*.jsx?', 'page.js', true],
    ['main', 'maintenance', false],
  ])('%s and %s: %s', (pattern, name, expected) => {
    expect(selects(name, [pattern])).toBe(expected);
  });

  test('the last matching pattern decides', () => {
    expect(selects('releases/10-alpha', ['releases/**', '!releases/**-alpha'])).toBe(false);
    expect(selects('releases/10', ['releases/**', '!releases/**-alpha'])).toBe(true);
  });
});

describe('events', () => {
  const main = { action: undefined, ref: 'refs/heads/main' };
  const push: Occurrence = { ...main, event: 'push', changedPaths: ['src/a.js', 'docs/b.md'] };
  const tag: Occurrence = { ...push, ref: 'refs/tags/v1', changedPaths: [] };
  const opened: Occurrence = { ...main, event: 'pull_request', action: 'opened', changedPaths: ['a'] };
  test.each([
    ['push', push, true],
    ['[push, pull_request]', opened, true],
    ['push', opened, false],
    ['{ push: { branches: [main] } }', push, true],
    ['{ push: { branches: [main] } }', tag, false],
    ['{ push: { tags: ["v*"] } }', push, false],
    ['{ push: { tags: ["v*"] } }', tag, true],
    ['{ push: { branches-ignore: [main] } }', push, false],
    ['{ push: { paths: ["docs/**"] } }', push, true],
    ['{ push: { paths-ignore: ["docs/**"] } }', push, true],
    ['{ push: { paths-ignore: ["**"] } }', push, false],
    ['{ pull_request: { types: [labeled] } }', opened, false],
    ['pull_request', { ...opened, action: 'labeled' }, false],
    ['{ pull_request: { branches: [release] } }', opened, false],
    ['schedule: []', push, false],
  ] as const)('on: %s', (on, event, expected) => {
    expect(starts(on === 'schedule: []' ? '{ schedule: [{ cron: "5 * * * *" }] }' : on, event)).toBe(expected);
  });
});
