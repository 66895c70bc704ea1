/** The one word for where an issue or pull request stands. */
import type { Issue } from '../../world/issue.ts';
import { isPull } from '../../world/pull-request.ts';

/** A state that `layout/state.ts` knows. */
export function issueState(issue: Issue): string {
  if (isPull(issue)) {
    if (issue.pull.mergedMs !== undefined) return 'merged';
    if (issue.state === 'closed') return 'closed';
    return issue.pull.draft ? 'draft' : 'open';
  }
  if (issue.state === 'open') return 'open';
  return issue.stateReason === 'not_planned' ? 'not_planned' : 'completed';
}
