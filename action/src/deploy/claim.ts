// One deployment an attempt, although GitHub may start a run twice: who creates the attempt's ref may deploy.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Job, PhaseError } from '../job.ts';

export type ClaimRequest = Pick<Job['request'], 'attempt'> & {
  /** A commit of the repository for the claim to stand on, for example the head: 40 hexadecimal digits. */
  readonly commit: string;
  readonly runId: string;
  readonly runAttempt: number;
  /** Pauses before looking or trying again, in milliseconds: reads at GitHub lag behind writes. */
  readonly pausesMs?: readonly number[];
};

export type Claim =
  | { readonly kind: 'claimed' }
  /** Another run has it; `by` is what that one has written, `null` when it cannot be read. */
  | { readonly kind: 'taken'; readonly by: string | null };

export type Created =
  | { readonly kind: 'created' }
  /** GitHub refused because the ref is there already. */
  | { readonly kind: 'exists' }
  /** It may or may not have happened: no answer, or one of 500 and more. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** What a claim needs of GitHub, and nothing more. All throw on what cannot be repeated, such as a missing right. */
export interface ClaimClient {
  /** Makes an annotated tag object without a ref. @returns its id; `null` when the outcome is unclear. */
  createTag(tag: { readonly name: string; readonly message: string; readonly commit: string }): Promise<string | null>;
  /** The atomic step: of all who ask for one ref, GitHub says `created` to a single one. */
  createRef(ref: string, tag: string): Promise<Created>;
  /** Id of the object that a ref points to; `null`: no such ref, or not visible yet. */
  readRef(ref: string): Promise<string | null>;
  /** Message of an annotated tag; `null`: no such tag, or the object is none. */
  readTag(id: string): Promise<string | null>;
}

const pausesMsUsual = [1_000, 3_000, 10_000, 20_000, 30_000];
const attemptPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,199}$/;

/**
 * Claims an attempt for the process that calls. The ref points to a tag object of that process alone, so that the ref
 * tells who won, also after an answer was lost. A second process of the same run has no part in its claim.
 * Throws `machinery` when nobody can tell who has it: then nothing may be deployed.
 */
export async function claimAttempt(client: ClaimClient, request: ClaimRequest): Promise<Claim> {
  const { attempt, commit, runId, runAttempt, pausesMs = pausesMsUsual } = request;
  if (!attemptPattern.test(attempt)) {
    throw new PhaseError(
      'machinery',
      `The attempt "${attempt}" cannot be claimed: its name may have letters, digits, - and _ only, at most 200.`,
    );
  }
  const ref = claimRef(attempt);
  const message = `Claim of attempt ${attempt} by run ${runId}, attempt ${runAttempt} of it.\n\n${randomUUID()}\n`;
  const tag = await makeTag(client, { name: `claim-${attempt}`, message, commit }, pausesMs[0] ?? 0);
  const first = await client.createRef(ref, tag);
  if (first.kind === 'created') return { kind: 'claimed' };
  if (first.kind === 'exists') return taken(client, await client.readRef(ref));
  return settle(client, { ref, tag, pausesMs, reason: first.reason });
}

/** A tag object that nobody points to does no harm, so it is simply made again. */
async function makeTag(
  client: ClaimClient,
  tag: Parameters<ClaimClient['createTag']>[0],
  pauseMs: number,
): Promise<string> {
  const made = await client.createTag(tag);
  if (made !== null) return made;
  await pause(pauseMs);
  const again = await client.createTag(tag);
  if (again !== null) return again;
  throw new PhaseError('machinery', `GitHub did not answer when the tag object ${tag.name} was to be made, twice.`);
}

export function claimRef(attempt: string): string {
  return `refs/chimera/claims/${attempt}`;
}

/** After an unclear answer: looks who has it, repeats once if nobody seems to, and looks again. */
async function settle(
  client: ClaimClient,
  { ref, tag, pausesMs, reason }: { ref: string; tag: string; pausesMs: readonly number[]; reason: string },
): Promise<Claim> {
  let lost = reason;
  let repeated = false;
  for (const pauseMs of pausesMs) {
    await pause(pauseMs);
    const holder = await client.readRef(ref);
    if (holder !== null) return holder === tag ? { kind: 'claimed' } : taken(client, holder);
    if (repeated) continue;
    repeated = true;
    // The first request may still be under way: that this one finds the ref does not mean that somebody else made it.
    const again = await client.createRef(ref, tag);
    if (again.kind === 'created') return { kind: 'claimed' };
    if (again.kind === 'unclear') lost = again.reason;
  }
  throw new PhaseError(
    'machinery',
    `Nobody can tell whether this run has ${ref}: GitHub's answer was lost (${lost}), and the ref cannot be read. ` +
      'Nothing is deployed without the claim.',
  );
}

async function taken(client: ClaimClient, holder: string | null): Promise<Claim> {
  const message = holder === null ? null : await client.readTag(holder);
  return { kind: 'taken', by: message?.split('\n')[0]?.slice(0, 300) ?? null };
}
