// The frozen test is a contract: it is read from the commit that it was recorded in, never from the checkout.
import { createHash } from 'node:crypto';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import { type Job, PhaseError } from '../job.ts';
import { git, tryGit } from './git.ts';

export type FrozenTest = Extract<PhaseRequest['work'], { command: 'validate' }>['test'];

/** The text of the test as recorded; throws `machinery` when it is not there or has another hash. */
export async function readFrozenTest(job: Job, test: FrozenTest): Promise<string> {
  const run = await tryGit(job.workspace, ['cat-file', 'blob', `${test.commit}:${test.path}`]);
  if (run.kind === 'failed') {
    throw new PhaseError(
      'machinery',
      `The test ${test.path} cannot be read from commit ${test.commit}: ${run.message}. ` +
        'The checkout needs the whole history (fetch-depth: 0).',
    );
  }
  const found = sha256(run.output);
  if (found === test.sha256) return run.output.toString('utf8');
  throw new PhaseError(
    'machinery',
    `The test ${test.path} of commit ${test.commit} has the hash ${found}, but ${test.sha256} was recorded for it. ` +
      'It will not be run.',
  );
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Throws `machinery` when the checkout is not the commit that the request is about. */
export async function requireCheckout(job: Job): Promise<void> {
  const found = (await git(job.workspace, ['rev-parse', 'HEAD'])).toString('utf8').trim();
  if (found === job.request.head) return;
  throw new PhaseError('machinery', `The checkout is at ${found}, but the request is about ${job.request.head}.`);
}
