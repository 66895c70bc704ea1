/** Pull requests, reviews and review comments as the API shows them. */
import { unmet } from '../protection/merge-refusal.ts';
import type { PullIssue, Review, ReviewComment } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { simpleUser } from './account.ts';
import { authorAssociation, issueCommon, issuePage, reactionRollup } from './issue.ts';
import { nodeId, repositoryApi, type Shape } from './link.ts';
import { repositoryShape } from './repository.ts';

/** `pull-request-simple`: as in lists. */
export function pullSimple(world: World, repository: Repository, issue: PullIssue): Shape {
  const { pull } = issue;
  const url = pullApi(world, repository, issue);
  const page = issuePage(world, repository, issue);
  return {
    ...issueCommon(world, repository, issue),
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: repositoryApi(world, repository, `/issues/${issue.number}`),
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: repositoryApi(world, repository, '/pulls/comments{/number}'),
    comments_url: repositoryApi(world, repository, `/issues/${issue.number}/comments`),
    statuses_url: repositoryApi(world, repository, `/statuses/${pull.headSha}`),
    merged_at: pull.mergedMs ? isoTime(pull.mergedMs) : null,
    merge_commit_sha: pull.mergeCommitSha,
    requested_reviewers: pull.requestedReviewers.map((account) => simpleUser(world, account)),
    requested_teams: [],
    head: branchSide(world, repository, pull.headRef, pull.headSha),
    base: branchSide(world, repository, pull.baseRef, pull.baseSha),
    _links: links(world, repository, issue),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** `pull-request`: one alone, and in webhooks. */
export function pullShape(world: World, repository: Repository, issue: PullIssue): Shape {
  const { pull } = issue;
  const open = issue.state === 'open';
  const reviewComments = [...repository.reviewComments.values()].filter(
    (comment) => comment.issue === issue && comment.review.state !== 'PENDING',
  );
  return {
    ...pullSimple(world, repository, issue),
    merged: pull.mergedMs !== undefined,
    mergeable: open ? pull.size.mergeable : null,
    rebaseable: open ? pull.size.mergeable : null,
    mergeable_state: mergeableState(world, repository, issue),
    merged_by: pull.mergedBy ? simpleUser(world, pull.mergedBy) : null,
    comments: [...repository.comments.values()].filter((comment) => comment.issue === issue).length,
    review_comments: reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: pull.size.commits,
    additions: pull.size.additions,
    deletions: pull.size.deletions,
    changed_files: pull.size.changedFiles,
  };
}

/** `pull-request-minimal`: as check runs and workflow runs carry it. */
export function pullMinimal(world: World, repository: Repository, issue: PullIssue): Shape {
  const repo = { id: repository.id, url: repositoryApi(world, repository), name: repository.name };
  const { pull } = issue;
  return {
    url: pullApi(world, repository, issue),
    id: pull.id,
    number: issue.number,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  };
}

/** Open pull requests whose head is this commit, as check runs and workflow runs carry them. */
export function pullsAt(world: World, repository: Repository, headSha: string): Shape[] {
  return [...repository.issues.values()]
    .filter((issue): issue is PullIssue => issue.pull?.headSha === headSha && issue.state === 'open')
    .map((issue) => pullMinimal(world, repository, issue));
}

/** `pull-request-review`. */
export function reviewShape(world: World, repository: Repository, review: Review): Shape {
  const page = issuePage(world, repository, review.issue);
  const html = `${page}#pullrequestreview-${review.id}`;
  const url = pullApi(world, repository, review.issue);
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: simpleUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedMs ? { submitted_at: isoTime(review.submittedMs) } : {}),
    commit_id: review.commitSha,
    author_association: authorAssociation(repository, review.author),
  };
}

/** `pull-request-review-comment` and `review-comment`. */
export function reviewCommentShape(world: World, repository: Repository, comment: ReviewComment): Shape {
  const page = `${issuePage(world, repository, comment.issue)}#discussion_r${comment.id}`;
  const self = repositoryApi(world, repository, `/pulls/comments/${comment.id}`);
  const pull = pullApi(world, repository, comment.issue);
  return {
    url: self,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitSha,
    original_commit_id: comment.commitSha,
    user: simpleUser(world, comment.author),
    body: comment.body,
    created_at: isoTime(comment.writtenMs),
    updated_at: isoTime(comment.updatedMs),
    html_url: page,
    pull_request_url: pull,
    author_association: authorAssociation(repository, comment.author),
    _links: { self: { href: self }, html: { href: page }, pull_request: { href: pull } },
    reactions: reactionRollup(`${self}/reactions`, comment.reactions),
    subject_type: comment.line === null ? 'file' : 'line',
    side: comment.side,
    start_side: comment.startSide,
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    position: comment.position ?? 1,
    original_position: comment.position ?? 1,
    ...(comment.line === null ? {} : { line: comment.line, original_line: comment.line }),
    ...(comment.inReplyTo ? { in_reply_to_id: comment.inReplyTo.id } : {}),
  };
}

export function pullApi(world: World, repository: Repository, issue: PullIssue): string {
  return repositoryApi(world, repository, `/pulls/${issue.number}`);
}

function branchSide(world: World, repository: Repository, ref: string, sha: string): Shape {
  const { owner } = repository;
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: simpleUser(world, owner),
    repo: repositoryShape(world, repository),
  };
}

function mergeableState(world: World, repository: Repository, issue: PullIssue): string {
  const { pull, state } = issue;
  if (state !== 'open') return 'unknown';
  if (!pull.size.mergeable) return 'dirty';
  if (pull.draft) return 'draft';
  return unmet(world, repository, issue) === undefined ? 'clean' : 'blocked';
}

function links(world: World, repository: Repository, issue: PullIssue): Shape {
  const url = pullApi(world, repository, issue);
  const issueUrl = repositoryApi(world, repository, `/issues/${issue.number}`);
  return {
    self: { href: url },
    html: { href: issuePage(world, repository, issue) },
    issue: { href: issueUrl },
    comments: { href: `${issueUrl}/comments` },
    review_comments: { href: `${url}/comments` },
    review_comment: { href: repositoryApi(world, repository, '/pulls/comments{/number}') },
    commits: { href: `${url}/commits` },
    statuses: { href: repositoryApi(world, repository, `/statuses/${issue.pull.headSha}`) },
  };
}
