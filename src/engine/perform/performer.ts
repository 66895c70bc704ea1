// How an effect is carried out: look whether it has happened, or make it happen; either way, say what became of it.
import type { TaskEvent } from '../../core/event.ts';
import type { CommitId, RunId } from '../../core/identifier.ts';
import type { Task } from '../../core/task.ts';
import type { GitHub } from '../../github/github.ts';
import type { EngineParts } from '../parts.ts';

/** What an effect led to: facts for the task, or the wish to be called again. */
export type Performance =
  | { readonly kind: 'done'; readonly events: readonly TaskEvent[] }
  /** Not yet: GitHub does not show it, or the time has not come. */
  | { readonly kind: 'again'; readonly at: number; readonly note: string }
  /** Nothing has been tried: it may not be done now. */
  | { readonly kind: 'held'; readonly at: number; readonly note: string };

export interface Performer<Effect> {
  /** Asked after an unclear outcome, when GitHub's reads have settled. `null`: it has not happened. */
  find(parts: EngineParts, task: Task, effect: Effect): Promise<Performance | null>;
  /** Does it. A throw of `CallFailure` says whether it may have happened all the same. */
  perform(parts: EngineParts, task: Task, effect: Effect, tries: number): Promise<Performance>;
}

export const done = (...events: TaskEvent[]): Performance => ({ kind: 'done', events });

/** For effects that are harmless to repeat: there is nothing to look for. */
export const repeatable = async (): Promise<null> => null;

/** Where what a text speaks of is found: pages of runs and files in the task's repository. */
export function addressesOf({ runUrl, fileUrl }: Pick<GitHub, 'runUrl' | 'fileUrl'>, { repository }: Task) {
  return {
    runUrl: (run: RunId) => runUrl(repository, run),
    fileUrl: (commit: CommitId, path: string) => fileUrl(repository, commit, path),
  };
}
