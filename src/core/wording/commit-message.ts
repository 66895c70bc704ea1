// Commit messages: conventional, and traceable to the attempt that made the change.
import type { Attempt, Task } from '../task.ts';
import { asCommitText } from './markdown/escape.ts';
import { count } from './markdown/quantity.ts';

/** Longest first line, in characters. */
const titleCharactersMax = 72;

export interface Change {
  /** Number of files in the change set. */
  readonly files: number;
  /** Who wrote it, as the result says; `null` for the generated test. */
  readonly coder: string | null;
}

/** The message for an accepted change set. */
export function commitMessage(task: Pick<Task, 'feature' | 'issue'>, attempt: Attempt, change: Change): string {
  const isTest = attempt.phase === 'e2e_test_generation';
  const coder = asCommitText(change.coder ?? 'an unnamed coder', 200);
  const body = isTest
    ? 'The generated test fails on the base commit and is frozen from here on: it decides when the feature is there.'
    : `Round ${attempt.round}, ${count(change.files, 'file')}, written by: ${coder}.`;
  return message(firstLine(isTest ? 'test(e2e)' : 'feat', task), body, [
    `Chimera-Attempt: ${attempt.id}`,
    `Refs #${task.issue}`,
  ]);
}

/** The message of the empty commit that opens the branch. */
export function firstCommitMessage(task: Pick<Task, 'feature' | 'issue' | 'id'>): string {
  const body = 'An empty commit, so that a draft pull request can be opened before there is any change.';
  return message(firstLine('chore', task, 'start on '), body, [`Chimera-Task: ${task.id}`, `Refs #${task.issue}`]);
}

/** The message of the commit that holds the screenshots, on a ref of its own. */
export function picturesMessage(task: Pick<Task, 'feature' | 'issue'>, attempt: string): string {
  const body = 'Screenshots of the frozen test, before and after the change, for the pull request to show.';
  return message(firstLine('chore', task, 'pictures of '), body, [`Chimera-Attempt: ${attempt}`]);
}

function firstLine(type: string, task: Pick<Task, 'feature' | 'issue'>, verb = ''): string {
  const head = `${type}: ${verb}`;
  const title = asCommitText(task.feature.title, titleCharactersMax - head.length);
  return `${head}${title === '' ? `issue ${task.issue}` : title}`;
}

/** Trailers end the message, in git's own form (`Refs #7` follows them as people write it). */
function message(title: string, body: string, trailers: readonly string[]): string {
  return `${title}\n\n${body}\n\n${trailers.join('\n')}\n`;
}
