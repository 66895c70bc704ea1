// What comes next and whom it waits for; after an error, the way out.
import { openApproval, placesOf } from '../approval.ts';
import type { FailureClass } from '../failure.ts';
import { describePhase } from '../phase.ts';
import type { Task, WaitReason } from '../task.ts';
import { isExternal } from '../transition/step.ts';
import { asCode, asText } from './markdown/escape.ts';
import { count, moment } from './markdown/quantity.ts';

/** The way out of each class of error, as a sentence. */
export const waysOut: Readonly<Record<FailureClass, string>> = {
  unreachable: 'Check that the address is right and answers from the runner that does the work.',
  no_criteria: 'Add acceptance criteria to the issue, as Given/When/Then or as a list of steps.',
  not_understood: 'Reword the quoted sentence of the acceptance criteria: one step or one visible result each.',
  test_passes_already: 'The feature seems to be there already. Say in the issue what is missing, or close it.',
  test_does_not_compile: 'Simplify the acceptance criteria; the generated test could not be loaded.',
  wrong_reason: 'Check that the application starts and that the first steps of the criteria work without the feature.',
  flaky_test:
    'Look at both traces in the run’s artifact: something on the page changes from run to run. Make it steady, or say it another way in the criteria.',
  model_failed: 'Check `model` in `.github/chimera.yml`, its key in the phase workflow, and the endpoint’s own status.',
  not_isolated:
    'Let the job run as root or with `sudo` without a password, or say `coder.isolation: off` if the coder may see all that the job sees.',
  cannot_judge: 'Look at the change yourself, then write `/chimera approve` or `/chimera reject <why>`.',
  address_refused:
    'Correct the address, or say `private_addresses: true` in `.github/chimera.yml` if it is meant to be a private one.',
  merge_refused:
    'Give GitHub what it asks for (a review, a check, no conflict), then write `/chimera retry`; or merge it yourself.',
  deployment_lost: 'Look at production yourself. If the version is not there, write `/chimera retry`.',
  production_failed:
    'Look at the report, then go on from the branch, or write `/chimera retry` to deploy the same commit again.',
  no_changes: 'Check what the coder’s command wrote in the run’s log; it left no valid change.',
  coder_failed: 'Check the coder’s command and its key in the run’s log.',
  command_failed: 'Run the command that failed by hand; its output is in the run’s log.',
  commit_mismatch: 'Make the deployed build answer with its own commit, and check that nothing else deploys there.',
  invalid_result:
    'Check in the run’s log that the phase workflow on the default branch is Chimera’s own and up to date.',
  displaced: 'Let only Chimera start the phase workflow, and let its concurrency group keep `queue: max`.',
  overdue: 'Check that a runner is free, or raise the phase’s limit under timeouts in `.github/chimera.yml`.',
  refused: 'Do what GitHub asks for in the message, then write `/chimera retry`.',
  machinery: 'See the run’s log; if it is not about this repository, try again later.',
};

/** One or two sentences: what happens next, and who has to do something. */
export function nextStep(task: Task): string {
  const { state } = task;
  const nobody =
    task.pause === null ? 'Nobody needs to do anything.' : `Then it pauses, as ${asText(task.pause.by, 100)} asked.`;
  switch (state.kind) {
    case 'queued':
      if (task.blockedBy.length > 0) {
        return `Starts when ${task.blockedBy.map((issue) => `#${issue}`).join(', ')} ${task.blockedBy.length === 1 ? 'is' : 'are'} closed.`;
      }
      return `Waits for a free slot (${count(task.policy.parallel, 'slot')} in this repository), priority ${task.priority}. ${nobody}`;
    case 'preparing':
      return `The branch and the draft pull request are being opened. ${nobody}`;
    case 'leasing':
      return `Waits until no other task uses the environment ${asCode(task.policy.staging.environment)}; \`/chimera why\` says which one does, and whose turn it is. ${nobody}`;
    case 'merging':
      return `The pull request is being merged, then it is deployed to ${asCode(task.policy.production?.environment ?? 'production')}. ${nobody}`;
    case 'running': {
      const { title, agent } = describePhase(state.attempt.phase);
      if (isExternal(task, state.attempt.phase)) {
        const { awaited } = task.policy.staging;
        const where = awaited === undefined ? '' : ` to ${asCode(awaited)}`;
        return `Waits until somebody else has deployed ${state.attempt.head.slice(0, 7)}${where} and GitHub tells its deployment status. ${nobody}`;
      }
      const approval = openApproval(task);
      if (approval !== null) {
        return `Waits for the approval of ${placesOf(approval, (name) => asCode(name))}: its reviewers, or its other protection rules, have to let [the run](${approval.url}) in. GitHub waits 30 days for that.`;
      }
      const waits = state.attempt.runId === null ? 'its run is being started' : 'waits for its run on GitHub Actions';
      return `${title} by the agent ${agent}: ${waits}. ${nobody}`;
    }
    case 'committing':
      return `The accepted change is being committed to the branch. ${nobody}`;
    case 'pausing':
      return `Try ${state.attempt.tryNumber + 1} of ${task.policy.triesMax} starts at ${moment(state.until)}. ${nobody}`;
    case 'waiting':
      return 'It waits for a person with write access. The choices:';
    case 'complete':
      return task.production === null
        ? 'The pull request is ready: it waits for a person to look at it and to merge it.'
        : 'It is merged, and it runs on production.';
    case 'failed':
      return 'It has given up for now, and waits for a person with write access. The choices:';
    case 'cancelled':
      return `The task has ended. Put the label ${asText(task.policy.label, 50)} on again, or write \`/chimera start\`, to start a new one.`;
    default:
      return state satisfies never;
  }
}

