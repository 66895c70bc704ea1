// GitHub's concurrency groups as a rule book without time or promises: who runs, who waits, who is cancelled.
// https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency

/** `single` keeps one pending member, the newest; `max` keeps 100 in order of arrival and cancels further ones. */
export type ConcurrencyQueue = 'single' | 'max';

export type ConcurrencyRequest = {
  /** Compared without regard to case. */
  group: string;
  /** Identifies the run or job that asks; unique among all that run or wait. */
  member: string;
  queue: ConcurrencyQueue;
  cancelInProgress: boolean;
};

/** What a request or a departure brings about. Cancelled members that are running stay in until they leave. */
export type ConcurrencyChange = { started: string[]; cancelled: string[] };

/** A group as the API lists it, in the spelling of whoever opened it. */
export type ConcurrencyGroup = { group: string; running: string | undefined; pending: string[] };

/** Pending members that a `max` group keeps. */
const pendingMax = 100;

export class ConcurrencyGroups {
  readonly #groups = new Map<string, ConcurrencyGroup>();

  /** The asking member is in `started`, in `cancelled`, or now pending. Throws on what GitHub forbids. */
  enter(request: ConcurrencyRequest): ConcurrencyChange {
    const problem = concurrencyProblem(request);
    if (problem) throw new Error(problem);
    const group = this.#open(request.group);
    if (group.running === undefined) {
      group.running = request.member;
      return { started: [request.member], cancelled: [] };
    }
    if (request.queue === 'max') {
      if (group.pending.length >= pendingMax) return { started: [], cancelled: [request.member] };
      group.pending.push(request.member);
      return { started: [], cancelled: [] };
    }
    const cancelled = group.pending;
    group.pending = [request.member];
    return { started: [], cancelled: request.cancelInProgress ? [...cancelled, group.running] : cancelled };
  }

  /** A member has ended, or no longer wants to wait. A member that is in no group changes nothing. */
  leave(member: string): ConcurrencyChange {
    for (const [key, group] of this.#groups) {
      const waits = group.pending.indexOf(member);
      if (waits >= 0) group.pending.splice(waits, 1);
      if (group.running !== member) continue;
      group.running = group.pending.shift();
      if (group.running === undefined) this.#groups.delete(key);
      return { started: group.running === undefined ? [] : [group.running], cancelled: [] };
    }
    return { started: [], cancelled: [] };
  }

  list(): ConcurrencyGroup[] {
    return [...this.#groups.values()].map((group) => ({ ...group, pending: [...group.pending] }));
  }

  #open(name: string): ConcurrencyGroup {
    const key = name.toLowerCase();
    const group = this.#groups.get(key) ?? { group: name, running: undefined, pending: [] };
    this.#groups.set(key, group);
    return group;
  }
}

/** What is wrong with a group's definition, if anything. */
export function concurrencyProblem(asked: Omit<ConcurrencyRequest, 'member'>): string | undefined {
  if (asked.group === '') return 'The concurrency group has an empty name; give it one, or leave `concurrency` out.';
  if (asked.queue === 'max' && asked.cancelInProgress) {
    return '`queue: max` may not stand beside `cancel-in-progress: true`; keep one of the two.';
  }
  return undefined;
}
