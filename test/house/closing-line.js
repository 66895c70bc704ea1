// The last line of a test run, in one form for every machine that reads it: `N passed, N failed`.
import { writeSync } from 'node:fs';

export default class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    const line = `\n${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}\n`;
    // jest's own summary comes after all reporters, so the end of the process is the only end there is.
    process.once('exit', () => writeSync(1, line));
  }
}
