// Somebody who may wants a task for an issue: a new one, an answer to one that waits, or the reason why not.
import type { Config } from '../../core/config/config-schema.ts';
import type { ConfigOutcome } from '../../core/config/parse-config.ts';
import { policyOf } from '../../core/config/policy-of.ts';
import { readBlockers } from '../../core/intake/read-blockers.ts';
import { type FeatureOutcome, readFeature } from '../../core/intake/read-feature.ts';
import { priorityOfLabels } from '../../core/intake/read-priority-label.ts';
import type { Policy } from '../../core/policy.ts';
import { isTerminal, type Repository, type Task } from '../../core/task.ts';
import { createTask } from '../../core/transition/create-task.ts';
import {
  refuseBrokenConfiguration,
  refuseClosedIssue,
  refuseIssueText,
  refuseSecondTask,
  refuseTooMany,
} from '../../core/wording/refusals.ts';
import type { IssueSnapshot, Person } from '../../github/signal.ts';
import { draftTest } from '../../scenario/draft-test.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';

export interface TaskWish {
  readonly repository: Repository;
  readonly issue: IssueSnapshot;
  readonly person: Person;
  /** The comment or delivery that asks for it. */
  readonly cause: string;
  readonly config: ConfigOutcome;
}

/** `refused` with what to tell the person. */
export type Granting = { readonly kind: 'granted' } | { readonly kind: 'refused'; readonly body: string };

const granted: Granting = { kind: 'granted' };
const refused = (body: string): Granting => ({ kind: 'refused', body });

export async function requestTask(parts: EngineParts, wish: TaskWish): Promise<Granting> {
  const { repository, issue, person, cause, config } = wish;
  const { store, now } = parts;
  if (!config.ok) return refused(refuseBrokenConfiguration(config.problems));
  const latest = await store.latestTaskOfIssue(repository.id, issue.number);
  if (latest?.causes.includes(cause) === true) return granted;
  if (!issue.open) return refused(refuseClosedIssue());
  const read = readWish(issue, config.config);
  if (!read.ok) return refused(refuseIssueText(read.problems));
  const { feature, priority } = read;
  const policy = policyOf(config.config);
  const questions = questionsAbout(feature, issue.number, policy);
  if (latest !== null) {
    const standing = await standingOf(parts, latest);
    if (standing.kind === 'refused') return standing;
    if (standing.kind === 'goes_on') {
      const by = person.login;
      await applyEvent(parts, latest.id, { kind: 'resumed', by, feature, priority, questions, cause, at: now() });
      return granted;
    }
  }
  const mine = (await openTasksOf(parts, repository)).filter((task) => task.requestedBy.id === person.id);
  const max = config.config.open_per_person;
  if (mine.length >= max) return refused(refuseTooMany({ login: person.login, open: mine.length, max }));
  const { task, effects } = createTask({
    repository,
    issue: issue.number,
    requestedBy: { id: person.id, login: person.login },
    feature,
    priority,
    policy,
    at: now(),
    earlier: await store.tasksOfIssue(repository.id, issue.number),
    questions,
    blockedBy: await openBlockers(parts, repository, issue),
    cause,
  });
  if ((await store.addTask(task, effects)) === 'added') parts.bus.publish({ task, event: null });
  return granted;
}

/** What the issue asks for; a label that says a priority outranks the text. */
export function readWish(issue: Pick<IssueSnapshot, 'title' | 'body' | 'labels'>, config: Config): FeatureOutcome {
  const read = readFeature({ title: issue.title, body: issue.body }, config);
  const labelled = priorityOfLabels(issue.labels, config.label);
  return read.ok && labelled !== null ? { ...read, priority: labelled } : read;
}

/** What keeps the text from becoming a test; empty when nothing does, or where a model words it anew in its job. */
export function questionsAbout(
  feature: { title: string; text: string },
  issue: number,
  { model }: Pick<Policy, 'model'>,
): readonly string[] {
  if (model?.writesCriteria === true) return [];
  const draft = draftTest(feature, issue);
  return draft.kind === 'questions' ? draft.questions : [];
}

export async function openTasksOf({ store }: EngineParts, repository: Pick<Repository, 'id'>): Promise<Task[]> {
  return (await store.openTasks()).filter((task) => task.repository.id === repository.id);
}

/** The blockers that the issue names and that are still open. */
export async function openBlockers(
  { github }: EngineParts,
  repository: Repository,
  issue: Pick<IssueSnapshot, 'body' | 'number'>,
): Promise<number[]> {
  const open: number[] = [];
  for (const number of readBlockers(issue.body, issue.number)) {
    if ((await github.readIssue(repository, number))?.open === true) open.push(number);
  }
  return open;
}

/** What the issue's latest task means for another wish: it goes on, stands in the way, or is history. */
async function standingOf(
  { github }: EngineParts,
  latest: Task,
): Promise<{ kind: 'goes_on' } | { kind: 'history' } | Extract<Granting, { kind: 'refused' }>> {
  const { state, pullRequest } = latest;
  if (state.kind === 'waiting') return { kind: 'goes_on' };
  if (!isTerminal(state)) return { kind: 'refused', body: refuseSecondTask(latest, null) };
  if (pullRequest === null) return { kind: 'history' };
  const { open, merged } = await github.readPullRequest(latest.repository, pullRequest.number);
  if (merged) return { kind: 'refused', body: refuseSecondTask(latest, 'merged') };
  if (!open || state.kind === 'cancelled') return { kind: 'history' };
  return state.kind === 'failed' ? { kind: 'goes_on' } : { kind: 'refused', body: refuseSecondTask(latest, 'open') };
}
