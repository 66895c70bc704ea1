// Who may use the set-up page: whoever opens it on the machine itself, or has the key that the app has logged.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A state is good for as long as GitHub's code, in milliseconds. */
const stateMs = 3_600_000;

/** More than these are never open: the oldest goes. */
const statesMax = 100;

export interface Visitors {
  /** Part of the address in the log. */
  readonly key: string;
  /** @param host the header `Host`. Without a key, only the machine's own names count: they cannot be forged from outside. */
  mayEnter(host: string, key: string | undefined): boolean;
  /** A value that GitHub sends back; only who has it continues what was begun here. */
  newState(): string;
  /** Takes it: it is good once. */
  takeState(state: string | undefined): boolean;
}

/** @param listensOn address that the server is bound to */
export function createVisitors(listensOn: string, now: () => number = Date.now): Visitors {
  const key = randomBytes(16).toString('hex');
  const states: { readonly state: string; readonly untilMs: number }[] = [];
  return {
    key,
    mayEnter: (host, given) =>
      (isLoopback(listensOn) && isLoopback(nameOf(host))) || (given !== undefined && same(given, key)),
    newState: () => {
      const state = randomBytes(24).toString('base64url');
      states.push({ state, untilMs: now() + stateMs });
      if (states.length > statesMax) states.shift();
      return state;
    },
    takeState: (state) => {
      if (state === undefined) return false;
      const at = states.findIndex((each) => same(each.state, state));
      const [found] = at === -1 ? [] : states.splice(at, 1);
      return found !== undefined && found.untilMs > now();
    },
  };
}

/** Whether only this machine gets there. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** In constant time, whatever the lengths. */
function same(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
