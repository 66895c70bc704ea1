/** A repository's files at a branch, tag or commit, with the readme below. */
import { historyOf } from '../../git/commits.ts';
import { readBlob, readTree, type TreeEntry } from '../../git/objects.ts';
import { listRefs } from '../../git/refs.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { commitLink, subjectOf } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import { clock } from '../layout/time.ts';
import { readRefPath } from './ref-path.ts';

/** @param refPath what follows `/tree/`; empty: the default branch. @returns undefined when there is no such directory. */
export async function repositoryPage(
  repository: Repository,
  refPath: string,
  nowMs: number,
): Promise<Page | undefined> {
  const at = await readRefPath(repository, refPath === '' ? repository.defaultBranch : refPath);
  if (at === undefined) return refPath === '' ? emptyRepository(repository) : undefined;
  const under = at.path === '' ? '' : `${at.path}/`;
  const entries = await readTree(repository.directory, under === '' ? at.sha : `${at.sha}:${at.path}`);
  if (entries === undefined) return undefined;
  const [last] = await historyOf(repository.directory, at.sha, { max: 1, ...(under === '' ? {} : { path: at.path }) });
  const head = last
    ? html`<strong>${last.author.name}</strong> ${subjectOf(last)} <span class="right">${commitLink(repository, last.sha)} ${clock(Date.parse(last.author.date), nowMs)}</span>`
    : nothing;
  const rows = [...entries].sort(directoriesFirst).map((entry) => entryRow(repository, at.ref, under, entry));
  return {
    title: at.path || fullName(repository),
    repository,
    tab: 'Code',
    live: goingOn(repository),
    body: html`${heading(at.path === '' ? repository.name : html`${repository.name}/<wbr>${at.path}`, repository.description)}
${refLine(repository, at.ref)}
${box(head, html`<ul class="files">${rows}</ul>`)}
${await readme(repository, at.sha, under, entries)}`,
  };
}

function emptyRepository(repository: Repository): Page {
  return { title: repository.name, repository, tab: 'Code', body: empty('This repository is empty.') };
}

function refLine(repository: Repository, ref: string): Markup {
  const branches = listRefs(repository, 'refs/heads/').map((each) => each.ref.slice('refs/heads/'.length));
  const path = `/${fullName(repository)}`;
  return html`<div class="line"><details class="menu"><summary>${ref}</summary><ul>${branches.map(
    (branch) => html`<li><a href="${path}/tree/${branch}">${branch}</a></li>`,
  )}</ul></details> <span>${branches.length} ${branches.length === 1 ? 'branch' : 'branches'}</span> <a href="${path}/commits/${ref}">Commits</a></div>`;
}

function entryRow(repository: Repository, ref: string, under: string, entry: TreeEntry): Markup {
  const kind = entry.kind === 'tree' ? 'tree' : 'blob';
  return html`<li><a href="/${fullName(repository)}/${kind}/${ref}/${under}${entry.path}"><span class="sign" aria-hidden="true">${kind === 'tree' ? '▸' : '·'}</span> ${entry.path}${kind === 'tree' && '/'}</a></li>`;
}

function directoriesFirst(one: TreeEntry, other: TreeEntry): number {
  return Number(other.kind === 'tree') - Number(one.kind === 'tree') || (one.path < other.path ? -1 : 1);
}

async function readme(
  repository: Repository,
  sha: string,
  under: string,
  entries: readonly TreeEntry[],
): Promise<Markup> {
  const entry = entries.find(({ path }) => /^readme(\.md)?$/i.test(path));
  const blob = entry && (await readBlob(repository.directory, `${sha}:${under}${entry.path}`));
  if (entry === undefined || blob === undefined) return nothing;
  const text = markdown(blob.toString('utf8'), { repository: fullName(repository), breaks: false });
  return box(entry.path, html`<div class="prose pad">${text}</div>`);
}