const noMore = ({ pullRequest }: Task): string =>
  `- **No more:** \`/chimera cancel\`, or close the issue.${pullRequest === null ? '' : ' The pull request is closed with it, the branch stays.'}`;

/** What a person can do about a waiting or failed task, as a list; empty in every other state. */
export function choices(task: Task): string {
  if (task.state.kind === 'waiting') return waitingChoices(task, task.state.reason);
  if (task.state.kind !== 'failed') return '';
  const branch = task.branch === null ? null : asCode(task.branch.name);
  return [
    '- **Again:** repair what is named above, then write `/chimera retry`. It goes on where it stopped, with fresh limits.',
    '- **From another text:** edit the issue, then write `/chimera start`. A changed text gets a new test.',
    ...(branch === null ? [] : [`- **On your own:** go on from ${branch}; Chimera leaves it alone.`]),
    '- **No more:** close the issue and the pull request.',
  ].join('\n');
}

function waitingChoices(task: Task, reason: WaitReason): string {
  if (reason.kind === 'paused') return ['- **Go on:** `/chimera resume`.', noMore(task)].join('\n');
  if (reason.kind === 'needs_info') {
    const answer =
      '- **Answer:** write a comment with what is asked for above, or edit the issue and write `/chimera start`.';
    return [answer, noMore(task)].join('\n');
  }
  if (reason.kind === 'approval_missing') {
    const review = '- **Approve it:** review the pull request, or write `/chimera approve`.';
    const reject = '- **Send it back:** request changes in a review, or write `/chimera reject <why>`.';
    return [review, reject, noMore(task)].join('\n');
  }
  if (reason.kind === 'merge_blocked') {
    const give = '- **Give GitHub what it asks for:** a review, a check. Chimera merges it then.';
    const self = '- **Merge it yourself:** the deployment goes on from there.';
    const reject = '- **Send it back:** request changes in a review, or write `/chimera reject <why>`.';
    return [give, self, reject, noMore(task)].join('\n');
  }
  if (reason.kind === 'needs_person' && reason.failure.class === 'cannot_judge') {
    return ['- **Decide:** `/chimera approve`, or `/chimera reject <why>`.', noMore(task)].join('\n');
  }
  const disputed = reason.kind === 'rounds_exhausted' || reason.kind === 'no_progress';
  const approvable = disputed && (task.feedback?.from === 'guardian_review' || task.feedback?.from === 'person');
  const branch = task.branch === null || task.test === null ? null : asCode(task.branch.name);
  const guide = '- **Help the coder:** `/chimera guide <what to do differently>` starts another round with your words.';
  return [
    ...(approvable ? ['- **Accept it as it is:** `/chimera approve`. The test must be green all the same.'] : []),
    ...(disputed ? [guide] : []),
    '- **Another go:** `/chimera retry`, with fresh limits; or edit the issue and write `/chimera start`: a changed text gets a new test.',
    ...(branch === null
      ? []
      : [
          `- **A fix of your own:** push it to ${branch}, then write \`/chimera retry\`. It is reviewed like any other change.`,
        ]),
    noMore(task),
  ].join('\n');
}
