/** What people do with a pull request besides talking: review, merge, take it out of draft. */

import { notFound } from '../../rest/reply.ts';
import { nodeId } from '../../shapes/link.ts';
import { isPull, type PullIssue } from '../../world/pull-request.ts';
import { mutate } from '../ask-graphql.ts';
import { textField } from '../layout/form-fields.ts';
import type { Forms, Submission } from '../submission.ts';

const pulls = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const pullForms: Forms = {
  '/pull/:number/merge': async (submission) => {
    const { issue, parameters, next } = placeOf(submission);
    const merge_method = textField(submission.fields, 'method') ?? 'merge';
    const sha = textField(submission.fields, 'sha') ?? issue.pull.headSha;
    await submission.ask(`PUT ${pulls}/merge`, { parameters, body: { merge_method, sha } });
    return next;
  },
  '/pull/:number/draft': async (submission) => {
    const { issue, next } = placeOf(submission);
    const name =
      textField(submission.fields, 'deed') === 'draft' ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview';
    await mutate(submission, name, { pullRequestId: nodeId('PullRequest', issue.pull.id) }, 'clientMutationId');
    return next;
  },
  '/pull/:number/reviews': async (submission) => {
    const { parameters, next } = placeOf(submission);
    const { fields, ask } = submission;
    const body = { event: textField(fields, 'event') ?? 'COMMENT', body: textField(fields, 'body') ?? '' };
    await ask(`POST ${pulls}/reviews`, { parameters, body });
    return next;
  },
  '/pull/:number/reviews/:review/dismissals': async (submission) => {
    const { parameters, next } = placeOf(submission);
    const review_id = submission.parameters.review ?? '';
    const message = textField(submission.fields, 'message') ?? '';
    await submission.ask(`PUT ${pulls}/reviews/{review_id}/dismissals`, {
      parameters: { ...parameters, review_id },
      body: { message },
    });
    return `${next}#pullrequestreview-${review_id}`;
  },
};

function placeOf({ repository, parameters }: Submission): {
  issue: PullIssue;
  parameters: Record<string, string>;
  next: string;
} {
  const issue = repository.issues.get(Number(parameters.number));
  if (issue === undefined || !isPull(issue)) throw notFound();
  return { issue, parameters: { pull_number: String(issue.number) }, next: `/pull/${issue.number}` };
}
