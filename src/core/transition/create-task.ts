// A task is born: queued or waiting for answers, seen and shown, with nothing done yet.
import type { Effect } from '../effect.ts';
import { taskId } from '../identifier.ts';
import type { Policy } from '../policy.ts';
import type { FeatureRequest, Repository, Task, TaskState } from '../task.ts';
import { showEffect } from './step.ts';

export interface TaskRequest {
  readonly repository: Repository;
  readonly issue: number;
  readonly requestedBy: { readonly id: number; readonly login: string };
  readonly feature: FeatureRequest;
  readonly priority: number;
  readonly policy: Policy;
  readonly at: number;
  /** How many tasks the issue has had before. */
  readonly earlier: number;
  /** What keeps the criteria from becoming a test; empty when nothing does. */
  readonly questions?: readonly string[];
  /** Open issues that the issue names as blockers. */
  readonly blockedBy?: readonly number[];
  /** The comment, button or delivery that asked for it. */
  readonly cause: string;
}

/** The new task and its first effects. */
export function createTask(request: TaskRequest): { task: Task; effects: readonly Effect[] } {
  const { repository, issue, requestedBy, feature, priority, policy, at, earlier, cause } = request;
  const { questions = [], blockedBy = [] } = request;
  const state: TaskState =
    questions.length === 0
      ? { kind: 'queued', phase: null }
      : { kind: 'waiting', phase: 'e2e_test_generation', reason: { kind: 'needs_info', questions }, since: at };
  const task: Task = {
    id: taskId(repository.id, issue, earlier + 1),
    version: 1,
    repository,
    issue,
    requestedBy,
    feature,
    priority,
    policy,
    createdAt: at,
    state,
    round: 1,
    results: 0,
    attemptsStarted: 0,
    limits: { rounds: policy.roundsMax, results: policy.resultsMax, budget: policy.budget },
    branch: null,
    pullRequest: null,
    test: null,
    proofs: { redOnBase: null, greenOnHead: null, greenOnStaging: null },
    staging: null,
    merged: null,
    production: null,
    feedback: null,
    guidance: [],
    approval: null,
    votes: [],
    pause: null,
    changedSince: null,
    blockedBy,
    causes: [cause],
    seen: { changes: [], findings: [] },
    history: [],
  };
  const ask: readonly Effect[] = questions.length === 0 ? [] : [{ kind: 'ask', key: 'ask:1', asked: 1 }];
  return { task, effects: [{ kind: 'react', key: 'react' }, showEffect(task), ...ask] };
}
