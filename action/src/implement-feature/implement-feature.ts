// Phase 2: a coder changes the checkout until, in its own opinion, the feature exists; the change set is what git says.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFrozenTest } from '../git/frozen-test.ts';
import { tryGit } from '../git/git.ts';
import { type Command, type Job, PhaseError } from '../job.ts';
import type { CoderReport } from './coder-report.ts';
import { collectChangeSet } from './collect-change-set.ts';
import { commandCoder } from './command-coder.ts';
import { replayCoder } from './replay-coder.ts';
import { writePrompt } from './write-prompt.ts';

export const implementFeature: Command<'implement_feature'> = async (job, work) => {
  const test = await readFrozenTest(job, work.test);
  const text = writePrompt({ work, round: job.request.round, test, agents: await readAgents(job) });
  const file = join(job.scratch, 'prompt.md');
  writeFileSync(file, text);
  job.result.keepText('prompt.md', text);
  const report =
    work.coder.kind === 'command'
      ? await commandCoder(job, work.coder.command, { text, file })
      : await replayCoder(job, work.coder.directory);
  requireRepository(job);
  const changeSet = await collectChangeSet(job);
  if (changeSet.files.length === 0) {
    throw new PhaseError(
      'no_changes',
      `The coder (${report.coder}) ended without an error, but changed no file that git does not ignore.${said(report)}`,
    );
  }
  return { verdict: 'succeeded', output: { command: 'implement_feature', changeSet, ...report } };
};

/** From the commit, not from the disk: a link there could lead anywhere. */
async function readAgents(job: Job): Promise<string | null> {
  const run = await tryGit(job.workspace, ['cat-file', 'blob', `${job.request.head}:AGENTS.md`]);
  return run.kind === 'done' ? run.output.toString('utf8') : null;
}

function requireRepository(job: Job): void {
  const place = join(job.workspace, '.git');
  if (existsSync(place)) return;
  throw new PhaseError(
    'coder_failed',
    `The coder has removed the repository (${place} is gone); its change cannot be read.`,
  );
}

function said(report: CoderReport): string {
  return report.summary === '' ? ' It printed nothing.' : ` It printed:\n${report.summary}`;
}
