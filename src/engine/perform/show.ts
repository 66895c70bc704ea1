// Brings the check run, the status comment and the pull request's description up to date with the task.
import type { Effect } from '../../core/effect.ts';
import type { CommitId } from '../../core/identifier.ts';
import type { Task } from '../../core/task.ts';
import { type CheckRunView, checkRunOf, movedCheckRun } from '../../core/wording/check-run.ts';
import { mergeDescription, pullRequestBody } from '../../core/wording/pull-request.ts';
import { statusComment, statusMarker } from '../../core/wording/status-comment.ts';
import type { EngineParts } from '../parts.ts';
import { addressesOf, done, type Performer } from './performer.ts';

type Show = Extract<Effect, { kind: 'show' }>;

const closed = 'closed';
const gone = 'gone';

export const show: Performer<Show> = {
  /** After an unclear try: what was made but not kept is found by its external id, or by its hidden mark. */
  async find({ github, store }, task) {
    const comments = await store.surfaces(task.id, 'status_comment');
    if (!comments.has('id')) {
      const comment = await github.findComment(task.repository, task.issue, statusMarker(task));
      if (comment !== null)
        await store.keepSurface(task.id, { kind: 'status_comment', key: 'id', value: `${comment}` });
    }
    const head = task.branch?.head;
    if (head === undefined || (await store.surfaces(task.id, 'check_run')).has(head)) return null;
    const found = await github.findCheckRun(task.repository, head, task.id);
    if (found !== null) await store.keepSurface(task.id, { kind: 'check_run', key: head, value: String(found) });
    return null;
  },
  async perform(parts, task) {
    if (task.branch !== null) {
      await showCheckRun(parts, task, task.branch.head);
      await showDescription(parts, task);
    }
    // Last, so that an issue where nobody may comment does not keep the gate from being true.
    await showComment(parts, task);
    return done();
  },
};

/** Made once, then edited in place. Who deletes it does not want it. */
async function showComment({ github, store }: EngineParts, task: Task): Promise<void> {
  const ours = statusComment(task);
  const known = await store.surfaces(task.id, 'status_comment');
  const id = known.get('id');
  if (id === gone || known.get('body') === ours) return;
  const keep = (key: string, value: string) => store.keepSurface(task.id, { kind: 'status_comment', key, value });
  if (id === undefined) await keep('id', String(await github.comment(task.repository, task.issue, ours)));
  else if ((await github.editComment(task.repository, Number(id), ours)) === 'gone') return await keep('id', gone);
  await keep('body', ours);
}

async function showCheckRun(parts: EngineParts, task: Task, head: CommitId): Promise<void> {
  const { github, store, now } = parts;
  const view = checkRunOf(task, { now: now(), ...addressesOf(github, task) });
  const known = await store.surfaces(task.id, 'check_run');
  const current = known.get(head);
  if (current === undefined) {
    const detailsUrl = task.pullRequest?.url ?? '';
    const id = await github.createCheckRun(task.repository, { head, externalId: task.id, detailsUrl, view });
    await store.keepSurface(task.id, { kind: 'check_run', key: head, value: String(id) });
    await keepAnnotated(parts, task, view);
  } else if (current !== closed) {
    const fresh = await withNewAnnotations(parts, task, view);
    await github.updateCheckRun(task.repository, Number(current), fresh);
    await keepAnnotated(parts, task, fresh);
  }
  for (const [commit, id] of known) {
    if (commit === head || id === closed) continue;
    await github.updateCheckRun(task.repository, Number(id), movedCheckRun(head));
    await store.keepSurface(task.id, { kind: 'check_run', key: commit, value: closed });
  }
}

/** GitHub adds annotations to those that are there, so the findings of one review are sent once. */
async function withNewAnnotations({ store }: EngineParts, task: Task, view: CheckRunView): Promise<CheckRunView> {
  const sent = await store.surfaces(task.id, 'annotations');
  return sent.has(annotationsKey(task)) ? { ...view, annotations: [] } : view;
}

async function keepAnnotated({ store }: EngineParts, task: Task, view: CheckRunView): Promise<void> {
  if (view.annotations.length === 0) return;
  await store.keepSurface(task.id, { kind: 'annotations', key: annotationsKey(task), value: 'sent' });
}

const annotationsKey = (task: Task): string => `${task.branch?.head}:${task.feedback?.round ?? 0}`;

/** The description is read before it is written, so that what people wrote around ours stays. */
async function showDescription({ github, store }: EngineParts, task: Task): Promise<void> {
  if (task.pullRequest === null) return;
  const { number } = task.pullRequest;
  const ours = pullRequestBody(task, addressesOf(github, task));
  const shown = (await store.surfaces(task.id, 'description')).get('body');
  if (shown === ours) return;
  const { body } = await github.readPullRequest(task.repository, number);
  const merged = mergeDescription(body, ours);
  if (merged !== body) await github.updateDescription(task.repository, number, merged);
  await store.keepSurface(task.id, { kind: 'description', key: 'body', value: ours });
}
