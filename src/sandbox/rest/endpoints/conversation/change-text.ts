/** What PATCH of an issue and of a pull request have in common: title, body and state, with their rules. */
import { close, editText, reopen } from '../../../changes/conversation/issues.ts';
import { pullSize, writePullRefs } from '../../../changes/pull-refs.ts';
import { refTarget, withRefs } from '../../../git/refs.ts';
import { pullsOf } from '../../../world/find.ts';
import type { Issue } from '../../../world/issue.ts';
import { isPull, type PullIssue } from '../../../world/pull-request.ts';
import type { Call } from '../../endpoint.ts';
import { invalid } from '../../reply.ts';
import { hasRole, needAuthorOr, notAllowed } from './access.ts';

/** GitHub's limit on the body of an issue and of a comment. */
export const bodyMax = 65_536;
const titleMax = 256;

export interface Change {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  /** Why an issue is closed. */
  readonly reason?: 'completed' | 'not_planned' | 'duplicate' | undefined;
}

/** Texts are the author's and of those who may write; the state is for triage as well. */
export async function change(call: Call, issue: Issue, { title, body, state, reason }: Change): Promise<void> {
  const { site, repository } = call;
  if (title !== undefined || body !== undefined) needAuthorOr(call, issue.author, 'write');
  if (state !== undefined) needAuthorOr(call, issue.author, 'triage');
  checkTexts(isPull(issue) ? 'PullRequest' : 'Issue', title, body);
  editText(site, repository, issue, { title, body }, call.doer);
  if (state === 'closed' && issue.state === 'open') {
    close(site, repository, issue, reason ?? 'completed', call.doer);
  }
  if (state === 'open' && issue.state === 'closed') {
    // What somebody else has closed, the author alone may not open again.
    if (issue.closedBy !== call.account && !hasRole(call, 'triage')) throw notAllowed();
    if (isPull(issue)) await followBranches(call, issue);
    reopen(site, repository, issue, call.doer);
  }
}

export function checkTexts(resource: string, title: string | undefined, body: string | null | undefined): void {
  const tooLong = (field: string, max: number) =>
    invalid({ resource, code: 'custom', field, message: `${field} is too long (maximum is ${max} characters)` });
  if (title?.trim() === '') throw invalid({ resource, code: 'missing_field', field: 'title' });
  if ((title?.length ?? 0) > titleMax) throw tooLong('title', titleMax);
  if ((body?.length ?? 0) > bodyMax) throw tooLong('body', bodyMax);
}

/** A pull request that was closed did not move with its branches: it catches up when it is opened again. */
async function followBranches({ repository, world }: Call, issue: PullIssue): Promise<void> {
  const { pull } = issue;
  const refuse = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', field: 'state', message });
  if (pull.mergedMs !== undefined) throw invalid({ resource: 'PullRequest', code: 'invalid', field: 'state' });
  const head = refTarget(repository, `refs/heads/${pull.headRef}`);
  const base = refTarget(repository, `refs/heads/${pull.baseRef}`);
  const gone = head === undefined ? pull.headRef : base === undefined ? pull.baseRef : undefined;
  if (head === undefined || base === undefined) {
    throw refuse(`state cannot be changed. The ${gone} branch has been deleted.`);
  }
  const twin = pullsOf(repository).find(
    (each) => each.state === 'open' && each.pull.headRef === pull.headRef && each.pull.baseRef === pull.baseRef,
  );
  if (twin) throw refuse(`state cannot be changed. There is already an open pull request from ${pull.headRef}.`);
  Object.assign(pull, { headSha: head, baseSha: base, size: await pullSize(repository.directory, base, head) });
  await withRefs(repository, () => writePullRefs(repository, issue, world.now()));
}
