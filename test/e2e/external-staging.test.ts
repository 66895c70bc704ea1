// Staging by somebody else, on the local GitHub: their deployment status on the head commit is waited for, and the task is
// validated at the address that it names.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Stage } from '../../src/cli/demo/stage.ts';
import { hasEnded, joinRounds, onStage, putLabel, repository, shortIssue, until } from './story.ts';

const run = promisify(execFile);

async function prepare(files: string): Promise<void> {
  const path = join(files, '.github/chimera.yml');
  const config = await readFile(path, 'utf-8');
  const external = 'staging:\n  external: true\n  private_addresses: true\n';
  await writeFile(path, config.replace(/^staging:\n(?: {2}.*\n?)+/m, external));
  await joinRounds(files);
}

/** A preview service: it builds the commit, and tells GitHub how that went. */
async function preview(stage: Stage, ref: string, states: readonly ('pending' | 'success')[]): Promise<string> {
  const { mona, directory, hosting } = stage;
  const clone = join(directory, 'clone');
  await run('git', ['fetch', '--quiet', 'origin', ref], { cwd: clone });
  await run('git', ['checkout', '--quiet', ref], { cwd: clone });
  const script = join(clone, 'scripts/deploy.js');
  const { stdout } = await run(process.execPath, [script, hosting.url, `preview-${ref.slice(0, 7)}`]);
  const url = /https?:\/\/\S+/.exec(stdout)?.[0] ?? '';
  const about = { ...repository, ref, environment: 'Preview', auto_merge: false, required_contexts: [] };
  const { data } = await mona.repos.createDeployment(about);
  if (!('id' in data)) throw new Error(`GitHub made no deployment: ${data.message}`);
  for (const state of states) {
    const told = { ...repository, deployment_id: data.id, state };
    await mona.repos.createDeploymentStatus({ ...told, ...(state === 'success' ? { environment_url: url } : {}) });
  }
  return url;
}

test('the head is validated where a preview service says that it has deployed it', async () => {
  await onStage({ prepare }, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const waiting = await until(stage, issue, {
      seconds: 300,
      wanted: (task) =>
        hasEnded(task) || ('attempt' in task.state && task.state.attempt.phase === 'staging_deployment'),
    });
    expect(waiting.state).toMatchObject({ kind: 'running', attempt: { phase: 'staging_deployment', runId: null } });
    const { data: main } = await stage.mona.git.getRef({ ...repository, ref: 'heads/main' });
    const elsewhere = await preview(stage, main.object.sha, ['success']);
    const url = await preview(stage, waiting.branch?.head ?? '', ['pending', 'success']);
    expect(url).not.toBe(elsewhere);
    const complete = await until(stage, issue, { seconds: 240, wanted: hasEnded });
    expect(complete.state.kind).toBe('complete');
    expect(complete.staging).toEqual({ url, commit: waiting.branch?.head });
    expect(complete.proofs.greenOnStaging).toMatchObject({ commit: waiting.branch?.head, url });
    const { data: runs } = await stage.mona.actions.listWorkflowRunsForRepo(repository);
    expect(runs.workflow_runs.map((each) => each.display_title).join()).not.toContain('staging_deployment');
  });
}, 900_000);
