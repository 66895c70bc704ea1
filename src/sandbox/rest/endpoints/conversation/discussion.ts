/** Issues, labels, comments and reactions. */
import { z } from 'zod';
import { newLabel } from '../../../changes/new-repository.ts';
import { commentShape, issueShape, labelShape, reactionShape } from '../../../shapes/issue.ts';
import { announce } from '../../../webhooks/announce.ts';
import { findLabel, issuesOf } from '../../../world/find.ts';
import { type Issue, type Label, reactionContents } from '../../../world/issue.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { ApiError, created, invalid, notFound, ok } from '../../reply.ts';

const read = { needs: [{ issues: 'read' as const }, { pull_requests: 'read' as const }] };
const write = { needs: [{ issues: 'write' as const }, { pull_requests: 'write' as const }] };
const charactersMax = 65_536;

function issueOf(call: Call): Issue {
  const issue = call.repository.issues.get(Number(call.parameters.issue_number));
  if (issue === undefined || issue.writtenMs > call.seenMs) throw notFound();
  return issue;
}

function tell(call: Call, issue: Issue, action: string, more: Record<string, unknown> = {}): void {
  const shape = issueShape(call.world, call.repository, issue);
  announce(call.site, {
    event: 'issues',
    action,
    repository: call.repository,
    doer: call.doer,
    payload: { issue: shape, ...more },
  });
  call.world.changed({ kind: 'issue', repository: call.repository, id: issue.number });
}

function labelNamed(call: Call, name: string): Label {
  const known = findLabel(call.repository, name);
  return known ?? newLabel(call.world, call.repository, { name, color: 'ededed', description: null });
}

function newIssue(call: Call, title: string, body: string | null): Issue {
  const nowMs = call.world.now();
  const issue: Issue = {
    id: call.world.nextId(),
    writtenMs: nowMs,
    number: call.repository.issues.size + 1,
    author: call.account,
    title,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    locked: false,
    updatedMs: nowMs,
    closedMs: undefined,
    closedBy: undefined,
    reactions: [],
    viaApp: call.viaApp,
  };
  call.repository.issues.set(issue.number, issue);
  return issue;
}

