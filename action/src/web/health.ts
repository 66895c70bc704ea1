// Health: what an address has to answer before anybody tests what runs there.
import type { Health } from '../../../src/contract/request.ts';
import { PhaseError } from '../job.ts';
import { cut } from '../text/cut.ts';
import type { AddressPolicy } from './address-policy.ts';
import { bodyBytesMax, type CheckedLook, lookAt } from './look-at.ts';
import { type Answer, waitUntil } from './wait-until.ts';

interface HealthQuestion {
  readonly url: string;
  /** `path` is below the URL, with a query if need be; `text` is looked for in the first mebibyte of the body. */
  readonly health: Health;
  readonly policy: AddressPolicy;
  /** After so many seconds the last answer stands; the wait is never longer. */
  readonly readySeconds: number;
}

/** Longest wait for one answer, in milliseconds: then it is asked again. */
const answerMsMax = 5_000;
const redirectsMax = 5;

/**
 * Waits until the address is healthy. Redirections are followed, unless one is just what is expected.
 * Throws `unreachable` with what was expected and what came last, and at once `address_refused` when the address may not
 * be asked.
 */
export async function waitForHealth({ url, health, policy, readySeconds }: HealthQuestion): Promise<void> {
  const address = below(url, health.path);
  const follows = health.status === null || health.status < 300 || health.status > 399;
  let saidLast: string | null = null;
  const answer = await waitUntil(readySeconds, async (leftMs): Promise<Answer<null, string>> => {
    const timeoutMs = Math.max(1, Math.min(answerMsMax, leftMs));
    const look = await lookAt(address, { timeoutMs, policy, redirectsMax: follows ? redirectsMax : 0 });
    const said = complaint(requireAllowed(address, look), health);
    if (said === null) return { kind: 'good', value: null };
    // The last question may have had too little time for an answer; then the one before says more.
    if (saidLast === null || timeoutMs === answerMsMax || look.kind !== 'silent') saidLast = said;
    return { kind: 'bad', value: saidLast };
  });
  if (answer.kind === 'good') return;
  throw new PhaseError('unreachable', `${address} ${answer.value}; ${expectation(health)} within ${readySeconds} s.`);
}

type AllowedLook = Exclude<CheckedLook, { kind: 'refused' }>;

/** Waiting does not help against a refusal. */
export function requireAllowed(address: string, look: CheckedLook): AllowedLook {
  if (look.kind !== 'refused') return look;
  throw new PhaseError('address_refused', `${cut(address, 300)} ${cut(look.reason, 600)}.`);
}

/** What is wrong with an answer, as the end of a sentence; `null`: nothing. */
function complaint(look: AllowedLook, { status, text }: Health): string | null {
  if (look.kind === 'silent') return `does not answer (${look.reason})`;
  const asExpected = status === null ? look.status >= 200 && look.status < 400 : look.status === status;
  if (!asExpected) return `answers with status ${look.status}`;
  if (text === null || look.body.includes(text)) return null;
  const size = Buffer.byteLength(look.body);
  const begin = cut(look.body.replace(/\s+/g, ' ').trim(), 200);
  const seen = size < bodyBytesMax ? '' : `, in the first ${bodyBytesMax} bytes`;
  return `answers with status ${look.status} but without that text${seen} (it begins: ${begin || 'nothing'})`;
}

function expectation({ status, text }: Health): string {
  const wanted = status === null ? 'a status from 200 to 399' : `status ${status}`;
  return `it must answer with ${wanted}${text === null ? '' : ` and the text ${JSON.stringify(text)}`}`;
}

/** `path` below `url`, also when the URL has a path of its own. A query of the path replaces the URL's. */
export function below(url: string, path: string): string {
  const base = new URL(url);
  base.hash = '';
  // The URL as it was given, without a slash more: the page that people open.
  if (path === '/') return base.href;
  const [plain = '', ...query] = path.split('?');
  base.pathname = base.pathname.replace(/\/*$/, '') + plain;
  base.search = query.join('?');
  return base.href;
}
