// The buttons of the check run: at most three, chosen by the state, and only those that nothing stands in the way of.
import { isTerminal, type Task } from '../task.ts';
import { obstacleTo } from '../transition/obstacle.ts';
import { wishOf } from './wish.ts';

/** GitHub's limits: label 20, description 40, identifier 20 characters, three buttons. */
export interface Button {
  readonly label: string;
  readonly description: string;
  readonly identifier: 'retry' | 'cancel' | 'approve' | 'pause' | 'resume';
}

/** GitHub shows no more than this. */
const buttonsMax = 3;

const buttons: readonly Button[] = [
  { identifier: 'approve', label: 'Approve', description: 'Go on in spite of the review' },
  { identifier: 'resume', label: 'Resume', description: 'Go on after the pause' },
  { identifier: 'retry', label: 'Retry', description: 'Try again, with fresh limits' },
  { identifier: 'pause', label: 'Pause', description: 'Stop before the next phase' },
  { identifier: 'cancel', label: 'Cancel', description: 'End the task, close the pull request' },
];

export function buttonsOf(task: Task): readonly Button[] {
  return buttons.filter(({ identifier }) => isOffered(task, identifier)).slice(0, buttonsMax);
}

function isOffered(task: Task, identifier: Button['identifier']): boolean {
  const { state } = task;
  if (identifier === 'cancel') return !isTerminal(state);
  // A running phase can be started again by a command; as a button it would be pressed by mistake.
  if (identifier === 'retry' && !['waiting', 'failed', 'pausing'].includes(state.kind)) return false;
  const paused = task.pause !== null || (state.kind === 'waiting' && state.reason.kind === 'paused');
  if (identifier === 'resume' && !paused) return false;
  if (identifier === 'retry' && paused) return false;
  const command = identifier === 'retry' ? { name: identifier, phase: null } : { name: identifier };
  const wish = wishOf(command, { by: '', cause: '', at: 0 });
  return wish !== null && obstacleTo(task, wish) === null;
}
