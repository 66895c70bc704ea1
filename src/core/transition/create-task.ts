// A task is born: queued, acknowledged, with nothing done yet.
import type { Effect } from '../effect.ts';
import { taskId } from '../identifier.ts';
import type { Policy } from '../policy.ts';
import type { FeatureRequest, Repository, Task } from '../task.ts';

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
}

/** The new task and its first effects. */
export function createTask(request: TaskRequest): { task: Task; effects: readonly Effect[] } {
  const { repository, issue, requestedBy, feature, priority, policy, at, earlier } = request;
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
    state: { kind: 'queued', phase: null },
    round: 1,
    results: 0,
    attemptsStarted: 0,
    limits: { rounds: policy.roundsMax, results: policy.resultsMax },
    branch: null,
    pullRequest: null,
    test: null,
    proofs: { redOnBase: null, greenOnHead: null, greenOnStaging: null },
    staging: null,
    feedback: null,
    seen: { changes: [], findings: [] },
    history: [],
  };
  return {
    task,
    effects: [
      { kind: 'react', key: 'react' },
      { kind: 'acknowledge', key: 'acknowledge' },
    ],
  };
}
