/** One commit, or what lies between two. */
import { commitsBetween, historyOf, mergeBase, readCommit } from '../../git/commits.ts';
import { changedFiles } from '../../git/diff.ts';
import { resolveCommit } from '../../git/refs.ts';
import type { Commit } from '../../world/commit.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { commitLink, subjectOf } from '../layout/account-link.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { clock } from '../layout/time.ts';
import { diffView } from './diff-view.ts';

/** git's empty tree: what a first commit is compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export async function commitPage(repository: Repository, name: string, nowMs: number): Promise<Page | undefined> {
  const sha = await resolveCommit(repository, name);
  const commit = sha === undefined ? undefined : await readCommit(repository.directory, sha);
  if (commit === undefined) return undefined;
  const rest = commit.message.split('\n').slice(1).join('\n').trim();
  const files = await changedFiles(repository.directory, commit.parents[0] ?? emptyTree, commit.sha);
  return {
    title: subjectOf(commit),
    repository,
    tab: 'Code',
    body: html`${heading(subjectOf(commit), html`<strong>${commit.author.name}</strong> committed ${clock(Date.parse(commit.author.date), nowMs)} ${verified(commit)}`)}
${rest !== '' && html`<pre class="message">${rest}</pre>`}
<p>Commit <code>${commit.sha}</code>${commit.parents.map((parent) => html` · parent ${commitLink(repository, parent)}`)}</p>
${diffView(files)}`,
  };
}

/** The history of a branch, 100 commits at most. */
export async function commitsPage(repository: Repository, ref: string, nowMs: number): Promise<Page | undefined> {
  const sha = await resolveCommit(repository, ref);
  if (sha === undefined) return undefined;
  const commits = await historyOf(repository.directory, sha, { max: 100 });
  return {
    title: `Commits of ${ref}`,
    repository,
    tab: 'Code',
    body: html`${heading(`Commits of ${ref}`)}${commitList(repository, commits, nowMs)}`,
  };
}

/** `/compare/base...head`. */
export async function comparePage(repository: Repository, range: string, nowMs: number): Promise<Page | undefined> {
  const [baseName = '', headName = ''] = range.split(/\.{2,3}/);
  const [base, head] = await Promise.all([resolveCommit(repository, baseName), resolveCommit(repository, headName)]);
  if (base === undefined || head === undefined) return undefined;
  const common = (await mergeBase(repository.directory, base, head)) ?? base;
  const commits = await commitsBetween(repository.directory, common, head);
  return {
    title: range,
    repository,
    tab: 'Code',
    body: html`${heading(range)}${commitList(repository, commits, nowMs)}${diffView(await changedFiles(repository.directory, common, head))}`,
  };
}

export function commitList(repository: Repository, commits: readonly Commit[], nowMs: number): Markup {
  if (commits.length === 0) return empty('No commits.');
  return box(
    undefined,
    html`<ul class="rows">${commits.map(
      (commit) =>
        html`<li><div class="grow"><a class="title" href="/${fullName(repository)}/commit/${commit.sha}">${subjectOf(commit)}</a><p class="below">${commit.author.name} committed ${clock(Date.parse(commit.author.date), nowMs)}</p></div><span>${verified(commit)} ${commitLink(repository, commit.sha)}</span></li>`,
    )}</ul>`,
  );
}

export function verified(commit: Commit): Markup | false {
  return commit.verified && html`<span class="tag good">verified</span>`;
}
