/** What stands between a pull request and its merge: reviews, checks, conflicts. */
import { unmet } from '../../protection/merge-refusal.ts';
import type { PullIssue } from '../../world/pull-request.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { box } from '../layout/layout.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import { outcomeOf, stateText } from '../layout/state.ts';
import { checkRunRow, checkRunsAt } from './check-runs-at.ts';
import { verdictsOf } from './review-view.ts';

export function mergeBox(world: World, repository: Repository, issue: PullIssue): Markup {
  if (issue.state === 'closed') return nothing;
  const { pull } = issue;
  const checks = checkRunsAt(repository, pull.headSha);
  const path = `/${fullName(repository)}/pull/${issue.number}/checks`;
  const refused = unmet(world, repository, issue);
  return box(
    html`<h2>Merging</h2>`,
    html`<ul class="rows">
<li>${stateText(reviewState(repository, issue))}<div class="grow">${reviewWords(repository, issue)}</div></li>
<li>${stateText(checksState(checks))}<div class="grow"><a href="${path}">${checks.length} ${checks.length === 1 ? 'check' : 'checks'}</a> on the head commit</div></li>
${checks.map((run) => checkRunRow(repository, run))}
<li>${stateText(pull.size.mergeable ? 'success' : 'failure')}<div class="grow">${pull.size.mergeable ? 'No conflicts with the base branch' : 'This branch has conflicts with the base branch'}</div></li>
${refused !== undefined && html`<li>${stateText('failure')}<div class="grow">The base branch is protected: ${refused}</div></li>`}
${pull.draft && html`<li>${stateText('draft')}<div class="grow">This pull request is still a draft: it cannot be merged yet</div></li>`}
</ul>`,
  );
}

function reviewState(repository: Repository, issue: PullIssue): string {
  const states = verdictsOf(repository, issue).map((review) => review.state);
  if (states.includes('CHANGES_REQUESTED')) return 'failure';
  return states.includes('APPROVED') ? 'success' : 'pending';
}

function reviewWords(repository: Repository, issue: PullIssue): string {
  switch (reviewState(repository, issue)) {
    case 'failure':
      return 'Changes requested';
    case 'success':
      return 'Changes approved';
    default:
      return 'No approving review yet';
  }
}

function checksState(runs: readonly { readonly status: string; readonly conclusion: string | null }[]): string {
  const outcomes = runs.map(outcomeOf);
  const bad = outcomes.find((outcome) =>
    ['failure', 'timed_out', 'startup_failure', 'action_required'].includes(outcome),
  );
  if (bad) return bad;
  if (runs.some((run) => run.status !== 'completed')) return 'in_progress';
  return runs.length === 0 ? 'neutral' : 'success';
}
