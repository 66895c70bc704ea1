/** Names of runs and jobs in concurrency groups, and the runs and jobs behind those names. */
import type { ConcurrencyGroup } from '../runner/concurrency-groups.ts';
import type { Repository, WorkflowRun } from '../world/repository.ts';
import type { GroupMember, GroupOfRuns } from './workflow-runs.ts';

export function groupsOfRuns(repository: Repository, groups: readonly ConcurrencyGroup[]): GroupOfRuns[] {
  return groups.map(({ group, running, pending }) => ({
    group,
    running: running === undefined ? undefined : memberNamed(repository, running),
    pending: pending.flatMap((name) => memberNamed(repository, name) ?? []),
  }));
}

/** The runner appends ` job <key>` for a job. */
export function memberName(run: WorkflowRun): string {
  return `run ${run.id} attempt ${run.attempt}`;
}

function memberNamed(repository: Repository, name: string): GroupMember | undefined {
  const [, id, attempt, key] = /^run (\d+) attempt (\d+)(?: job (.+))?$/.exec(name) ?? [];
  const run = repository.workflowRuns.get(Number(id));
  if (!run) return undefined;
  const jobs = [...repository.jobs.values()].filter((job) => job.run === run && job.attempt === Number(attempt));
  return { run, job: key === undefined ? undefined : jobs.find((job) => job.key === key) };
}
