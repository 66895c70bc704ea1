/** Commits, files and checks of a pull request. */
import { commitsBetween, mergeBase } from '../../git/commits.ts';
import { changedFiles } from '../../git/diff.ts';
import type { PullIssue, ReviewComment } from '../../world/pull-request.ts';
import type { Repository } from '../../world/repository.ts';
import { commitList } from '../code/commit-page.ts';
import { diffView } from '../code/diff-view.ts';
import { commitLink } from '../layout/account-link.ts';
import { box, empty, type Page } from '../layout/layout.ts';
import { html, nothing } from '../layout/markup.ts';
import { checkRunRow, checkRunsAt } from './check-runs-at.ts';
import { pullFrame } from './pull-frame.ts';
import { reviewCommentsOf, threadComments } from './review-view.ts';

export async function pullCommitsPage(repository: Repository, issue: PullIssue, nowMs: number): Promise<Page> {
  const commits = await commitsBetween(repository.directory, issue.pull.baseSha, issue.pull.headSha);
  return pullFrame(repository, issue, 'Commits', commitList(repository, commits, nowMs));
}

/** The diff from the merge base. A comment stands below its line as long as it was written about the head commit. */
export async function pullFilesPage(repository: Repository, issue: PullIssue, nowMs: number): Promise<Page> {
  const { baseSha, headSha } = issue.pull;
  const { directory } = repository;
  const files = await changedFiles(directory, (await mergeBase(directory, baseSha, headSha)) ?? baseSha, headSha);
  const threads = reviewCommentsOf(repository, issue).filter((comment) => comment.inReplyTo === undefined);
  const current = (comment: ReviewComment): boolean => comment.commitSha === headSha && comment.line !== null;
  const older = threads.filter((comment) => comment.commitSha !== headSha).length;
  const view = diffView(files, (path, at) => {
    const here = threads.filter((comment) =>
      at === undefined
        ? comment.path === path && comment.commitSha === headSha && comment.line === null
        : comment.path === path && current(comment) && comment.side === at.side && comment.line === at.line,
    );
    return here.length === 0
      ? nothing
      : html`<div class="thread">${here.map((first) => threadComments(repository, first, nowMs))}</div>`;
  });
  const note =
    older > 0 &&
    html`<p class="quiet">${older} ${older === 1 ? 'comment is' : 'comments are'} about an earlier commit; the conversation shows ${older === 1 ? 'it' : 'them'}.</p>`;
  return pullFrame(repository, issue, 'Files changed', html`${note}${view}`);
}

export function pullChecksPage(repository: Repository, issue: PullIssue): Page {
  const runs = checkRunsAt(repository, issue.pull.headSha);
  const list =
    runs.length === 0
      ? empty('No checks have run on the head commit.')
      : box(
          html`Head commit ${commitLink(repository, issue.pull.headSha)}`,
          html`<ul class="rows">${runs.map((run) => checkRunRow(repository, run))}</ul>`,
        );
  return pullFrame(repository, issue, 'Checks', list);
}
