/** Comments on issues and pull requests. */
import { z } from 'zod';
import { addComment, deleteComment, editComment } from '../../../../changes/conversation/comments.ts';
import { atLeast, roleOn } from '../../../../identity/role.ts';
import { commentShape } from '../../../../shapes/issue.ts';
import type { Issue, IssueComment } from '../../../../world/issue.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { ApiError, created, invalid, noContent, ok, type Reply } from '../../../reply.ts';
import { commentIn, issueIn, needAuthorOr, readIssues, writeIssues } from '../access.ts';
import { bodyMax } from '../change-text.ts';

const text = z.object({ body: z.string() });
/** Anybody who can read; the author is asked for further down. */
const anybody = { ...writeIssues, role: 'author' as const };

function checkBody(body: string): void {
  const refuse = (message: string) =>
    invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
  if (body.trim() === '') throw refuse('Body cannot be blank');
  if (body.length > bodyMax) throw refuse(`Body is too long (maximum is ${bodyMax} characters)`);
}

/** A locked conversation is open to people who may write and to nobody else, whatever permissions an app has. */
function needUnlocked({ actor, repository }: Call, issue: Issue): void {
  if (!issue.locked) return;
  if (actor.kind === 'user' && atLeast(roleOn(repository, actor.account), 'write')) return;
  throw new ApiError(403, 'Unable to create comment because issue is locked.');
}

const shape = (call: Call, comment: IssueComment): unknown => commentShape(call.world, call.repository, comment);

/** Comments that are seen, changed since the time in the query. */
function commentsSince(call: Call): IssueComment[] {
  const { since } = call.query;
  return seen(call, call.repository.comments.values()).filter(
    (comment) => since === undefined || comment.updatedMs >= Date.parse(since),
  );
}

function edit(call: Call, body: string): Reply {
  const comment = commentIn(call);
  needAuthorOr(call, comment.author, 'write');
  checkBody(body);
  editComment(call.site, call.repository, comment, body, call.doer);
  return ok(shape(call, comment));
}

export const commentEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/issues/comments', readIssues, (call) =>
    listing(call, commentsSince(call), (comment) => shape(call, comment)),
  ),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', readIssues, (call) => {
    const issue = issueIn(call);
    const comments = commentsSince(call).filter((comment) => comment.issue === issue);
    return listing(call, comments, (comment) => shape(call, comment));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { ...anybody, creates: true, body: text },
    (call) => {
      const issue = issueIn(call);
      needUnlocked(call, issue);
      checkBody(call.body.body);
      return created(shape(call, addComment(call.site, call.repository, issue, call.body.body, call.doer)));
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', readIssues, (call) =>
    ok(shape(call, commentIn(call))),
  ),
  endpoint('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...anybody, body: text }, (call) =>
    edit(call, call.body.body),
  ),
  endpoint('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', anybody, (call) => {
    const comment = commentIn(call);
    needAuthorOr(call, comment.author, 'write');
    deleteComment(call.site, call.repository, comment, call.doer);
    return noContent();
  }),
];
