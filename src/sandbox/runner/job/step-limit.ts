// How long a step may go on: its own timeout, the job's cancellation, and the grace of steps that run in spite of it.
import type { JobState } from './job-state.ts';

export type Limit = {
  job: JobState;
  /** Of the step that this one is part of. Its abort by a cancellation does not count: `survivesCancel` does. */
  outer?: AbortSignal | undefined;
  /** `timeout-minutes` of the step. */
  minutes: number | undefined;
  /** Asked when the job is cancelled while the step runs: a step with `always()` goes on, as on GitHub. */
  survivesCancel: () => boolean;
};

/** The longest time that a timer takes. */
const timerMsMax = 2 ** 31 - 1;

export async function withLimit<T>(
  limit: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ result: T; timedOut: boolean }> {
  const { cancel, grace, host } = limit.job;
  const controller = new AbortController();
  let timedOut = false;
  const stop = () => controller.abort();
  const onCancel = () => {
    if (!limit.survivesCancel()) stop();
  };
  const onOuter = () => {
    if (!cancel.aborted) stop();
  };
  const timer =
    limit.minutes === undefined
      ? undefined
      : setTimeout(
          () => {
            timedOut = true;
            stop();
          },
          Math.min(limit.minutes * host.machine.minuteMs, timerMsMax),
        );
  if (!cancel.aborted) cancel.addEventListener('abort', onCancel, { once: true });
  limit.outer?.addEventListener('abort', onOuter, { once: true });
  if (grace.aborted) stop();
  grace.addEventListener('abort', stop, { once: true });
  try {
    const result = await work(controller.signal);
    return { result, timedOut };
  } finally {
    clearTimeout(timer);
    cancel.removeEventListener('abort', onCancel);
    limit.outer?.removeEventListener('abort', onOuter);
    grace.removeEventListener('abort', stop);
  }
}
