// What each signal sets off. Everything here may be done twice: the record has the last word.
import { parseConfig } from '../core/config/parse-config.ts';
import { policyOf } from '../core/config/policy-of.ts';
import { readFeature } from '../core/intake/read-feature.ts';
import { openAttempt, type Repository, type Task } from '../core/task.ts';
import { createTask } from '../core/transition/create-task.ts';
import { marker } from '../core/wording/markdown/marker.ts';
import {
  refuseBrokenConfiguration,
  refuseIssueText,
  refuseSecondTask,
  refuseWithoutAccess,
} from '../core/wording/refusals.ts';
import type { Signal } from '../github/signal.ts';
import type { WaitingDelivery } from '../store/store.ts';
import { applyEvent } from './apply-event.ts';
import type { EngineParts } from './parts.ts';

const configPath = '.github/chimera.yml';

type SignalOf<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

/** `later`: what the signal is about is not known yet, and may be soon. */
export type Reception = 'done' | 'later';

export async function receive(parts: EngineParts, signal: Signal, delivery: WaitingDelivery): Promise<Reception> {
  switch (signal.kind) {
    case 'issue_labelled':
      await requestTask(parts, signal, delivery);
      return 'done';
    case 'issue_unlabelled': {
      const config = parseConfig(await parts.github.readFile(signal.repository, configPath));
      if (config.ok && config.config.label === signal.label) {
        await cancelTask(parts, signal, `the label "${signal.label}" was removed`, { waitingToo: false });
      }
      return 'done';
    }
    case 'issue_closed':
      await cancelTask(parts, signal, 'the issue was closed', { waitingToo: true });
      return 'done';
    case 'head_pushed': {
      const task = await parts.store.openTaskOfPullRequest(signal.repository.id, signal.pullRequest);
      if (task === null) return 'done';
      await applyEvent(parts, task.id, {
        kind: 'head_moved',
        head: signal.head,
        by: signal.sender.login,
        at: parts.now(),
      });
      return 'done';
    }
    case 'pull_request_closed': {
      const task = await parts.store.openTaskOfPullRequest(signal.repository.id, signal.pullRequest);
      if (task === null) return 'done';
      const reason = `the pull request was ${signal.merged ? 'merged' : 'closed'}`;
      await applyEvent(parts, task.id, { kind: 'cancel_requested', by: signal.sender.login, reason, at: parts.now() });
      return 'done';
    }
    case 'run_changed':
      return await hearOfRun(parts, signal);
    default:
      return signal satisfies never;
  }
}

async function requestTask(
  parts: EngineParts,
  signal: SignalOf<'issue_labelled'>,
  delivery: WaitingDelivery,
): Promise<void> {
  const { repository, issue, sender } = signal;
  const { store, github, now } = parts;
  const answer = (body: string) => reply(parts, { repository, issue: issue.number, body, delivery: delivery.id });
  const parsed = parseConfig(await github.readFile(repository, configPath));
  // A configuration that cannot be read cannot name another label, so the default one counts.
  const label = parsed.ok ? parsed.config.label : 'chimera';
  if (label !== signal.label) return;
  if (!(await github.mayWrite(repository, sender.login))) {
    return await answer(refuseWithoutAccess({ login: sender.login, label }));
  }
  if (!parsed.ok) return await answer(refuseBrokenConfiguration(parsed.problems));
  const read = readFeature({ title: issue.title, body: issue.body }, parsed.config);
  if (!read.ok) return await answer(refuseIssueText(read.problems));

  const open = await store.openTaskOfIssue(repository.id, issue.number);
  if (open !== null) {
    if (open.state.kind !== 'waiting') {
      if (!(await isAnswered(parts, open, delivery))) await answer(refuseSecondTask(open));
      return;
    }
    const { feature, priority } = read;
    await applyEvent(parts, open.id, { kind: 'resumed', by: sender.login, feature, priority, at: now() });
    return;
  }
  const { task, effects } = createTask({
    repository,
    issue: issue.number,
    requestedBy: { id: sender.id, login: sender.login },
    feature: read.feature,
    priority: read.priority,
    policy: policyOf(parsed.config),
    at: now(),
    earlier: await store.tasksOfIssue(repository.id, issue.number),
  });
  if ((await store.addTask(task, effects)) === 'added') parts.bus.publish({ task, event: null });
}

async function reply(
  { store }: EngineParts,
  answer: { repository: Repository; issue: number; body: string; delivery: string },
): Promise<void> {
  const { repository, issue, body, delivery } = answer;
  const key = `answer:${delivery}`;
  await store.addEffect(key, {
    kind: 'comment',
    key,
    repository,
    issue,
    body: `${body}\n\n${marker('answer', delivery)}`,
  });
}

/** Whether this very delivery made or resumed the task before a crash kept it from being marked as handled. */
async function isAnswered({ store }: EngineParts, open: Task, delivery: WaitingDelivery): Promise<boolean> {
  if (open.createdAt >= delivery.receivedAt) return true;
  const events = await store.events(open.id);
  return events.some((event) => event.kind === 'resumed' && event.at >= delivery.receivedAt);
}

async function cancelTask(
  parts: EngineParts,
  signal: SignalOf<'issue_unlabelled' | 'issue_closed'>,
  reason: string,
  { waitingToo }: { waitingToo: boolean },
): Promise<void> {
  const task = await parts.store.openTaskOfIssue(signal.repository.id, signal.issue.number);
  // To answer a waiting task a person puts the label on again, and for that has to take it off first.
  if (task === null || (task.state.kind === 'waiting' && !waitingToo)) return;
  const by = signal.sender.login;
  await applyEvent(parts, task.id, { kind: 'cancel_requested', by, reason, at: parts.now() });
}

/** A run is believed only when the record knows it as the run of an attempt; its title alone proves nothing. */
async function hearOfRun(parts: EngineParts, signal: SignalOf<'run_changed'>): Promise<Reception> {
  const { store, github, now } = parts;
  const task = await store.taskOfRun(signal.run);
  if (task === null) return await hearOfUnknownRun(parts, signal);
  if (signal.conclusion === null) return 'done';
  // The payload is a hint; what counts is what GitHub says about the run when asked.
  const run = await github.run(signal.repository, signal.run);
  if (run === null || run.status !== 'completed') return 'later';
  const conclusion = run.conclusion ?? 'unknown';
  await applyEvent(parts, task.id, { kind: 'run_ended', runId: signal.run, conclusion, at: now() });
  return 'done';
}

/**
 * A run that no attempt is known to have. Its dispatch may still be on its way back; or GitHub has started one dispatch
 * twice, and the twin of a known run is cancelled before it does everything again.
 */
async function hearOfUnknownRun(parts: EngineParts, signal: SignalOf<'run_changed'>): Promise<Reception> {
  const { store, github, log } = parts;
  for (const task of await store.openTasks()) {
    if (task.repository.id !== signal.repository.id) continue;
    const open = openAttempt(task.state);
    const attempts = open === null ? task.history : [...task.history, open];
    const attempt = attempts.find(({ id }) => signal.title.endsWith(` ${id}`));
    if (attempt === undefined) continue;
    if (attempt.runId === null) return attempt === open ? 'later' : 'done';
    if (attempt.runId === signal.run || signal.conclusion !== null) return 'done';
    log.warn({ task: task.id, attempt: attempt.id, run: signal.run }, 'a dispatch started two runs; one is cancelled');
    await github.cancelRun(signal.repository, signal.run);
    return 'done';
  }
  return 'done';
}
