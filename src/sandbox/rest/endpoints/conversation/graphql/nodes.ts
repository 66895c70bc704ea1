/** Issues, pull requests and repositories as GraphQL shows them. */

import { issuePage } from '../../../../shapes/issue.ts';
import { nodeId, repositoryPage, type Shape } from '../../../../shapes/link.ts';
import type { Issue } from '../../../../world/issue.ts';
import type { PullIssue } from '../../../../world/pull-request.ts';
import { fullName, type Repository } from '../../../../world/repository.ts';
import type { World } from '../../../../world/world.ts';

export function repositoryNode(world: World, repository: Repository): Shape {
  return {
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    url: repositoryPage(world, repository),
  };
}

export function issueNode(world: World, repository: Repository, issue: Issue): Shape {
  return { ...conversationNode(world, repository, issue), id: nodeId('Issue', issue.id), databaseId: issue.id };
}

export function pullNode(world: World, repository: Repository, issue: PullIssue): Shape {
  const { id, draft, mergedMs, headRef, baseRef, headSha } = issue.pull;
  return {
    ...conversationNode(world, repository, issue),
    id: nodeId('PullRequest', id),
    databaseId: id,
    headRefName: headRef,
    baseRefName: baseRef,
    headRefOid: headSha,
    isDraft: draft,
    merged: mergedMs !== undefined,
    state: mergedMs === undefined ? issue.state.toUpperCase() : 'MERGED',
  };
}

function conversationNode(world: World, repository: Repository, issue: Issue): Shape {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state.toUpperCase(),
    url: issuePage(world, repository, issue),
    repository: repositoryNode(world, repository),
  };
}
