/** What the four pages of a pull request have in common: title, state, tabs. */
import type { PullIssue } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { figures } from '../code/diff-view.ts';
import { commentsOf } from '../issue/issue-page.ts';
import { issueState } from '../issue/issue-state.ts';
import { accountLink } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { heading, type Page, subtabs } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { statePill } from '../layout/state.ts';
import { checkRunsAt } from './check-runs-at.ts';
import { reviewsOf } from './review-view.ts';

export type PullTab = 'Conversation' | 'Commits' | 'Checks' | 'Files changed';

export function pullFrame(repository: Repository, issue: PullIssue, current: PullTab, body: Markup): Page {
  const { pull } = issue;
  const path = `/${fullName(repository)}/pull/${issue.number}`;
  const counts: Readonly<Record<PullTab, number>> = {
    Conversation: commentsOf(repository, issue).length + reviewsOf(repository, issue).length,
    Commits: pull.size.commits,
    Checks: checkRunsAt(repository, pull.headSha).length,
    'Files changed': pull.size.changedFiles,
  };
  const paths: Readonly<Record<PullTab, string>> = {
    Conversation: path,
    Commits: `${path}/commits`,
    Checks: `${path}/checks`,
    'Files changed': `${path}/files`,
  };
  const verb = pull.mergedMs === undefined ? 'wants to merge' : 'merged';
  return {
    title: `${issue.title} · Pull request #${issue.number}`,
    repository,
    tab: 'Pull requests',
    live: goingOn(repository),
    body: html`${heading(
      html`${issue.title} <span class="quiet">#${issue.number}</span>`,
      html`${statePill(issueState(issue))} ${accountLink(issue.author)} ${verb} ${pull.size.commits} ${pull.size.commits === 1 ? 'commit' : 'commits'} into ${branchLink(repository, pull.baseRef)} from ${branchLink(repository, pull.headRef)}`,
    )}
${subtabs(
  'Pull request',
  (Object.keys(paths) as PullTab[]).map((tab) => ({
    href: paths[tab],
    text: html`${tab} <span class="count">${counts[tab]}</span>${tab === 'Files changed' && html` ${figures(pull.size.additions, pull.size.deletions)}`}`,
    current: tab === current,
  })),
)}
${body}`,
  };
}

function branchLink(repository: Repository, branch: string): Markup {
  return html`<a class="branch" href="/${fullName(repository)}/tree/${branch}">${branch}</a>`;
}
