// One look at a web address, with a limit on time and size; says in words what went wrong.
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { cut } from '../text/cut.ts';
import { type AddressPolicy, type CheckedAddress, checkAddress, type Lookup } from './address-policy.ts';

export type Look =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'silent'; readonly reason: string };

export type CheckedLook =
  | Look
  /** Not asked: the policy forbids it, or forbids where it redirects to. The reason ends a sentence about the URL. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface LookOptions {
  /** For everything together: the name, the redirections, the body. In milliseconds. */
  readonly timeoutMs: number;
  readonly policy: AddressPolicy;
  /** How many redirections are followed, each checked like the first address; none when left out. */
  readonly redirectsMax?: number;
  readonly lookup?: Lookup;
}

/** What is read of a body, in bytes; the rest is left unread. */
export const bodyBytesMax = 1024 * 1024;

/** For the application that this job itself has started: its address is a local one by design. */
export function lookAt(url: string, timeoutMs?: number): Promise<Look>;
/** For an address that somebody else names. */
export function lookAt(url: string, options: LookOptions): Promise<CheckedLook>;
export async function lookAt(url: string, options: number | LookOptions = 5_000): Promise<CheckedLook> {
  const settings = typeof options === 'number' ? { timeoutMs: options, policy: { privateAllowed: true } } : options;
  const signal = AbortSignal.timeout(Math.ceil(settings.timeoutMs));
  try {
    return await follow(url, settings, signal);
  } catch (error) {
    return {
      kind: 'silent',
      reason: signal.aborted ? `no answer within ${seconds(settings.timeoutMs)}` : wordsOf(error),
    };
  }
}

async function follow(url: string, options: LookOptions, signal: AbortSignal): Promise<CheckedLook> {
  const { redirectsMax = 0, policy, lookup } = options;
  let address = url;
  for (let redirects = 0; ; redirects++) {
    const check = await within(signal, checkAddress(address, policy, lookup));
    if (check.kind === 'refused') {
      return redirects === 0 ? check : { ...check, reason: `redirects to ${cut(address, 300)}, which ${check.reason}` };
    }
    const response = await ask(address, check.addresses, signal);
    const next = redirectsMax === 0 ? null : redirectionOf(response, address);
    if (next === null) {
      return { kind: 'answered', status: response.statusCode ?? 0, body: await readBody(response) };
    }
    response.destroy();
    if (redirects >= redirectsMax) return { kind: 'silent', reason: `more than ${redirectsMax} redirections` };
    address = next;
  }
}

/** A new connection to one of the addresses, so that the name is not resolved once more, unchecked. */
function ask(url: string, addresses: readonly CheckedAddress[], signal: AbortSignal): Promise<IncomingMessage> {
  const request = new URL(url).protocol === 'https:' ? requestSecure : requestPlain;
  const [first] = addresses;
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        agent: false,
        signal,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'chimera' },
        lookup: (_name, { all }, answer) => {
          if (all === true) answer(null, [...addresses]);
          else answer(null, first?.address ?? '', first?.family);
        },
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}

const redirections = new Set([301, 302, 303, 307, 308]);

function redirectionOf({ statusCode = 0, headers }: IncomingMessage, from: string): string | null {
  if (!redirections.has(statusCode) || headers.location === undefined) return null;
  return URL.canParse(headers.location, from) ? new URL(headers.location, from).href : headers.location;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= bodyBytesMax) break;
  }
  return Buffer.concat(parts).subarray(0, bodyBytesMax).toString('utf8');
}

/** The resolver cannot be stopped; it is no longer waited for. */
function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // When a name has several addresses, each failed for itself.
  const [inner] = error instanceof AggregateError ? error.errors : [];
  const { message } = inner instanceof Error ? inner : error;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || message.includes(code) ? message : `${code}: ${message}`;
}
