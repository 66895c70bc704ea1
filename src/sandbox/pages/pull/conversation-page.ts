/** The conversation of a pull request: what was said, committed, reviewed and deployed, in order, and whether it can be merged. */
import { commitsBetween } from '../../git/commits.ts';
import type { Commit } from '../../world/commit.ts';
import type { PullIssue } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { verified } from '../code/commit-page.ts';
import { commentsOf, descriptionView, issueCommentView, sidebar } from '../issue/issue-page.ts';
import { commentForm, editIssueForm } from '../issue/issue-tools.ts';
import { accountLink, commitLink, subjectOf } from '../layout/account-link.ts';
import type { Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { stateText } from '../layout/state.ts';
import { clock } from '../layout/time.ts';
import { webLink } from '../layout/web-link.ts';
import type { Viewer } from '../viewer.ts';
import { mergeBox } from './merge-box.ts';
import { pullFrame } from './pull-frame.ts';
import { dismissForm, mergeForms, reviewForm } from './pull-tools.ts';
import { reviewersView, reviewsOf, reviewView } from './review-view.ts';

interface Moment {
  readonly atMs: number;
  readonly view: Markup;
}

export async function conversationPage(
  repository: Repository,
  issue: PullIssue,
  viewer: Viewer,
  world: World,
): Promise<Page> {
  const nowMs = world.now();
  const commits = await commitsBetween(repository.directory, issue.pull.baseSha, issue.pull.headSha);
  const moments = [
    ...commits.map((commit) => commitMoment(repository, issue, commit)),
    ...commentsOf(repository, issue).map((comment) => ({
      atMs: comment.writtenMs,
      view: issueCommentView(repository, comment, viewer, nowMs),
    })),
    ...reviewsOf(repository, issue).map((review) => ({
      atMs: review.submittedMs ?? review.writtenMs,
      view: reviewView(repository, review, nowMs, dismissForm(repository, review, viewer)),
    })),
    ...deploymentMoments(repository, commits, nowMs),
    ...endMoments(repository, issue, nowMs),
  ].sort((one, other) => one.atMs - other.atMs);
  return pullFrame(
    repository,
    issue,
    'Conversation',
    html`${editIssueForm(repository, issue, viewer)}
<div class="columns"><div class="conversation">
${descriptionView(repository, issue, viewer, nowMs)}
${moments.map(({ view }) => view)}
${mergeBox(world, repository, issue)}
${mergeForms(repository, issue, viewer)}
${commentForm(repository, issue, viewer)}
${reviewForm(repository, issue, viewer)}
</div>${sidebar(repository, issue, viewer, { more: reviewersView(repository, issue) })}</div>`,
  );
}

/** At the time when the branch began to point to it, if it ever did; git's own dates are whole seconds. */
function commitMoment(repository: Repository, issue: PullIssue, commit: Commit): Moment {
  const changes = repository.refHistory.get(`refs/heads/${issue.pull.headRef}`) ?? [];
  const pushed = changes.find((change) => change.sha === commit.sha);
  return {
    atMs: pushed?.writtenMs ?? Date.parse(commit.committer.date),
    view: html`<p class="event"><span aria-hidden="true">⎇</span> <strong>${commit.author.name}</strong> committed <a href="/${fullName(repository)}/commit/${commit.sha}">${subjectOf(commit)}</a> <span class="right">${verified(commit)} ${commitLink(repository, commit.sha)}</span></p>`,
  };
}

function deploymentMoments(repository: Repository, commits: readonly Commit[], nowMs: number): Moment[] {
  const ours = new Set(commits.map((commit) => commit.sha));
  return [...repository.deployments.values()]
    .filter((deployment) => ours.has(deployment.sha))
    .map((deployment) => {
      const last = deployment.statuses.at(-1);
      return {
        atMs: deployment.writtenMs,
        view: html`<p class="event">${stateText(last?.state ?? 'pending')} ${accountLink(deployment.creator)} deployed ${commitLink(repository, deployment.sha)} to <strong>${deployment.environment}</strong> ${clock(deployment.writtenMs, nowMs)} ${last && webLink(last.environmentUrl, 'View deployment')}</p>`,
      };
    });
}

function endMoments(repository: Repository, issue: PullIssue, nowMs: number): Moment[] {
  const { mergedMs, mergedBy, mergeCommitSha, baseRef } = issue.pull;
  if (mergedMs !== undefined) {
    const view = html`<p class="event">${stateText('merged')} ${mergedBy && accountLink(mergedBy)} merged ${mergeCommitSha && commitLink(repository, mergeCommitSha)} into <code>${baseRef}</code> ${clock(mergedMs, nowMs)}</p>`;
    return [{ atMs: mergedMs, view }];
  }
  if (issue.closedMs === undefined) return [];
  const view = html`<p class="event">${stateText('closed')} ${issue.closedBy && accountLink(issue.closedBy)} closed this ${clock(issue.closedMs, nowMs)}</p>`;
  return [{ atMs: issue.closedMs, view }];
}
