/** Issues, pull requests, reviews, check runs, and who takes part. */
import type { Endpoint } from '../../endpoint.ts';
import { checkRunEndpoints } from './checks/check-runs.ts';
import { checkSuiteEndpoints } from './checks/check-suites.ts';
import { statusEndpoints } from './checks/statuses.ts';
import { collaboratorEndpoints } from './collaborators.ts';
import { graphqlEndpoints } from './graphql/graphql.ts';
import { commentEndpoints } from './issues/comments.ts';
import { issueEndpoints } from './issues/issues.ts';
import { issueLabelEndpoints } from './issues/labels.ts';
import { reactionEndpoints } from './issues/reactions.ts';
import { repositoryLabelEndpoints } from './issues/repository-labels.ts';
import { mergeEndpoints } from './pulls/merge.ts';
import { pullEndpoints } from './pulls/pulls.ts';
import { reviewerEndpoints } from './pulls/reviewers.ts';
import { reviewEndpoints } from './pulls/reviews.ts';

export const conversationEndpoints: readonly Endpoint[] = [
  ...issueEndpoints,
  ...issueLabelEndpoints,
  ...repositoryLabelEndpoints,
  ...commentEndpoints,
  ...reactionEndpoints,
  ...pullEndpoints,
  ...reviewEndpoints,
  ...reviewerEndpoints,
  ...mergeEndpoints,
  ...checkRunEndpoints,
  ...checkSuiteEndpoints,
  ...statusEndpoints,
  ...collaboratorEndpoints,
  ...graphqlEndpoints,
];
