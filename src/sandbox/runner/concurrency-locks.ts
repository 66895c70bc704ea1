// Concurrency groups to await: one object a repository, on which its runs and their jobs wait for each other.
import { type ConcurrencyChange, ConcurrencyGroups, type ConcurrencyRequest } from './concurrency-groups.ts';

/** `displaced`: a newer member took the place in the queue, or the queue is full; GitHub cancels such a run or job. */
export type ConcurrencyTurn = { kind: 'acquired'; release: () => void } | { kind: 'displaced' };

type Waiter = { settle: (turn: ConcurrencyTurn) => void; cancel: () => void };

export class ConcurrencyLocks {
  readonly #groups = new ConcurrencyGroups();
  readonly #waiters = new Map<string, Waiter>();

  /**
   * Waits for the member's turn. `cancel` is called when a newer member with `cancel-in-progress` wants the place of
   * this one while it holds it; it keeps it until `release`. When `signal` aborts, the wait ends as `displaced`.
   */
  acquire(request: ConcurrencyRequest, cancel: () => void, signal?: AbortSignal): Promise<ConcurrencyTurn> {
    if (signal?.aborted) return Promise.resolve({ kind: 'displaced' });
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        this.#apply({ ...this.#groups.leave(request.member), cancelled: [request.member] });
      };
      const settle = (turn: ConcurrencyTurn) => {
        signal?.removeEventListener('abort', stopWaiting);
        resolve(turn);
      };
      this.#waiters.set(request.member, { settle, cancel });
      signal?.addEventListener('abort', stopWaiting, { once: true });
      try {
        this.#apply(this.#groups.enter(request));
      } catch (error) {
        this.#waiters.delete(request.member);
        signal?.removeEventListener('abort', stopWaiting);
        reject(error);
      }
    });
  }

  /** All groups that have a member, for `GET …/actions/concurrency_groups`. */
  list() {
    return this.#groups.list();
  }

  #apply(change: ConcurrencyChange) {
    const running = new Set(this.#groups.list().map((group) => group.running));
    for (const member of change.cancelled) {
      const waiter = this.#waiters.get(member);
      if (running.has(member)) {
        waiter?.cancel();
        continue;
      }
      this.#waiters.delete(member);
      waiter?.settle({ kind: 'displaced' });
    }
    for (const member of change.started) {
      this.#waiters.get(member)?.settle({ kind: 'acquired', release: () => this.#release(member) });
    }
  }

  #release(member: string) {
    if (this.#waiters.delete(member)) this.#apply(this.#groups.leave(member));
  }
}
