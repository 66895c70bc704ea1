// Prepares a repository: one pull request with the files that Chimera needs, opened once and never again.
import { parseConfig } from '../core/config/parse-config.ts';
import type { Repository } from '../core/task.ts';
import { type SetUpOptions, setUpFiles } from './files.ts';
import { look } from './look.ts';
import { defaultLabel, paths, setUpBranch, setUpTrailer } from './paths.ts';
import type { Templates } from './project-files.ts';
import { rememberFiles } from './remember-files.ts';
import type { Files, SetUpGitHub, SetUpPullRequest } from './set-up-github.ts';
import { setUpBody, setUpCommitMessage, setUpTitle } from './wording.ts';

export type Preparation =
  /** The pull request is open: by this call, or by an earlier one. */
  | { readonly kind: 'opened' | 'open'; readonly number: number; readonly url: string; readonly label: LabelState }
  /** Every file is there already. */
  | { readonly kind: 'complete'; readonly label: LabelState }
  /** The pull request was closed or merged once: that was somebody's answer. */
  | { readonly kind: 'answered'; readonly number: number; readonly url: string; readonly merged: boolean }
  /** `not_shown`: GitHub says that the pull request exists, but does not show it yet; ask again later. */
  | { readonly kind: 'empty' | 'archived' | 'gone' | 'not_shown'; readonly words: string }
  /** Somebody else's branch has our name, or the app may not write there: a person has to do something first. */
  | { readonly kind: 'branch_taken' | 'refused'; readonly words: string };

export type LabelState = 'created' | 'present';

export interface PrepareOptions extends SetUpOptions {
  readonly templates: Templates;
}

const reasons = {
  empty: 'The repository has no commit yet. Push one; then install the app again or run `chimera init`.',
  archived: 'The repository is archived, so nothing can be changed in it.',
  gone: 'The repository does not exist, or the app may not see it.',
} as const;

/**
 * May be called as often as needed; after a crash it goes on where it was. Throws `CallFailure` when GitHub gives no
 * clear answer.
 */
export async function prepare(
  github: SetUpGitHub,
  repository: Repository,
  options: PrepareOptions,
): Promise<Preparation> {
  const state = await github.repositoryState(repository);
  if (state.kind !== 'ready') return { kind: state.kind, words: reasons[state.kind] };
  const place = { ...repository, defaultBranch: state.defaultBranch };
  const earlier = await github.findPullRequest(place, setUpBranch);
  const files = rememberFiles(github.files(place));
  if (earlier !== null) return await asBefore(github, place, { earlier, files });
  const label = await ensureLabel(github, place, files);
  const found = await look(files);
  const all = setUpFiles(found, options.templates, options);
  const missing = all.filter(({ state }) => state === 'new');
  if (missing.length === 0) return { kind: 'complete', label };
  const branch = await ensureBranch(github, place, missing);
  if (branch !== null) return branch;
  const opened = await github.openPullRequest(place, {
    branch: setUpBranch,
    title: setUpTitle,
    body: setUpBody(found, all),
  });
  if (opened.kind === 'opened') return { ...opened, label };
  const shown = await github.findPullRequest(place, setUpBranch);
  if (shown !== null) return await asBefore(github, place, { earlier: shown, files });
  return { kind: 'not_shown', words: 'GitHub says that the pull request exists, but does not show it yet.' };
}

async function asBefore(
  github: SetUpGitHub,
  repository: Repository,
  { earlier, files }: { earlier: SetUpPullRequest; files: Files },
): Promise<Preparation> {
  const { number, url, state } = earlier;
  if (state !== 'open') return { kind: 'answered', number, url, merged: state === 'merged' };
  return { kind: 'open', number, url, label: await ensureLabel(github, repository, files) };
}

/** The label that an existing configuration names, else the usual one. */
async function ensureLabel(github: SetUpGitHub, repository: Repository, files: Files): Promise<LabelState> {
  const config = parseConfig(await files.read(paths.configuration));
  return await github.createLabel(repository, {
    name: config.ok ? config.config.label : defaultLabel,
    color: '5319e7',
    description: 'Chimera works on this issue',
  });
}

/** `null`: the branch is there and ours, made now or left behind by a crash. */
async function ensureBranch(
  github: SetUpGitHub,
  repository: Repository,
  files: readonly { path: string; content: string }[],
): Promise<Preparation | null> {
  const before = await github.findBranch(repository, setUpBranch);
  if (before !== null) return judgeBranch(before.message);
  const made = await github.createBranch(repository, {
    name: setUpBranch,
    message: setUpCommitMessage,
    files: files.map(({ path, content }) => ({ path, content })),
  });
  if (made.kind === 'created') return null;
  if (made.kind === 'refused') {
    const advice =
      'Accept the permission "workflows: write" in the settings of the installation, or run `chimera init`.';
    return { kind: 'refused', words: `GitHub refused the commit with the workflow files: ${made.words}. ${advice}` };
  }
  const now = await github.findBranch(repository, setUpBranch);
  return now === null
    ? { kind: 'not_shown', words: `GitHub says that the branch ${setUpBranch} exists, but does not show it yet.` }
    : judgeBranch(now.message);
}

function judgeBranch(message: string): Preparation | null {
  if (message.split('\n').includes(setUpTrailer)) return null;
  const words = `A branch named ${setUpBranch} exists already, and it is not Chimera's. Delete or rename it, then try again.`;
  return { kind: 'branch_taken', words };
}
