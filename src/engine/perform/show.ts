// Brings the check run and the pull request's description up to date with the task.
import type { Effect } from '../../core/effect.ts';
import type { CommitId } from '../../core/identifier.ts';
import type { Task } from '../../core/task.ts';
import { checkRunOf, movedCheckRun } from '../../core/wording/check-run.ts';
import { mergeDescription, pullRequestBody } from '../../core/wording/pull-request.ts';
import type { EngineParts } from '../parts.ts';
import { done, type Performer } from './performer.ts';

type Show = Extract<Effect, { kind: 'show' }>;

const closed = 'closed';

export const show: Performer<Show> = {
  /** After an unclear try: a check run that was made but not kept is found by its external id. */
  async find({ github, store }, task) {
    const head = task.branch?.head;
    if (head === undefined || (await store.surfaces(task.id, 'check_run')).has(head)) return null;
    const found = await github.findCheckRun(task.repository, head, task.id);
    if (found !== null) await store.keepSurface(task.id, { kind: 'check_run', key: head, value: String(found) });
    return null;
  },
  async perform(parts, task) {
    if (task.branch === null) return done();
    await showCheckRun(parts, task, task.branch.head);
    await showDescription(parts, task);
    return done();
  },
};

async function showCheckRun(parts: EngineParts, task: Task, head: CommitId): Promise<void> {
  const { github, store, now } = parts;
  const view = checkRunOf(task, { now: now(), runUrl: (run) => github.runUrl(task.repository, run) });
  const known = await store.surfaces(task.id, 'check_run');
  const current = known.get(head);
  if (current === undefined) {
    const detailsUrl = task.pullRequest?.url ?? '';
    const id = await github.createCheckRun(task.repository, { head, externalId: task.id, detailsUrl, view });
    await store.keepSurface(task.id, { kind: 'check_run', key: head, value: String(id) });
  } else if (current !== closed) {
    await github.updateCheckRun(task.repository, Number(current), view);
  }
  for (const [commit, id] of known) {
    if (commit === head || id === closed) continue;
    await github.updateCheckRun(task.repository, Number(id), movedCheckRun(head));
    await store.keepSurface(task.id, { kind: 'check_run', key: commit, value: closed });
  }
}

/** The description is read before it is written, so that what people wrote around ours stays. */
async function showDescription({ github, store }: EngineParts, task: Task): Promise<void> {
  if (task.pullRequest === null) return;
  const { number } = task.pullRequest;
  const ours = pullRequestBody(task, { runUrl: (run) => github.runUrl(task.repository, run) });
  const shown = (await store.surfaces(task.id, 'description')).get('body');
  if (shown === ours) return;
  const { body } = await github.readPullRequest(task.repository, number);
  const merged = mergeDescription(body, ours);
  if (merged !== body) await github.updateDescription(task.repository, number, merged);
  await store.keepSurface(task.id, { kind: 'description', key: 'body', value: ours });
}
