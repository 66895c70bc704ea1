/** Issues, labels, comments and reactions as the API shows them. */
import type { Account } from '../world/account.ts';
import { type Issue, type IssueComment, type Label, type Reaction, reactionContents } from '../world/issue.ts';
import type { Repository } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { appShape, simpleUser } from './account.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';

/** `issue`; a pull request seen as an issue has `pull_request`. */
export function issueShape(world: World, repository: Repository, issue: Issue): Shape {
  const url = repositoryApi(world, repository, `/issues/${issue.number}`);
  return {
    ...issueCommon(world, repository, issue),
    url,
    repository_url: repositoryApi(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(world, repository, issue),
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    comments: [...repository.comments.values()].filter((comment) => comment.issue === issue).length,
    state_reason: issue.stateReason,
    closed_by: issue.closedBy ? simpleUser(world, issue.closedBy) : null,
    ...(issue.pull ? pullLinks(world, repository, issue) : {}),
    performed_via_github_app: issue.viaApp ? appShape(world, issue.viaApp) : null,
    reactions: reactionRollup(`${url}/reactions`, issue.reactions),
    timeline_url: `${url}/timeline`,
  };
}

/** What an issue and a pull request have in common. */
export function issueCommon(world: World, repository: Repository, issue: Issue): Shape {
  return {
    number: issue.number,
    title: issue.title,
    user: simpleUser(world, issue.author),
    labels: issue.labels.map((label) => labelShape(world, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: issue.assignees[0] ? simpleUser(world, issue.assignees[0]) : null,
    assignees: issue.assignees.map((account) => simpleUser(world, account)),
    milestone: null,
    created_at: isoTime(issue.writtenMs),
    updated_at: isoTime(issue.updatedMs),
    closed_at: issue.closedMs ? isoTime(issue.closedMs) : null,
    author_association: authorAssociation(repository, issue.author),
    active_lock_reason: issue.lockReason ?? null,
    body: issue.body,
  };
}

export function issuePage(world: World, repository: Repository, issue: Issue): string {
  return repositoryPage(world, repository, `/${issue.pull ? 'pull' : 'issues'}/${issue.number}`);
}

/**
 * `author_association`. As on GitHub it is no proof of anything: members of an organization whose membership is not
 * public appear as strangers, whatever their role.
 */
export function authorAssociation(repository: Repository, author: Account): string {
  if (repository.owner === author) return 'OWNER';
  const merged = [...repository.issues.values()].some((issue) => issue.author === author && issue.pull?.mergedMs);
  return merged ? 'CONTRIBUTOR' : 'NONE';
}

export function labelShape(world: World, repository: Repository, label: Label): Shape {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: repositoryApi(world, repository, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: label.default,
    description: label.description,
  };
}

/** `issue-comment`. */
export function commentShape(world: World, repository: Repository, comment: IssueComment): Shape {
  const url = repositoryApi(world, repository, `/issues/comments/${comment.id}`);
  return {
    url,
    html_url: `${issuePage(world, repository, comment.issue)}#issuecomment-${comment.id}`,
    issue_url: repositoryApi(world, repository, `/issues/${comment.issue.number}`),
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: simpleUser(world, comment.author),
    created_at: isoTime(comment.writtenMs),
    updated_at: isoTime(comment.updatedMs),
    author_association: authorAssociation(repository, comment.author),
    body: comment.body,
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp ? appShape(world, comment.viaApp) : null,
  };
}

export function reactionShape(world: World, reaction: Reaction): Shape {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: simpleUser(world, reaction.account),
    content: reaction.content,
    created_at: isoTime(reaction.writtenMs),
  };
}

export function reactionRollup(url: string, reactions: readonly Reaction[]): Shape {
  const counts = reactionContents.map((content) => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

function pullLinks(world: World, repository: Repository, issue: Issue): Shape {
  const page = issuePage(world, repository, issue);
  return {
    draft: issue.pull?.draft ?? false,
    pull_request: {
      url: repositoryApi(world, repository, `/pulls/${issue.number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: issue.pull?.mergedMs ? isoTime(issue.pull.mergedMs) : null,
    },
  };
}