export const discussionEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/issues', read, (call) => {
    const state = call.query.state ?? 'open';
    const wanted = seen(call, issuesOf(call.repository)).filter((issue) => state === 'all' || issue.state === state);
    return listing(call, wanted, (issue) => issueShape(call.world, call.repository, issue));
  }),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}', read, (call) =>
    ok(issueShape(call.world, call.repository, issueOf(call))),
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/issues',
    {
      needs: [{ issues: 'write' }],
      role: 'author',
      creates: true,
      body: z.object({ title: z.string(), body: z.string().nullish(), labels: z.array(z.string()).optional() }),
    },
    (call) => {
      const issue = newIssue(call, call.body.title, call.body.body ?? null);
      issue.labels = (call.body.labels ?? []).map((name) => labelNamed(call, name));
      tell(call, issue, 'opened');
      for (const label of issue.labels) {
        tell(call, issue, 'labeled', { label: labelShape(call.world, call.repository, label) });
      }
      return created(issueShape(call.world, call.repository, issue));
    },
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    {
      ...write,
      body: z.object({
        title: z.string().optional(),
        body: z.string().nullish(),
        state: z.enum(['open', 'closed']).optional(),
      }),
    },
    (call) => {
      const issue = issueOf(call);
      const { title, body, state } = call.body;
      const changes: Record<string, unknown> = {};
      if (title !== undefined && title !== issue.title) changes.title = { from: issue.title };
      if (body !== undefined && body !== issue.body) changes.body = { from: issue.body ?? '' };
      issue.title = title ?? issue.title;
      if (body !== undefined) issue.body = body;
      issue.updatedMs = call.world.now();
      if (Object.keys(changes).length > 0) tell(call, issue, 'edited', { changes });
      if (state !== undefined && state !== issue.state) {
        issue.state = state;
        issue.stateReason = state === 'closed' ? 'completed' : 'reopened';
        issue.closedMs = state === 'closed' ? call.world.now() : undefined;
        tell(call, issue, state === 'closed' ? 'closed' : 'reopened');
      }
      return ok(issueShape(call.world, call.repository, issue));
    },
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/labels',
    {
      ...write,
      body: z.object({ name: z.string(), color: z.string().optional(), description: z.string().nullish() }),
    },
    (call) => {
      const { name, color = 'ededed', description = null } = call.body;
      if (findLabel(call.repository, name)) throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
      const label = newLabel(call.world, call.repository, { name, color, description: description ?? null });
      return created(labelShape(call.world, call.repository, label));
    },
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
    {
      ...write,
      role: 'triage',
      body: z.union([z.array(z.string()), z.object({ labels: z.array(z.string()) })]),
    },
    (call) => {
      const issue = issueOf(call);
      const names = Array.isArray(call.body) ? call.body : call.body.labels;
      for (const name of names) {
        const label = labelNamed(call, name);
        if (issue.labels.includes(label)) continue;
        issue.labels.push(label);
        tell(call, issue, 'labeled', { label: labelShape(call.world, call.repository, label) });
      }
      return ok(issue.labels.map((label) => labelShape(call.world, call.repository, label)));
    },
  ),
  endpoint('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', { ...write, role: 'triage' }, (call) => {
    const issue = issueOf(call);
    const label = issue.labels.find((each) => each.name.toLowerCase() === call.parameters.name?.toLowerCase());
    if (label === undefined) throw new ApiError(404, 'Label does not exist');
    issue.labels = issue.labels.filter((each) => each !== label);
    tell(call, issue, 'unlabeled', { label: labelShape(call.world, call.repository, label) });
    return ok(issue.labels.map((each) => labelShape(call.world, call.repository, each)));
  }),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', read, (call) => {
    const issue = issueOf(call);
    const comments = seen(call, call.repository.comments.values()).filter((comment) => comment.issue === issue);
    return listing(call, comments, (comment) => commentShape(call.world, call.repository, comment));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { ...write, role: 'author', creates: true, body: z.object({ body: z.string() }) },
    (call) => {
      const issue = issueOf(call);
      if (call.body.body.length > charactersMax) {
        throw invalid({
          resource: 'IssueComment',
          code: 'custom',
          field: 'body',
          message: 'body is too long (maximum is 65536 characters)',
        });
      }
      const nowMs = call.world.now();
      const comment = {
        id: call.world.nextId(),
        writtenMs: nowMs,
        issue,
        author: call.account,
        viaApp: call.viaApp,
        body: call.body.body,
        updatedMs: nowMs,
        reactions: [],
      };
      call.repository.comments.set(comment.id, comment);
      issue.updatedMs = nowMs;
      const shape = commentShape(call.world, call.repository, comment);
      announce(call.site, {
        event: 'issue_comment',
        action: 'created',
        repository: call.repository,
        doer: call.doer,
        payload: { issue: issueShape(call.world, call.repository, issue), comment: shape },
      });
      call.world.changed({ kind: 'comment', repository: call.repository, id: comment.id });
      return created(shape);
    },
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
    { ...write, role: 'author', creates: true, body: z.object({ content: z.enum(reactionContents) }) },
    (call) => {
      const issue = issueOf(call);
      const { content } = call.body;
      const known = issue.reactions.find((each) => each.account === call.account && each.content === content);
      if (known) return ok(reactionShape(call.world, known));
      const reaction = { id: call.world.nextId(), writtenMs: call.world.now(), account: call.account, content };
      issue.reactions.push(reaction);
      call.world.changed({ kind: 'issue', repository: call.repository, id: issue.number });
      return created(reactionShape(call.world, reaction));
    },
  ),
];
