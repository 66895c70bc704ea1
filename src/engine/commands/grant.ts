// Applies what a person wishes of a task, or says what stands in its way.
import type { Steering } from '../../core/event.ts';
import { isTerminal, type Repository, type Task } from '../../core/task.ts';
import { obstacleTo } from '../../core/transition/obstacle.ts';
import { obstacleWords } from '../../core/wording/obstacles.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Result, refused } from './command-context.ts';

/** One that has had its effect already is granted again. */
export async function grant(
  parts: EngineParts,
  repository: Repository,
  { task, wish }: { task: Task; wish: Steering },
): Promise<Result> {
  if (task.causes.includes(wish.cause)) return done;
  const obstacle = obstacleTo(task, wish) ?? (await obstacleToReopening(parts, task));
  if (obstacle !== null) return refused(obstacleWords(obstacle, task));
  // The repository may have been renamed while the task had ended and nobody kept it up to date.
  await applyEvent(parts, task.id, { kind: 'repository_moved', repository, at: parts.now() });
  await applyEvent(parts, task.id, wish);
  return done;
}

/** What has ended can go on only while its pull request is open and its issue has no other open task. */
async function obstacleToReopening({ store, github }: EngineParts, task: Task): Promise<'ended' | null> {
  if (!isTerminal(task.state)) return null;
  if ((await store.openTaskOfIssue(task.repository.id, task.issue)) !== null) return 'ended';
  if (task.pullRequest === null) return null;
  const { open } = await github.readPullRequest(task.repository, task.pullRequest.number);
  return open ? null : 'ended';
}
