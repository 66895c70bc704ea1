// The label that starts a task, the labels that set its priority, and the way back: label off, issue closed or gone.
import { priorityOfLabel } from '../../core/intake/read-priority-label.ts';
import type { Task } from '../../core/task.ts';
import { refuseWithoutAccess } from '../../core/wording/refusals.ts';
import type { Signal } from '../../github/signal.ts';
import type { WaitingDelivery } from '../../store/store.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
import { labelOf, readConfig } from '../request/read-config.ts';
import { openTasksOf, readWish, requestTask } from '../request/request-task.ts';
import { maySteer } from '../request/rights.ts';
import { submitterOf } from '../request/submission.ts';
import { reply } from './reply.ts';

type SignalOf<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

export async function hearOfLabel(
  parts: EngineParts,
  signal: SignalOf<'issue_labelled'>,
  delivery: WaitingDelivery,
): Promise<void> {
  const { repository, issue, sender } = signal;
  const config = await readConfig(parts, repository);
  const label = labelOf(config);
  const cause = `delivery:${delivery.id}`;
  const priority = priorityOfLabel(signal.label, label);
  if (priority !== null) {
    const task = await parts.store.openTaskOfIssue(repository.id, issue.number);
    if (task === null || !(await maySteer(parts, repository, { person: sender, config }))) return;
    await applyEvent(parts, task.id, { kind: 'priority_set', priority, by: sender.login, cause, at: parts.now() });
    return;
  }
  if (label !== signal.label) return;
  const answer = (body: string) => reply(parts, { repository, issue: issue.number, body, delivery: delivery.id });
  const person = (await submitterOf(parts, signal)) ?? sender;
  if (!(await maySteer(parts, repository, { person, config }))) {
    return await answer(refuseWithoutAccess({ login: person.login, label }));
  }
  const granting = await requestTask(parts, { repository, issue, person, cause, config });
  if (granting.kind === 'refused') await answer(granting.body);
}

/** Reopened with the label still on: as if the label had been put on again. */
export async function hearOfReopening(
  parts: EngineParts,
  signal: SignalOf<'issue_reopened'>,
  delivery: WaitingDelivery,
): Promise<void> {
  const label = labelOf(await readConfig(parts, signal.repository));
  if (!signal.issue.labels.includes(label)) return;
  await hearOfLabel(parts, { ...signal, kind: 'issue_labelled', label }, delivery);
}

export async function hearOfLabelGone(parts: EngineParts, signal: SignalOf<'issue_unlabelled'>): Promise<void> {
  const { repository, sender: person } = signal;
  const config = await readConfig(parts, repository);
  if (labelOf(config) !== signal.label) return;
  const task = await parts.store.openTaskOfIssue(repository.id, signal.issue.number);
  // To answer a waiting task a person may put the label on again, and for that has to take it off first.
  if (task === null || task.state.kind === 'waiting') return;
  // Who may only triage may take labels off, but has no say here.
  if (!(await maySteer(parts, repository, { person, config }))) return;
  await cancel(parts, task, { by: signal.sender.login, reason: `the label "${signal.label}" was removed` });
}

/** The issue has ended, and its task with it; tasks that waited for it may start. */
export async function hearOfEnd(
  parts: EngineParts,
  signal: SignalOf<'issue_closed'> | SignalOf<'issue_gone'>,
): Promise<void> {
  const { repository, issue, sender } = signal;
  const task = await parts.store.openTaskOfIssue(repository.id, issue.number);
  const reason = `the issue was ${signal.kind === 'issue_gone' ? signal.how : 'closed'}`;
  const done = task !== null && signal.kind === 'issue_closed' && (await isMerged(parts, task));
  if (task !== null && !done) await cancel(parts, task, { by: sender.login, reason });
  for (const blocked of await openTasksOf(parts, repository)) {
    if (!blocked.blockedBy.includes(issue.number)) continue;
    await applyEvent(parts, blocked.id, { kind: 'blocker_closed', issue: issue.number, at: parts.now() });
  }
}

/** The merge that production needs closes the issue: that is no wish to stop. */
async function isMerged({ github }: EngineParts, task: Task): Promise<boolean> {
  if (task.policy.production === null || task.pullRequest === null) return false;
  return task.merged !== null || (await github.mergeCommitOf(task.repository, task.pullRequest.number)) !== null;
}

/** The text counts as it was; that it is another one now is shown, and waits for somebody to accept it. */
export async function hearOfEdit(
  parts: EngineParts,
  signal: SignalOf<'issue_edited'>,
  delivery: WaitingDelivery,
): Promise<void> {
  const { repository, issue, sender } = signal;
  const task = await parts.store.openTaskOfIssue(repository.id, issue.number);
  if (task === null) return;
  const config = await readConfig(parts, repository);
  const read = config.ok ? readWish(issue, config.config) : null;
  const same =
    read?.ok === true && read.feature.text === task.feature.text && read.feature.title === task.feature.title;
  const cause = `delivery:${delivery.id}`;
  await applyEvent(parts, task.id, { kind: 'issue_edited', same, by: sender.login, cause, at: parts.now() });
}

export async function cancel(
  parts: EngineParts,
  task: Task,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  await applyEvent(parts, task.id, { kind: 'cancel_requested', by, reason, at: parts.now() });
}
