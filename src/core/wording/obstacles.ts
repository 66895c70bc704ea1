// Why something that a person asked for was not done, as a sentence with what to do instead.
import type { Task } from '../task.ts';
import type { Obstacle } from '../transition/obstacle.ts';
import { asText } from './markdown/escape.ts';

export function obstacleWords(obstacle: Obstacle, task: Task): string {
  switch (obstacle) {
    case 'ended':
      return `The task has ended (${task.state.kind}). \`/chimera start\` or the label starts another one.`;
    case 'not_started':
      return 'The task has not started yet, so there is nothing to try again. `/chimera why` says what it waits for.';
    case 'being_committed':
      return 'An accepted change is being committed at this moment. Ask again in a minute.';
    case 'needs_answers':
      return 'The task waits for answers to its questions. Answer in a comment, or edit the issue and write `/chimera start`.';
    case 'phase_ahead':
      return 'The task has not come to that phase yet. A retry starts from the phase that it is in, or from an earlier one.';
    case 'already_paused':
      return `The task has been paused by ${asText(task.pause?.by ?? 'somebody', 100)} already.`;
    case 'waits_already':
      return 'The task waits for a person already; nothing runs that could be paused.';
    case 'not_paused':
      return 'The task is not paused.';
    case 'nothing_to_approve':
      return 'There is no rejected change to approve. What the guardian accepts needs no approval.';
    case 'person_must_approve':
      return 'A person with write access has to approve here (`guardian.require_human`), and a bot is none.';
    case 'test_is_red':
      return 'The acceptance test failed on staging, and nobody can approve that. `/chimera guide` or `/chimera retry` goes on.';
    case 'nothing_to_reject':
      return 'The coder has not handed in a change for this round yet. `/chimera guide` tells it something at once.';
    case 'too_much_guidance':
      return 'The task carries as much guidance as it can. Put the rest into the issue and write `/chimera update`.';
    case 'same_priority':
      return `The priority is ${task.priority} already.`;
    case 'same_text':
      return 'The task has the issue’s text as it is now.';
    case 'nobody_asked':
      return task.state.kind === 'waiting'
        ? 'The task waits for an answer: `/chimera start` goes on with the issue’s text as it is now.'
        : 'The task does not wait for an answer.';
    case 'already_merged':
      return 'The change is merged, or is being merged. What comes next is about production; a new issue goes on from here.';
    default:
      return obstacle satisfies never;
  }
}
