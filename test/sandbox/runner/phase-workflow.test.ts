// The phase workflow that users copy, executed as it stands, with a small action in place of Chimera's own.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { evaluateConcurrency, evaluateRunName } from '../../../src/sandbox/runner/workflow/run-header.ts';
import { makeRun, openScene, type Scene } from './memory-host.ts';

const path = '.github/workflows/chimera-phase.yml';
const phaseWorkflow = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').replaceAll(
  'chimera-app/chimera/action@v1',
  'octo-org/phase@v1',
);

/** Says what it was given, leaves a directory, and names a URL. */
const phaseAction = {
  'action.yml': `
name: Phase
description: A stand-in for Chimera's action
inputs:
  request: { description: What to do, required: true }
  verdict: { description: A directory }
  claim: { description: Whether to claim }
  token: { description: A token }
outputs:
  directory: { description: Where }
runs: { using: node24, main: main.mjs }
`,
  'main.mjs': `
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
const directory = process.env.RUNNER_TEMP + '/result';
mkdirSync(directory, { recursive: true });
const verdict = process.env.INPUT_VERDICT ? readdirSync(process.env.INPUT_VERDICT) : [];
if (process.env.INPUT_CLAIM === 'true') {
  const attempt = process.env.INPUT_REQUEST.includes('taken') ? '' : process.env.GITHUB_RUN_ATTEMPT;
  appendFileSync(process.env.GITHUB_OUTPUT, 'run_attempt=' + attempt + '\\n');
}
const token = process.env.INPUT_TOKEN ?? '';
const commit = existsSync('.git') ? execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim() : null;
const prepared = existsSync('node_modules/left');
const result = { request: process.env.INPUT_REQUEST, verdict, token, readme: existsSync('README.md'), commit, prepared };
writeFileSync(directory + '/result.json', JSON.stringify(result));
appendFileSync(process.env.GITHUB_OUTPUT, 'directory=' + directory + '\\nurl=http://127.0.0.1:5000\\n');
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '## Done');
`,
};

let scene: Scene;
beforeEach(() => {
  scene = openScene();
  scene.addAction('phase', phaseAction);
});
afterEach(() => scene.remove());

function inputs(phase: string, environment = '') {
  const rest = { attempt: 'a1', issue: '4', slot: '2', timeout_minutes: '5', request: '{"x": 1}' };
  return { phase, environment, commit: scene.sha, ...rest };
}

describe('the phase workflow', () => {
  test('a phase that does not deploy runs one job and leaves its result', async () => {
    const end = await scene.start(phaseWorkflow, { path, inputs: inputs('code_implementation') });
    expect(end.log).not.toContain('##[error]');
    expect(end).toMatchObject({
      conclusion: 'success',
      jobs: { work: 'success', review: 'skipped', deploy: 'skipped' },
    });
    expect(scene.tokens).toEqual([{ jobKey: 'work', permissions: { contents: 'read', metadata: 'read' } }]);
    expect(scene.revoked).toEqual(['token-1-work']);
    expect(end.steps('work')).toContain('Work on the phase: success');
    expect(resultOf('chimera-result')).toMatchObject({ request: '{"x": 1}', readme: true, token: '' });
  });

  test('a review is posted by a second job, from the artifact of the first', async () => {
    const end = await scene.start(phaseWorkflow, { path, inputs: inputs('guardian_review') });
    expect(end).toMatchObject({
      conclusion: 'success',
      jobs: { work: 'success', review: 'success', deploy: 'skipped' },
    });
    expect(scene.tokens[1]).toEqual({
      jobKey: 'review',
      permissions: { 'pull-requests': 'write', checks: 'read', statuses: 'read', metadata: 'read' },
    });
    expect(resultOf('chimera-review')).toMatchObject({
      verdict: ['result.json'],
      token: 'token-2-review',
      readme: false,
    });
  });

  test('a deployment enters its environment and leaves with the URL', async () => {
    const end = await scene.start(phaseWorkflow, { path, inputs: inputs('staging_deployment', 'staging') });
    expect(end).toMatchObject({
      conclusion: 'success',
      jobs: { work: 'skipped', claim: 'success', deploy: 'success' },
    });
    expect(scene.tokens.map(({ jobKey, permissions }) => [jobKey, permissions.contents])).toEqual([
      ['claim', 'write'],
      ['deploy', 'read'],
    ]);
    expect(scene.environments).toEqual(['enter staging', 'leave 7 success http://127.0.0.1:5000']);
  });

  test('a run without the claim ends neutrally, and enters no environment', async () => {
    const taken = { ...inputs('staging_deployment', 'staging'), request: '{"x": "taken"}' };
    const end = await scene.start(phaseWorkflow, { path, inputs: taken });
    expect(end).toMatchObject({ conclusion: 'success', jobs: { claim: 'success', deploy: 'skipped' } });
    expect(scene.environments).toEqual([]);
  });

  test('a composite action of the repository prepares the job, where there is one', async () => {
    const end = await scene.start(phaseWorkflow, { path, inputs: inputs('code_implementation') });
    expect(end.steps('work')).toContain('Prepare the job: skipped');
    scene.remove();
    scene = openScene({
      'README.md': 'todo\n',
      '.github/actions/chimera-setup/action.yml':
        'name: Setup\ndescription: x\nruns:\n  using: composite\n  steps:\n    - { run: echo prepared by the repository, shell: bash }\n',
    });
    scene.addAction('phase', phaseAction);
    const prepared = await scene.start(phaseWorkflow, { path, inputs: inputs('code_implementation') });
    expect(prepared.steps('work')).toContain('Prepare the job: success');
    expect(prepared.log).toContain('prepared by the repository');
  });

  test('what prepares the job is that of the default branch, and nothing that a coder wrote runs with it', async () => {
    scene.remove();
    scene = openScene({
      'README.md': 'todo\n',
      '.gitignore': 'node_modules\n',
      '.github/actions/chimera-setup/action.yml':
        'name: Setup\ndescription: x\nruns:\n  using: composite\n  steps:\n    - { run: bash prepare.sh, shell: bash }\n',
      'prepare.sh':
        'echo prepared by the owners; mkdir node_modules; echo x > node_modules/left; git config core.hooksPath .hooks\n',
    });
    scene.addAction('phase', phaseAction);
    const commit = scene.commit({
      'prepare.sh': 'echo the coder was here\n',
      '.hooks/post-checkout': '#!/bin/sh\necho the coder was here\n',
    });
    const end = await scene.start(phaseWorkflow, { path, inputs: { ...inputs('code_implementation'), commit } });
    expect(end.conclusion).toBe('success');
    expect(end.log).toContain('prepared by the owners');
    expect(end.log).not.toContain('the coder was here');
    expect(resultOf('chimera-result')).toMatchObject({ commit, prepared: true });
  });

  test('its name and its concurrency group come from the inputs', () => {
    const run = makeRun(scene, phaseWorkflow, { path, inputs: inputs('guardian_review') });
    expect(evaluateRunName(run, {})).toBe('Chimera guardian_review · #4 · a1');
    expect(evaluateConcurrency(run, {})).toEqual({ group: 'chimera-slot-2', queue: 'max', cancelInProgress: false });
  });
});

function resultOf(artifact: string): unknown {
  const files = unzipSync(scene.artifacts.get(artifact) ?? new Uint8Array());
  return JSON.parse(new TextDecoder().decode(files['result.json']));
}
