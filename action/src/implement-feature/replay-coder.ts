// The coder as a recording: a change set for each round, kept in the repository. For demonstrations and tests; it
// says what it is wherever its work is shown.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryGit } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';
import { cut } from '../text/cut.ts';
import type { CoderReport } from './coder-report.ts';

/** `directory` is relative to the repository; it holds `round-1.patch`, `round-2.patch`, … */
export async function replayCoder(job: Job, directory: string): Promise<CoderReport> {
  const { round } = job.request;
  const name = `round-${round}.patch`;
  const patch = join(job.workspace, directory, name);
  if (!existsSync(patch)) {
    throw new PhaseError(
      'coder_failed',
      `The recorded coder has no ${directory}/${name}; ${recorded(job, directory)}.`,
    );
  }
  const run = await tryGit(job.workspace, ['apply', '--whitespace=nowarn', patch]);
  if (run.kind === 'failed') {
    throw new PhaseError(
      'coder_failed',
      `The recorded change set ${directory}/${name} does not apply: ${cut(run.message, 4_000)}`,
    );
  }
  job.print(`recorded change set ${round} applied (${directory}/${name})\n`);
  const summary = cut(description(readFileSync(patch, 'utf8')), 4_000);
  return { coder: `recorded change set ${round}`, summary, usage: null };
}

function recorded(job: Job, directory: string): string {
  const path = join(job.workspace, directory);
  if (!existsSync(path)) return 'the directory does not exist in the repository';
  const rounds = readdirSync(path).filter((file) => /^round-\d+\.patch$/.test(file));
  return rounds.length === 0 ? 'nothing is recorded there' : `recorded are ${rounds.sort().join(', ')}`;
}

/** The words before the first file of a patch. */
function description(patch: string): string {
  const start = patch.search(/^(?:diff --git|--- )/m);
  const words = patch
    .slice(0, Math.max(0, start))
    .replace(/^(?:From|Date|index) .*$/gm, '')
    .replace(/^Subject: (?:\[PATCH[^\]]*\] )?/m, '');
  return words.trim() || 'A recorded change set, applied as it is.';
}
