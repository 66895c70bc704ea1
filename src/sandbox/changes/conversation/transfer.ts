/** An issue goes to another repository, or is deleted: what GitHub offers over GraphQL only. */
import { issueShape } from '../../shapes/issue.ts';
import { repositoryShape } from '../../shapes/repository.ts';
import type { Doer, Site } from '../../site.ts';
import { findLabel } from '../../world/find.ts';
import type { Issue, IssueComment } from '../../world/issue.ts';
import type { FormerIssue, Repository } from '../../world/repository.ts';
import { announceIssue, nextNumber } from './issues.ts';

/**
 * The issue gets a new id and a new number; its comments and assignees go along, and those labels that the other
 * repository has under the same name. The old repository hears `transferred`, the new one `opened`, each with both sides.
 */
export function transferIssue(site: Site, from: Repository, issue: Issue, to: Repository, doer: Doer): Issue {
  const { world } = site;
  const moved: Issue = {
    ...issue,
    id: world.nextId(),
    number: nextNumber(to),
    labels: issue.labels.flatMap((label) => findLabel(to, label.name) ?? []),
  };
  const was = { old_issue: issueShape(world, from, issue), old_repository: repositoryShape(world, from) };
  to.issues.set(moved.number, moved);
  const comments = commentsOf(from, issue);
  for (const comment of comments) to.comments.set(comment.id, { ...comment, issue: moved });
  const is = { new_issue: issueShape(world, to, moved), new_repository: repositoryShape(world, to) };
  announceIssue(site, from, issue, 'transferred', doer, { changes: is });
  forget(from, issue, { kind: 'transferred', repository: to, issue: moved });
  announceIssue(site, to, moved, 'opened', doer, { changes: was });
  return moved;
}

export function deleteIssue(site: Site, repository: Repository, issue: Issue, doer: Doer): void {
  announceIssue(site, repository, issue, 'deleted', doer);
  forget(repository, issue, { kind: 'deleted' });
  site.world.changed({ kind: 'issue', repository, id: issue.number });
}

function forget(repository: Repository, issue: Issue, became: FormerIssue): void {
  for (const comment of commentsOf(repository, issue)) repository.comments.delete(comment.id);
  repository.issues.delete(issue.number);
  repository.formerIssues.set(issue.number, became);
}

function commentsOf(repository: Repository, issue: Issue): IssueComment[] {
  return [...repository.comments.values()].filter((comment) => comment.issue === issue);
}
