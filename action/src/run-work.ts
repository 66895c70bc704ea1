// From a request to a verdict: which command does which work.
import type { ResultVerdict } from '../../src/contract/result.ts';
import { deploy } from './deploy/deploy.ts';
import { generateTest } from './generate-test/generate-test.ts';
import { requireCheckout } from './git/frozen-test.ts';
import { implementFeature } from './implement-feature/implement-feature.ts';
import { type Job, PhaseError } from './job.ts';
import { reviewPr } from './review-pr/review-pr.ts';
import { cut } from './text/cut.ts';
import { validate } from './validate/validate.ts';

/** Never throws: what goes wrong becomes an `errored` verdict. */
export async function runWork(job: Job): Promise<ResultVerdict> {
  try {
    await requireCheckout(job);
    return await dispatch(job);
  } catch (error) {
    if (error instanceof PhaseError) return errored(error.failure.class, error.message);
    const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
    job.print(`${story}\n`);
    return errored('machinery', `The action itself failed: ${story}`);
  }
}

function dispatch(job: Job): Promise<ResultVerdict> {
  const { work } = job.request;
  switch (work.command) {
    case 'generate_test':
      return generateTest(job, work);
    case 'implement_feature':
      return implementFeature(job, work);
    case 'review_pr':
      return reviewPr(job, work);
    case 'deploy':
      return deploy(job, work);
    case 'validate':
      return validate(job, work);
  }
}

export function errored(kind: PhaseError['failure']['class'], message: string): ResultVerdict {
  return { verdict: 'errored', failure: { class: kind, message: cut(message, 8_000) || 'no message' } };
}
