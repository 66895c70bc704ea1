/** What GitHub offers over GraphQL only: an issue is transferred or deleted, a draft becomes ready, or one again. */
import { z } from 'zod';
import { announceIssue } from '../../../../changes/conversation/issues.ts';
import { deleteIssue, transferIssue } from '../../../../changes/conversation/transfer.ts';
import { accountOf } from '../../../../identity/actor.ts';
import { mayUse, type Requirement } from '../../../../identity/permission.ts';
import { canSee } from '../../../../identity/role.ts';
import { nodeId, readNodeId } from '../../../../shapes/link.ts';
import type { Issue } from '../../../../world/issue.ts';
import { isPull, type PullIssue } from '../../../../world/pull-request.ts';
import { fullName, type Repository } from '../../../../world/repository.ts';
import type { Call } from '../../../endpoint.ts';
import { issueNode, pullNode, repositoryNode } from './nodes.ts';

/** What a mutation comes to: its payload, or an error of GitHub's. */
export type Outcome =
  | { readonly kind: 'done'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly type: string; readonly message: string };

export type Mutation = (call: Call, input: unknown) => Outcome;

const writeIssue = { needs: [{ issues: 'write' as const }] };
const writePull = { needs: [{ pull_requests: 'write' as const }] };
const same = z.object({ clientMutationId: z.string().nullish() });

export const mutations: Readonly<Record<string, Mutation>> = {
  transferIssue: (call, input) => {
    const read = same.extend({ issueId: z.string(), repositoryId: z.string() }).safeParse(input);
    if (!read.success) return wrongInput(read.error);
    const from = findIssue(call, read.data.issueId);
    const to = findRepository(call, read.data.repositoryId);
    if (from === undefined) return unknownNode(read.data.issueId);
    if (to === undefined) return unknownNode(read.data.repositoryId);
    const refusal =
      refused(call, 'TransferIssue', from.repository, writeIssue) ?? refused(call, 'TransferIssue', to, writeIssue);
    if (refusal) return refusal;
    if (from.repository === to || from.repository.owner !== to.owner) {
      return unprocessable('Issues can only be transferred to another repository of the same owner.');
    }
    const issue = transferIssue(call.site, from.repository, from.issue, to, call.doer);
    return done(read.data, { issue: issueNode(call.world, to, issue) });
  },
  /** Admins alone, and no app. */
  deleteIssue: (call, input) => {
    const read = same.extend({ issueId: z.string() }).safeParse(input);
    if (!read.success) return wrongInput(read.error);
    const found = findIssue(call, read.data.issueId);
    if (found === undefined) return unknownNode(read.data.issueId);
    const refusal = refused(call, 'DeleteIssue', found.repository, {
      role: 'admin',
      needs: [{ administration: 'write' }],
    });
    if (refusal) return refusal;
    if (call.actor.kind !== 'user') return forbidden('Resource not accessible by integration');
    deleteIssue(call.site, found.repository, found.issue, call.doer);
    return done(read.data, { repository: repositoryNode(call.world, found.repository) });
  },
  markPullRequestReadyForReview: (call, input) => setDraft(call, input, 'MarkPullRequestReadyForReview', false),
  convertPullRequestToDraft: (call, input) => setDraft(call, input, 'ConvertPullRequestToDraft', true),
};

function setDraft(call: Call, input: unknown, name: string, draft: boolean): Outcome {
  const read = same.extend({ pullRequestId: z.string() }).safeParse(input);
  if (!read.success) return wrongInput(read.error);
  const found = findPull(call, read.data.pullRequestId);
  if (found === undefined) return unknownNode(read.data.pullRequestId);
  const { repository, issue } = found;
  const own = issue.author === call.account;
  const refusal = refused(call, name, repository, { ...writePull, ...(own ? { role: 'author' } : {}) });
  if (refusal) return refusal;
  if (issue.state !== 'open') return unprocessable('Pull request is closed.');
  if (issue.pull.draft !== draft) {
    issue.pull.draft = draft;
    announceIssue(call.site, repository, issue, draft ? 'converted_to_draft' : 'ready_for_review', call.doer);
  }
  return done(read.data, { pullRequest: pullNode(call.world, repository, issue) });
}

function findIssue(call: Call, id: string): { repository: Repository; issue: Issue } | undefined {
  return inRepositories(call, id, 'Issue', ({ issues }, wanted) =>
    [...issues.values()].find((each) => String(each.id) === wanted && !isPull(each)),
  );
}

function findPull(call: Call, id: string): { repository: Repository; issue: PullIssue } | undefined {
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

function findRepository({ world, actor }: Call, id: string): Repository | undefined {
  return [...world.repositories.values()].find(
    (repository) => nodeId('Repository', repository.id) === id && canSee(actor, repository),
  );
}

function refused(call: Call, name: string, repository: Repository, requirement: Requirement): Outcome | undefined {
  if (repository.archived) return forbidden(`Repository ${fullName(repository)} was archived so is read-only.`);
  if (mayUse(call.actor, requirement, repository).kind === 'allowed') return undefined;
  return call.actor.kind === 'user'
    ? forbidden(`${accountOf(call.actor)?.login} does not have the correct permissions to execute \`${name}\``)
    : forbidden('Resource not accessible by integration');
}

function done(input: z.infer<typeof same>, payload: Readonly<Record<string, unknown>>): Outcome {
  return { kind: 'done', payload: { clientMutationId: input.clientMutationId ?? null, ...payload } };
}

function forbidden(message: string): Outcome {
  return { kind: 'refused', type: 'FORBIDDEN', message };
}

function unprocessable(message: string): Outcome {
  return { kind: 'refused', type: 'UNPROCESSABLE', message };
}

function unknownNode(id: string): Outcome {
  return { kind: 'refused', type: 'NOT_FOUND', message: `Could not resolve to a node with the global id of '${id}'` };
}

function wrongInput(error: z.ZodError): Outcome {
  const places = error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return {
    kind: 'refused',
    type: 'INVALID',
    message: `Variable $input was provided invalid value for ${places.join(', ')}`,
  };
}
