// The guardian's result comes from a job that ran the pull request's own code: it is read as untrusted input.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import { phaseResultSchema, resultFile } from '../../../src/contract/result.ts';
import { PhaseError } from '../job.ts';
import { cut } from '../text/cut.ts';
import type { ReviewedResult } from './review-text.ts';

const bytesMax = 8 * 1024 * 1024;

/** Throws `invalid_result` unless it is a valid verdict of this very attempt, on this very commit. */
export function readVerdict(directory: string, request: PhaseRequest): ReviewedResult {
  const result = parse(join(directory, resultFile));
  if (result.attempt !== request.attempt || result.task !== request.task) {
    throw refused(`it belongs to the attempt "${cut(result.attempt, 100)}", not to "${request.attempt}"`);
  }
  if (result.head !== request.head) throw refused(`it is about commit ${result.head}, not about ${request.head}`);
  if (result.result.verdict === 'errored') {
    throw refused(
      `the review itself ended with an error (${result.result.failure.class}), so there is no verdict to post`,
    );
  }
  if (result.result.verdict === 'succeeded' && result.result.output.command !== 'review_pr') {
    throw refused(`it is the result of ${result.result.output.command}, not of review_pr`);
  }
  return result.result;
}

function parse(path: string): ReturnType<typeof phaseResultSchema.parse> {
  let value: unknown;
  try {
    const file = lstatSync(path);
    if (!file.isFile() || file.size > bytesMax) throw refused(`it is no plain file of at most ${bytesMax} bytes`);
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof PhaseError) throw error;
    throw refused(error instanceof Error ? error.message : String(error));
  }
  const parsed = phaseResultSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refused(
    parsed.error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
      .join('; '),
  );
}

function refused(why: string): PhaseError {
  return new PhaseError('invalid_result', `No review is posted: the guardian's ${resultFile} cannot be used; ${why}.`);
}
