// The last word of a phase is always a valid result, whatever was kept for it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { finish, type Kept } from '../../action/src/finish.ts';
import { openResultDirectory } from '../../action/src/result-directory.ts';
import { errored } from '../../action/src/run-work.ts';
import { phaseResultSchema } from '../../src/contract/result.ts';

const identity = { task: 'task-1', attempt: 'attempt-1', head: 'a'.repeat(40) };
const fitting = { who: 'a', inputTokens: 1, outputTokens: null, costUsd: 0.1 };
let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'chimera-finish-'));
});

afterEach(() => rmSync(path, { recursive: true, force: true }));

function finished(kept: Kept) {
  const told = finish(openResultDirectory(path), identity, { kept, result: errored('no_changes', 'as it was') });
  return { told, written: phaseResultSchema.parse(JSON.parse(readFileSync(join(path, 'result.json'), 'utf8'))) };
}

test('what fits is written as it is', () => {
  const { told, written } = finished({ usage: [fitting], flake: null });
  expect(written).toMatchObject({ ...identity, usage: [fitting], result: told });
  expect(told).toMatchObject({ failure: { class: 'no_changes', message: 'as it was' } });
});

test.each<[string, Kept]>([
  ['tokens that are no whole number', { usage: [fitting, { ...fitting, inputTokens: 1e300 }], flake: null }],
  ['nobody who used them', { usage: [{ ...fitting, who: '' }], flake: null }],
  ['a scenario that ran no times', { usage: [fitting], flake: { title: 'a', passed: 0, of: 0 } }],
])('%s: an error of ours stands in its place', (_, kept) => {
  const { told, written } = finished(kept);
  expect(written).toMatchObject({ ...identity, usage: [], flake: null, result: told });
  expect(told).toMatchObject({
    failure: { class: 'machinery', message: expect.stringContaining('does not fit the contract') },
  });
});
