/** Whether a commit has passed the checks that a branch requires, in GitHub's words when it has not. */
import type { CheckRun, CommitStatus } from '../world/check.ts';
import type { RequiredCheck } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';

type State = 'passed' | 'expected' | 'pending' | 'in progress' | 'failing';
type Told = Pick<Repository, 'checkRuns' | 'commitStatuses'>;

/** Undefined: all have passed. */
export function checksRefusal(repository: Told, required: readonly RequiredCheck[], sha: string): string | undefined {
  const open = required
    .map((check) => ({ check, state: stateOf(repository, check, sha) }))
    .filter(({ state }) => state !== 'passed');
  const [first] = open;
  if (first === undefined) return undefined;
  if (required.length === 1) return `Required status check "${first.check.context}" is ${first.state}.`;
  const count = `${open.length} of ${required.length} required status checks`;
  const states = [...Map.groupBy(open, ({ state }) => state)].sort(([a], [b]) => a.localeCompare(b));
  if (states.length === 1) return `${count} are ${first.state}.`;
  const each = states.map(([state, those]) => `${those.length} ${state}`);
  return `${count} have not succeeded: ${each.slice(0, -1).join(', ')} and ${each.at(-1)}.`;
}

/** The newest word counts: of the check runs with this name, or else of the statuses with this context. */
function stateOf({ checkRuns, commitStatuses }: Told, { context, appId }: RequiredCheck, sha: string): State {
  const run = [...checkRuns.values()].findLast(
    (each) => each.headSha === sha && each.name === context && (appId === null || each.app.id === appId),
  );
  if (run !== undefined) return runState(run);
  // A status does not say which app it is from.
  if (appId !== null) return 'expected';
  const status = [...commitStatuses.values()].findLast((each) => each.sha === sha && each.context === context);
  return status === undefined ? 'expected' : statusState(status);
}

function runState({ status, conclusion }: CheckRun): State {
  if (status !== 'completed') return 'in progress';
  return conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped' ? 'passed' : 'failing';
}

function statusState({ state }: CommitStatus): State {
  if (state === 'success') return 'passed';
  return state === 'pending' ? 'pending' : 'failing';
}
