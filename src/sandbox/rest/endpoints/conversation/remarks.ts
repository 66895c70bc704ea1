/** Labels of a repository, and comments after they were made: what a person does besides asking for something. */
import { z } from 'zod';
import { commentShape, issueShape, labelShape, reactionShape } from '../../../shapes/issue.ts';
import { announce } from '../../../webhooks/announce.ts';
import { findLabel } from '../../../world/find.ts';
import type { IssueComment } from '../../../world/issue.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { noContent, notFound, ok } from '../../reply.ts';

const read = { needs: [{ issues: 'read' as const }, { pull_requests: 'read' as const }] };
const write = { needs: [{ issues: 'write' as const }, { pull_requests: 'write' as const }] };

function commentOf(call: Call): IssueComment {
  const comment = call.repository.comments.get(Number(call.parameters.comment_id));
  if (comment === undefined || comment.writtenMs > call.seenMs) throw notFound();
  return comment;
}

function tell(
  call: Call,
  comment: IssueComment,
  action: 'edited' | 'deleted',
  more: Record<string, unknown> = {},
): void {
  const { world, repository } = call;
  announce(call.site, {
    event: 'issue_comment',
    action,
    repository,
    doer: call.doer,
    payload: {
      issue: issueShape(world, repository, comment.issue),
      comment: commentShape(world, repository, comment),
      ...more,
    },
  });
  world.changed({ kind: 'comment', repository, id: comment.id });
}

export const remarkEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/labels', read, (call) =>
    listing(call, [...call.repository.labels.values()], (label) => labelShape(call.world, call.repository, label)),
  ),
  endpoint('GET /repos/{owner}/{repo}/labels/{name}', read, (call) => {
    const label = findLabel(call.repository, call.parameters.name ?? '');
    if (label === undefined) throw notFound();
    return ok(labelShape(call.world, call.repository, label));
  }),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}/labels', read, (call) => {
    const issue = call.repository.issues.get(Number(call.parameters.issue_number));
    if (issue === undefined) throw notFound();
    return listing(call, issue.labels, (label) => labelShape(call.world, call.repository, label));
  }),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}/reactions', read, (call) => {
    const issue = call.repository.issues.get(Number(call.parameters.issue_number));
    if (issue === undefined) throw notFound();
    return listing(call, issue.reactions, (reaction) => reactionShape(call.world, reaction));
  }),
  endpoint('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', read, (call) =>
    ok(commentShape(call.world, call.repository, commentOf(call))),
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    { ...write, body: z.object({ body: z.string().max(65_536) }) },
    (call) => {
      const comment = commentOf(call);
      const changes = { body: { from: comment.body } };
      comment.body = call.body.body;
      comment.updatedMs = call.world.now();
      tell(call, comment, 'edited', { changes });
      return ok(commentShape(call.world, call.repository, comment));
    },
  ),
  endpoint('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', write, (call) => {
    const comment = commentOf(call);
    call.repository.comments.delete(comment.id);
    tell(call, comment, 'deleted');
    return noContent();
  }),
];
