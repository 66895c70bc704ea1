// Commits an attempt's change set to the task's branch, as the app.
import { type ChangeSet, changeSetSchema } from '../../contract/change-set.ts';
import { phaseResultSchema } from '../../contract/result.ts';
import type { Effect } from '../../core/effect.ts';
import type { Attempt, Task } from '../../core/task.ts';
import { commitMessage } from '../../core/wording/commit-message.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Performer } from './performer.ts';

type Commit = Extract<Effect, { kind: 'commit' }>;

/** Trailer by which a commit is found again after an unclear outcome. */
const attemptTrailer = (attempt: string): string => `Chimera-Attempt: ${attempt}`;

export const commit: Performer<Commit> = {
  async find({ github, now }, task, effect) {
    if (task.branch === null || openCommit(task, effect) === null) return done();
    const found = await github.findCommit(task.repository, task.branch.name, attemptTrailer(effect.attempt));
    return found === null ? null : done({ kind: 'committed', attempt: effect.attempt, commit: found, at: now() });
  },
  async perform(parts, task, effect) {
    const { github, now, settings } = parts;
    const attempt = openCommit(task, effect);
    if (task.branch === null || attempt === null) return done();
    const { changes, coder } = await changeSetOf(parts, attempt);
    const message = commitMessage(task, attempt, { files: changes.files.length, coder });
    const made = await github.commit(task.repository, {
      branch: task.branch.name,
      parent: effect.parent,
      changes,
      message,
    });
    if (made.kind === 'committed') {
      return done({ kind: 'committed', attempt: attempt.id, commit: made.commit, at: now() });
    }
    const found = await commit.find(parts, task, effect);
    if (found !== null) return found;
    if (made.head === effect.parent) {
      return {
        kind: 'again',
        at: now() + settings.settleMs,
        note: 'The branch has moved; its head does not show yet.',
      };
    }
    return done({ kind: 'head_moved', head: made.head, by: 'somebody', at: now() });
  },
};

function openCommit(task: Task, effect: Commit): Attempt | null {
  return task.state.kind === 'committing' && task.state.attempt.id === effect.attempt ? task.state.attempt : null;
}

async function changeSetOf(
  { store }: EngineParts,
  attempt: Attempt,
): Promise<{ changes: ChangeSet; coder: string | null }> {
  const { result } = phaseResultSchema.parse(await store.result(attempt.id));
  if (result.verdict !== 'succeeded' || !('changeSet' in result.output)) {
    throw new Error(`engine: attempt ${attempt.id} has no change set to commit`);
  }
  const { output } = result;
  return {
    changes: changeSetSchema.parse(output.changeSet),
    coder: output.command === 'implement_feature' ? output.coder : null,
  };
}
