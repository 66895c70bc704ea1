// A proof on the wire becomes a link of the chain: with the run it comes from, and only if it says what it must.
import type { ProofReport } from '../contract/result.ts';
import { commitId, type RunId } from '../core/identifier.ts';
import type { Outcome, Proof } from '../core/outcome.ts';

export function linkOf(report: ProofReport, runId: RunId): Proof {
  return {
    commit: commitId(report.commit),
    runId,
    url: report.url,
    tests: report.tests.length,
    runs: report.runs,
    report: report.report,
    screenshot: report.screenshot,
    trace: report.trace,
  };
}

/** Says what is wrong with a proof that should be of this colour, or `null`. A claim is not enough: every test counts. */
export function doubtProof(report: ProofReport, colour: 'red' | 'green'): Outcome | null {
  const failed = report.tests.filter((test) => test.status === 'failed' || test.status === 'timed-out');
  const skipped = report.tests.filter((test) => test.status === 'skipped');
  const wrong = (message: string): Outcome => ({
    verdict: 'errored',
    failure: { class: 'invalid_result', message },
  });
  if (skipped.length > 0) return wrong(`The test "${skipped[0]?.title}" was skipped, so the run proves nothing.`);
  if (colour === 'red' && failed.length === 0)
    return wrong('The run is said to be red, but no test in its report failed.');
  if (colour === 'green' && failed.length > 0) {
    return wrong(`The run is said to be green, but "${failed[0]?.title}" failed in its report.`);
  }
  return null;
}
