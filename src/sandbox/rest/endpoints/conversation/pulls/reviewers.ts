/** Whose review a pull request asks for. The sandbox has no teams. */
import { z } from 'zod';
import { requestReviews, withdrawRequests } from '../../../../changes/conversation/reviews.ts';
import { roleOn } from '../../../../identity/role.ts';
import { simpleUser } from '../../../../shapes/account.ts';
import { pullSimple } from '../../../../shapes/pull-request.ts';
import type { Account } from '../../../../world/account.ts';
import { findAccount } from '../../../../world/find.ts';
import type { PullIssue } from '../../../../world/pull-request.ts';
import { fullName } from '../../../../world/repository.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { created, ok, unprocessable } from '../../../reply.ts';
import { pullIn, readPulls, writePulls } from '../access.ts';

const path = '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
const reviewers = z.object({ reviewers: z.array(z.string()), team_reviewers: z.array(z.string()).optional() });

/** Collaborators, and not the author. */
function accountsNamed({ world, repository }: Call, issue: PullIssue, logins: readonly string[]): Account[] {
  return logins.map((login) => {
    const account = findAccount(world, login);
    if (account === undefined || roleOn(repository, account) === undefined) {
      throw unprocessable(
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${fullName(repository)} repository.`,
      );
    }
    if (account === issue.author) throw unprocessable('Review cannot be requested from pull request author.');
    return account;
  });
}

export const reviewerEndpoints: readonly Endpoint[] = [
  endpoint(`GET ${path}`, readPulls, (call) => {
    const users = pullIn(call).pull.requestedReviewers.map((account) => simpleUser(call.world, account));
    return ok({ users, teams: [] });
  }),
  endpoint(`POST ${path}`, { ...writePulls, body: reviewers.partial() }, (call) => {
    const issue = pullIn(call);
    const accounts = accountsNamed(call, issue, call.body.reviewers ?? []);
    requestReviews(call.site, call.repository, issue, accounts, call.doer);
    return created(pullSimple(call.world, call.repository, issue));
  }),
  endpoint(`DELETE ${path}`, { ...writePulls, body: reviewers }, (call) => {
    const issue = pullIn(call);
    const accounts = accountsNamed(call, issue, call.body.reviewers);
    withdrawRequests(call.site, call.repository, issue, accounts, call.doer);
    return ok(pullSimple(call.world, call.repository, issue));
  }),
];
