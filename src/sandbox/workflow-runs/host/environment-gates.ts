/** Jobs that wait until a reviewer lets them into an environment. */
import type { WorkflowRun } from '../../world/repository.ts';

export type GateVerdict = 'approved' | 'rejected';

export interface EnvironmentGates {
  /** Rejects when the signal aborts. */
  wait(run: WorkflowRun, environment: string, signal: AbortSignal): Promise<GateVerdict>;
  /** @returns how many jobs waited for one of these environments. */
  settle(run: WorkflowRun, environments: readonly string[], verdict: GateVerdict): number;
  /** Environments that jobs of the run wait for. */
  pending(run: WorkflowRun): string[];
}

export function createEnvironmentGates(): EnvironmentGates {
  const waiting = new Set<{ run: WorkflowRun; environment: string; settle: (verdict: GateVerdict) => void }>();
  return {
    wait: (run, environment, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          waiting.delete(entry);
          reject(signal.reason);
        };
        const settle = (verdict: GateVerdict): void => {
          waiting.delete(entry);
          signal.removeEventListener('abort', stop);
          resolve(verdict);
        };
        const entry = { run, environment, settle };
        waiting.add(entry);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
    settle: (run, environments, verdict) => {
      const names = environments.map((name) => name.toLowerCase());
      const meant = [...waiting].filter(
        (entry) => entry.run === run && names.includes(entry.environment.toLowerCase()),
      );
      for (const entry of meant) entry.settle(verdict);
      return meant.length;
    },
    pending: (run) => [...waiting].filter((entry) => entry.run === run).map((entry) => entry.environment),
  };
}
