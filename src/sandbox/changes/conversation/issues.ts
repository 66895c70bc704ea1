/** Issues and pull requests come into being, change, are closed, reopened and locked; and who is told. */
import { issueShape } from '../../shapes/issue.ts';
import type { Shape } from '../../shapes/link.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import type { Issue, LockReason } from '../../world/issue.ts';
import { isPull } from '../../world/pull-request.ts';
import type { Repository } from '../../world/repository.ts';
import { announcePull } from '../refs-changed.ts';

/** Numbers of issues that were deleted or given away are not used again. */
export function nextNumber({ issues, formerIssues }: Repository): number {
  return Math.max(0, ...issues.keys(), ...formerIssues.keys()) + 1;
}

/** The record alone: whoever asks for it adds to it and then tells. */
export function newIssue(
  { world }: Site,
  repository: Repository,
  text: { readonly title: string; readonly body: string | null },
  doer: Doer,
): Issue {
  const nowMs = world.now();
  const issue: Issue = {
    ...text,
    id: world.nextId(),
    writtenMs: nowMs,
    number: nextNumber(repository),
    author: doer.account,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    locked: false,
    updatedMs: nowMs,
    closedMs: undefined,
    closedBy: undefined,
    reactions: [],
    viaApp: doer.viaApp,
  };
  return issue;
}

/** A pull request tells as `pull_request`, whichever endpoint changed it. `more` is what the action adds. */
export function announceIssue(
  site: Site,
  repository: Repository,
  issue: Issue,
  action: string,
  doer: Doer,
  more: Shape = {},
): void {
  if (isPull(issue)) {
    announcePull(site, repository, issue.number, action, doer, more);
    return;
  }
  const payload = { issue: issueShape(site.world, repository, issue), ...more };
  announce(site, { event: 'issues', action, repository, doer, payload });
  site.world.changed({ kind: 'issue', repository, id: issue.number });
}

/** Undefined leaves a text as it is. Tells only when something is different then. */
export function editText(
  site: Site,
  repository: Repository,
  issue: Issue,
  text: { readonly title: string | undefined; readonly body: string | null | undefined },
  doer: Doer,
): void {
  const { title = issue.title, body = issue.body } = text;
  const changes = {
    ...(title === issue.title ? {} : { title: { from: issue.title } }),
    ...((body ?? '') === (issue.body ?? '') ? {} : { body: { from: issue.body ?? '' } }),
  };
  if (Object.keys(changes).length === 0) return;
  Object.assign(issue, { title, body, updatedMs: site.world.now() });
  announceIssue(site, repository, issue, 'edited', doer, { changes });
}

/** @param reason for an issue; pull requests have none. */
export function close(
  site: Site,
  repository: Repository,
  issue: Issue,
  reason: 'completed' | 'not_planned' | 'duplicate',
  doer: Doer,
): void {
  const nowMs = site.world.now();
  Object.assign(issue, { state: 'closed', closedMs: nowMs, closedBy: doer.account, updatedMs: nowMs });
  if (!isPull(issue)) issue.stateReason = reason;
  announceIssue(site, repository, issue, 'closed', doer);
}

export function reopen(site: Site, repository: Repository, issue: Issue, doer: Doer): void {
  Object.assign(issue, { state: 'open', closedMs: undefined, closedBy: undefined, updatedMs: site.world.now() });
  if (!isPull(issue)) issue.stateReason = 'reopened';
  announceIssue(site, repository, issue, 'reopened', doer);
}

export function lock(
  site: Site,
  repository: Repository,
  issue: Issue,
  reason: LockReason | undefined,
  doer: Doer,
): void {
  Object.assign(issue, { locked: true, lockReason: reason });
  announceIssue(site, repository, issue, 'locked', doer);
}

export function unlock(site: Site, repository: Repository, issue: Issue, doer: Doer): void {
  Object.assign(issue, { locked: false, lockReason: undefined });
  announceIssue(site, repository, issue, 'unlocked', doer);
}
