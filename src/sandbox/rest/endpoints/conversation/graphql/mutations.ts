/**
 * What GitHub offers over GraphQL only: an issue is transferred or deleted, a draft becomes ready, or one again, a merge is taken
 * back. */
import { z } from 'zod';
import { announceIssue } from '../../../../changes/conversation/issues.ts';
import { deleteIssue, transferIssue } from '../../../../changes/conversation/transfer.ts';
import type { Call } from '../../../endpoint.ts';
import { findIssue, findPull, findRepository } from './find-node.ts';
import { issueNode, pullNode, repositoryNode } from './nodes.ts';
import {
  done,
  forbidden,
  type Mutation,
  type Outcome,
  refused,
  same,
  unknownNode,
  unprocessable,
  wrongInput,
} from './outcome.ts';
import { revertPull } from './revert-pull.ts';

const writeIssue = { needs: [{ issues: 'write' as const }] };
const writePull = { needs: [{ pull_requests: 'write' as const }] };

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
  revertPullRequest: revertPull,
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
