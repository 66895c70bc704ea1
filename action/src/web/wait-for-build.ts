// The build that is tested is the build that was made: waits until an address answers and says the expected commit.
import { PhaseError } from '../job.ts';
import { type Look, lookAt } from './look-at.ts';
import { type Answer, waitUntil } from './wait-until.ts';

export interface ExpectedBuild {
  readonly url: string;
  /** Path below the URL that answers with the commit: JSON with a `commit`, or a text that holds it. */
  readonly commitPath: string;
  readonly commit: string;
  readonly readySeconds: number;
}

/** Throws `unreachable` or `commit_mismatch`; one limit of `readySeconds` for both waits together. */
export async function waitForBuild(build: ExpectedBuild): Promise<void> {
  const started = Date.now();
  const page = await waitUntil(build.readySeconds, async () => okOf(await lookAt(build.url)));
  if (page.kind === 'bad') {
    throw new PhaseError(
      'unreachable',
      `${build.url} ${page.value}; it must answer with a status from 200 to 399 within ${build.readySeconds} s.`,
    );
  }
  const address = below(build.url, build.commitPath);
  const left = build.readySeconds - (Date.now() - started) / 1_000;
  const told = await waitUntil(left, async () => commitOf(await lookAt(address), build.commit));
  if (told.kind === 'bad') {
    throw new PhaseError(
      'commit_mismatch',
      `${address} ${told.value}, and not the commit ${build.commit} that was to be deployed, for ${build.readySeconds} s. ` +
        'It must answer with JSON like {"commit": "…"} or with a text that contains the full commit id.',
    );
  }
}

/** `path` below `url`, also when the URL has a path of its own. */
function below(url: string, path: string): string {
  const base = new URL(url);
  base.pathname = base.pathname.replace(/\/*$/, '') + path;
  base.search = '';
  base.hash = '';
  return base.href;
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
  return { kind: 'bad', value: told === null ? 'names no commit' : `says ${told}` };
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
