/** What endpoints of conversations share: what the path names, and who may change it. */
import { atLeast, roleOn } from '../../../identity/role.ts';
import { repositoryApi } from '../../../shapes/link.ts';
import type { Account, Role } from '../../../world/account.ts';
import type { Issue, IssueComment } from '../../../world/issue.ts';
import { isPull, type PullIssue } from '../../../world/pull-request.ts';
import type { Call } from '../../endpoint.ts';
import { ApiError, notFound } from '../../reply.ts';

/** Of an issue and of a pull request seen as an issue. */
export const readIssues = { needs: [{ issues: 'read' as const }, { pull_requests: 'read' as const }] };
export const writeIssues = { needs: [{ issues: 'write' as const }, { pull_requests: 'write' as const }] };
export const readPulls = { needs: [{ pull_requests: 'read' as const }] };
export const writePulls = { needs: [{ pull_requests: 'write' as const }] };

/** The issue or pull request in the path; 410 when it was deleted, 301 when another repository has it now. */
export function issueIn(call: Call): Issue {
  const number = Number(call.parameters.issue_number);
  const issue = call.repository.issues.get(number);
  if (issue !== undefined && issue.writtenMs <= call.seenMs) return issue;
  const former = call.repository.formerIssues.get(number);
  if (former?.kind === 'deleted') throw new ApiError(410, 'This issue was deleted');
  if (former?.kind === 'transferred') {
    const location = repositoryApi(call.world, former.repository, `/issues/${former.issue.number}`);
    throw new ApiError(301, 'Moved Permanently', { headers: { location } });
  }
  throw notFound();
}

export function pullIn(call: Call): PullIssue {
  const issue = call.repository.issues.get(Number(call.parameters.pull_number));
  if (issue === undefined || !isPull(issue) || issue.writtenMs > call.seenMs) throw notFound();
  return issue;
}

export function commentIn(call: Call): IssueComment {
  const comment = call.repository.comments.get(Number(call.parameters.comment_id));
  if (comment === undefined || comment.writtenMs > call.seenMs) throw notFound();
  return comment;
}

/** Whether a person has the role. An app or a job has it by the permission that let it in. */
export function hasRole({ actor, repository }: Call, role: Role): boolean {
  return actor.kind !== 'user' || atLeast(roleOn(repository, actor.account), role);
}

/** Throws 403 unless the person wrote it or has the role. */
export function needAuthorOr(call: Call, author: Account, role: Role): void {
  if (author !== call.account && !hasRole(call, role)) throw notAllowed();
}

/** What GitHub says to a person whose role does not reach. */
export function notAllowed(): ApiError {
  return new ApiError(403, 'Must have admin rights to Repository.');
}
