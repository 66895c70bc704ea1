/** Comments on issues and pull requests are written, edited and deleted; and who is told. */
import { commentShape, issueShape } from '../../shapes/issue.ts';
import type { Shape } from '../../shapes/link.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import type { Issue, IssueComment } from '../../world/issue.ts';
import type { Repository } from '../../world/repository.ts';

export function addComment(site: Site, repository: Repository, issue: Issue, body: string, doer: Doer): IssueComment {
  const { world } = site;
  const nowMs = world.now();
  const comment: IssueComment = {
    id: world.nextId(),
    writtenMs: nowMs,
    issue,
    author: doer.account,
    viaApp: doer.viaApp,
    body,
    updatedMs: nowMs,
    reactions: [],
  };
  repository.comments.set(comment.id, comment);
  issue.updatedMs = nowMs;
  tell(site, repository, comment, 'created', doer);
  return comment;
}

/** Says nothing when the text stays what it is. */
export function editComment(site: Site, repository: Repository, comment: IssueComment, body: string, doer: Doer): void {
  const from = comment.body;
  if (from === body) return;
  // An edit within the millisecond is an edit too: pages tell by the two times.
  Object.assign(comment, { body, updatedMs: Math.max(site.world.now(), comment.writtenMs + 1) });
  tell(site, repository, comment, 'edited', doer, { changes: { body: { from } } });
}

export function deleteComment(site: Site, repository: Repository, comment: IssueComment, doer: Doer): void {
  repository.comments.delete(comment.id);
  tell(site, repository, comment, 'deleted', doer);
}

function tell(
  site: Site,
  repository: Repository,
  comment: IssueComment,
  action: 'created' | 'edited' | 'deleted',
  doer: Doer,
  more: Shape = {},
): void {
  const { world } = site;
  const payload = {
    issue: issueShape(world, repository, comment.issue),
    comment: commentShape(world, repository, comment),
    ...more,
  };
  announce(site, { event: 'issue_comment', action, repository, doer, payload });
  world.changed({ kind: 'comment', repository, id: comment.id });
}
