// `npm run demo`: sets the stage, files and labels an issue, shows what happens, and tells how it ended.
import { requestCounter } from './count-requests.ts';
import { follow } from './follow.ts';
import { reportOf } from './report.ts';
import { label, repository, setStage } from './stage.ts';
import { announce, summarise } from './tell.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly json: boolean;
  readonly coder?: string;
  readonly port: number;
  readonly keep: boolean;
}

/** Reads of the local GitHub never lag here unless the weather says so, so an unclear outcome settles quickly. */
const settleSeconds = 2;

/** Resolves with the exit code: 0 only if the task completed. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const startedAt = performance.now();
  const requests = requestCounter();
  const interruption = new AbortController();
  const interrupted = untilInterrupted(interruption);
  console.log('Starting a local GitHub, a hosting and the Chimera app …');
  const stage = await setStage({
    port: options.port,
    coder: options.coder ?? null,
    settleSeconds,
    reconcileSeconds: 15,
    onExchange: requests.count,
  }).catch((error: unknown) => {
    // Ctrl-C reaches the processes of the stage as well, so it may come down before it stands.
    if (interruption.signal.aborted) return null;
    throw error;
  });
  if (stage === null) return 130;
  try {
    const issue = await stage.fileIssue();
    announce(stage, issue);
    await stage.mona.issues.addLabels({ ...repository, issue_number: issue, labels: [label] });
    const task = await follow(stage, issue, interruption.signal);
    if (task === null) return 130;
    // What is shown last is shown after the task has ended.
    await stage.sandbox.settled();
    const seconds = (performance.now() - startedAt) / 1000;
    const report = await reportOf(stage, task, { seconds, requests: requests.counted() });
    summarise(stage, report, task);
    if (options.json) console.log(JSON.stringify(report));
    else if (!options.once) {
      console.log('\nThe pages stay up until you press Ctrl-C.');
      await interrupted;
    }
    return report.status === 'completed' ? 0 : 1;
  } finally {
    await stage.close({ keep: options.keep });
    if (options.keep) console.log(`Kept: ${stage.directory}`);
  }
}

/** Resolves at the first Ctrl-C, and aborts; a second one ends the process at once. */
function untilInterrupted(interruption: AbortController): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        interruption.abort();
        resolve();
      });
    }
  });
}
