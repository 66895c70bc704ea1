/** Finds what a node id names, among what the actor may see. */
import { canSee } from '../../../../identity/role.ts';
import { nodeId, readNodeId } from '../../../../shapes/link.ts';
import type { Issue } from '../../../../world/issue.ts';
import { isPull, type PullIssue } from '../../../../world/pull-request.ts';
import type { Repository } from '../../../../world/repository.ts';
import type { Call } from '../../../endpoint.ts';

export function findIssue(call: Call, id: string): { repository: Repository; issue: Issue } | undefined {
  return inRepositories(call, id, 'Issue', ({ issues }, wanted) =>
    [...issues.values()].find((each) => String(each.id) === wanted && !isPull(each)),
  );
}

export function findPull(call: Call, id: string): { repository: Repository; issue: PullIssue } | undefined {
  return inRepositories(call, id, 'PullRequest', ({ issues }, wanted) =>
    [...issues.values()].filter(isPull).find((each) => String(each.pull.id) === wanted),
  );
}

/** Among the repositories that the actor may see. */
function inRepositories<Found extends Issue>(
  { world, actor }: Call,
  id: string,
  kind: string,
  find: (repository: Repository, id: string) => Found | undefined,
): { repository: Repository; issue: Found } | undefined {
  const node = readNodeId(id);
  if (node?.kind !== kind) return undefined;
  for (const repository of world.repositories.values()) {
    const issue = canSee(actor, repository) ? find(repository, node.id) : undefined;
    if (issue) return { repository, issue };
  }
  return undefined;
}

export function findRepository({ world, actor }: Call, id: string): Repository | undefined {
  return [...world.repositories.values()].find(
    (repository) => nodeId('Repository', repository.id) === id && canSee(actor, repository),
  );
}
