// The build that is tested is the build that was made: waits until an address is healthy and says the expected commit.
import type { Health } from '../../../src/contract/request.ts';
import { PhaseError } from '../job.ts';
import type { AddressPolicy } from './address-policy.ts';
import { below, requireAllowed, waitForHealth } from './health.ts';
import { type Look, lookAt } from './look-at.ts';
import { type Answer, waitUntil } from './wait-until.ts';

export interface ExpectedBuild extends AddressPolicy {
  readonly url: string;
  /**
   * Path below the URL that answers with the commit: JSON with a `commit`, or a text that holds it. `null`: the place
   * cannot tell, and something else (the deployment's record at GitHub) has to vouch for the commit.
   */
  readonly commitPath: string | null;
  readonly commit: string;
  readonly readySeconds: number;
  readonly health: Health;
}

/** Longest wait for one answer, and the time that the commit gets even when the health has used up all of it. */
const answerMsMax = 5_000;
const commitMsMin = 1_000;

/**
 * Throws `unreachable`, `commit_mismatch`, or at once `address_refused` when the policy forbids an address. One limit
 * of `readySeconds` for both waits; the commit gets a second even when the address was healthy at the last moment.
 */
export async function waitForBuild(build: ExpectedBuild): Promise<void> {
  const told = await askForCommit(build, (look) => commitOf(look, build.commit));
  if (told.kind === 'good') return;
  throw new PhaseError(
    'commit_mismatch',
    `${told.value}, and not the commit ${build.commit} that was to be deployed, for ${build.readySeconds} s. ` +
      'It must answer with JSON like {"commit": "…"} or with a text that contains the full commit id.',
  );
}

/** As above, for an address that is to be healthy again with any build but this one. */
export async function waitForOtherBuild(build: ExpectedBuild): Promise<void> {
  const told = await askForCommit(build, (look) => {
    const same = commitOf(look, build.commit);
    if (same.kind === 'good') return { kind: 'bad', value: `still says ${build.commit}` };
    return okOf(look).kind === 'good' ? { kind: 'good', value: same.value } : same;
  });
  if (told.kind === 'bad') throw new PhaseError('commit_mismatch', `${told.value} after ${build.readySeconds} s.`);
}

/** First the health, then the commit. A bad answer is the beginning of a sentence. */
async function askForCommit(
  { url, commitPath, health, readySeconds, privateAllowed }: ExpectedBuild,
  judge: (look: Look) => Answer<string, string>,
): Promise<Answer<string | null, string>> {
  const policy = { privateAllowed };
  const started = Date.now();
  await waitForHealth({ url, health, policy, readySeconds });
  if (commitPath === null) return { kind: 'good', value: null };
  const address = below(url, commitPath);
  const left = readySeconds - (Date.now() - started) / 1_000;
  const told = await waitUntil(left, async (leftMs) => {
    const timeoutMs = Math.max(commitMsMin, Math.min(answerMsMax, leftMs));
    return judge(requireAllowed(address, await lookAt(address, { timeoutMs, policy })));
  });
  return told.kind === 'good' ? told : { kind: 'bad', value: `${address} ${told.value}` };
}

/** A page that answers with a success or a redirection; otherwise what it does instead, as the end of a sentence. */
export function okOf(look: Look): Answer<number, string> {
  if (look.kind === 'silent') return { kind: 'bad', value: `does not answer (${look.reason})` };
  if (look.status >= 200 && look.status < 400) return { kind: 'good', value: look.status };
  return { kind: 'bad', value: `answers with status ${look.status}` };
}

function commitOf(look: Look, commit: string): Answer<string, string> {
  const ok = okOf(look);
  if (ok.kind === 'bad' || look.kind === 'silent') return { kind: 'bad', value: ok.kind === 'bad' ? ok.value : '' };
  const told = commitIn(look.body);
  if (told === commit) return { kind: 'good', value: told };
  return { kind: 'bad', value: told === null ? 'names no commit' : `says ${told.slice(0, 100)}` };
}

/** The commit that a body names: the `commit` of a JSON object, else the first 40 hexadecimal digits. */
function commitIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && 'commit' in value) return String(value.commit).toLowerCase();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return /\b[0-9a-f]{40}\b/i.exec(body)?.[0].toLowerCase() ?? null;
}
