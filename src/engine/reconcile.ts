// Webhooks get lost: compares what is open with GitHub, and asks GitHub for what it could not deliver.
// Its cost grows with open tasks, not with history.
import { isTerminal, type Task } from '../core/task.ts';
import { applyEvent } from './apply-event.ts';
import { newsOfRun } from './news-of-run.ts';
import type { EngineParts } from './parts.ts';
import { awaitedHead, reportOf } from './receive/deployment.ts';
import { causeOf, hearOfReview } from './receive/review.ts';

/** How far back failed deliveries are asked for, in milliseconds; GitHub keeps them for three days. */
const redeliverMs = 3 * 24 * 3_600_000;

export async function reconcile(parts: EngineParts): Promise<void> {
  const { store, github, now, log } = parts;
  const suspended = await store.suspendedInstallations();
  for (const task of await store.openTasks()) {
    if (suspended.has(task.repository.installationId)) continue;
    try {
      await compare(parts, task);
    } catch (error) {
      // One repository that cannot be asked must not keep the others from being looked at.
      log.warn({ task: task.id, err: error }, 'a task could not be compared with GitHub');
    }
  }
  await github.redeliverFailed(now() - redeliverMs);
}

/** What no webhook told of: the end of the run, an approval that it waits for, the issue or the pull request, a push, a review, a merge that is possible now, a blocker that is gone. */
async function compare(parts: EngineParts, task: Task): Promise<void> {
  await compareRun(parts, task);
  await compareDeployments(parts, task);
  const { github, now, log, settings } = parts;
  const at = now();
  // What has just changed may not show yet: an old answer would look like news.
  if (at - quietSince(task) < settings.settleMs) return;
  const after = await comparePullRequest(parts, task);
  if (isTerminal(after.state)) return;
  await compareReviews(parts, after);
  const issue = await github.readIssue(task.repository, task.issue);
  // A merge closes the issue; production goes on.
  if (after.merged === null && after.state.kind !== 'merging' && issue !== null && !issue.open) {
    log.info({ task: task.id }, 'an issue has been closed that no webhook told of');
    await applyEvent(parts, task.id, { kind: 'cancel_requested', by: 'somebody', reason: 'the issue was closed', at });
  }
  for (const blocker of task.blockedBy) {
    if ((await github.readIssue(task.repository, blocker))?.open === true) continue;
    await applyEvent(parts, task.id, { kind: 'blocker_closed', issue: blocker, at });
  }
}

/** Reviews whose authors are asked after, at each comparison. */
const reviewsMax = 10;

/** Each author's latest word, unless the task has heard it. */
async function compareReviews(parts: EngineParts, task: Task): Promise<void> {
  if (task.pullRequest === null || task.test === null) return;
  const { number } = task.pullRequest;
  const { repository } = task;
  const reviews = await parts.github.reviewsByPeople(repository, number);
  const latest = [...new Map(reviews.map((review) => [review.author.id, review])).values()];
  for (const review of latest.slice(-reviewsMax)) {
    if (review.vote === 'abstain' || task.causes.includes(causeOf(review))) continue;
    parts.log.info({ task: task.id, review: review.review.id }, 'a review that no webhook may have told of');
    await hearOfReview(parts, {
      kind: 'review_written',
      repository,
      pullRequest: number,
      sender: review.author,
      ...review,
    });
  }
}

/** When the task last changed something on GitHub, or was made. */
function quietSince({ state, createdAt }: Task): number {
  if (state.kind === 'queued') return createdAt;
  if (state.kind === 'waiting' || state.kind === 'leasing' || state.kind === 'merging') return state.since;
  if (state.kind === 'running' || state.kind === 'pausing') return state.attempt.startedAt;
  return Number.POSITIVE_INFINITY;
}

async function compareRun(parts: EngineParts, task: Task): Promise<void> {
  const news = await newsOfRun(parts, task);
  if (news === null) return;
  parts.log.info({ task: task.id, news }, 'a run has changed and no webhook told of it');
  await applyEvent(parts, task.id, news);
}

async function compareDeployments(parts: EngineParts, task: Task): Promise<void> {
  const head = awaitedHead(task);
  if (head === null) return;
  const deployments = await parts.github.deploymentsOf(task.repository, head);
  const report = reportOf(task, deployments);
  if (report === null) return;
  parts.log.info({ task: task.id, head }, 'a deployment that no webhook told of');
  await applyEvent(parts, task.id, { ...report, at: parts.now() });
}

async function comparePullRequest(parts: EngineParts, task: Task): Promise<Task> {
  const { github, now, log, store } = parts;
  if (task.pullRequest === null) return task;
  const { open, merged, head, mergeable } = await github.readPullRequest(task.repository, task.pullRequest.number);
  if (merged) {
    const commit = await github.mergeCommitOf(task.repository, task.pullRequest.number);
    if (task.merged !== null || commit === null) return task;
    log.info({ task: task.id }, 'a pull request has been merged that no webhook told of');
    return await applyEvent(parts, task.id, { kind: 'merged', commit, by: 'somebody', at: now() });
  }
  if (!open) {
    log.info({ task: task.id }, 'a pull request has been closed that no webhook told of');
    const reason = 'the pull request was closed';
    return await applyEvent(parts, task.id, { kind: 'cancel_requested', by: 'somebody', reason, at: now() });
  }
  const blocked = task.state.kind === 'waiting' && task.state.reason.kind === 'merge_blocked';
  if (blocked && mergeable === 'yes') {
    log.info({ task: task.id }, 'a pull request can be merged that could not');
    return await applyEvent(parts, task.id, { kind: 'merge_unblocked', at: now() });
  }
  // Compared with the record as it is now: a commit of ours may have landed since the task was read.
  const current = (await store.task(task.id)) ?? task;
  const unknown = current.version === task.version && current.branch !== null && current.branch.head !== head;
  if (!unknown) return current;
  log.info({ task: task.id, head }, 'a push that no webhook told of');
  return await applyEvent(parts, task.id, { kind: 'head_moved', head, by: 'somebody', at: now() });
}
