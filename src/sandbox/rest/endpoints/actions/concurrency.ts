/** Concurrency groups: who runs, and who waits in which order. */

import { repositoryApi, type Shape } from '../../../shapes/link.ts';
import { jobPage, runApi, runPage } from '../../../shapes/workflow-run.ts';
import type { Job, WorkflowRun } from '../../../world/repository.ts';
import { isoTime } from '../../../world/world.ts';
import { type Call, endpoint } from '../../endpoint.ts';
import { counted } from '../../listing.ts';
import { notFound, ok, unprocessable } from '../../reply.ts';
import { runIn } from './find-record.ts';

const base = '/repos/{owner}/{repo}/actions';
const reads = { needs: [{ actions: 'read' }] } as const;

interface Member {
  readonly run: WorkflowRun;
  readonly job: Job | undefined;
  readonly status: 'in_progress' | 'pending';
}

interface Group {
  readonly name: string;
  /** The running one first, then those that wait, in order. */
  readonly members: readonly Member[];
}

export const concurrencyGroups = [
  endpoint(`GET ${base}/concurrency_groups`, reads, (call) =>
    counted(call, 'concurrency_groups', groupsOf(call), (group) => ({
      group_name: group.name,
      group_url: urlOf(call, group),
      last_acquired_at: acquiredAt(group),
    })),
  ),
  endpoint(`GET ${base}/concurrency_groups/{+concurrency_group_name}`, reads, (call) => {
    const wanted = (call.parameters.concurrency_group_name ?? '').toLowerCase();
    const group = groupsOf(call).find(({ name }) => name.toLowerCase() === wanted);
    if (!group) throw notFound();
    const members = membersAhead(call, group);
    return ok({
      group_name: group.name,
      group_url: urlOf(call, group),
      total_count: members.length,
      group_members: members.map((member) => memberShape(call, member)),
    });
  }),
  endpoint(`GET ${base}/runs/{run_id}/concurrency_groups`, reads, (call) => {
    const run = runIn(call);
    const groups = groupsOf(call).filter((group) => group.members.some((member) => member.run === run));
    return counted(call, 'concurrency_groups', groups, (group) => ({
      group_name: group.name,
      group_url: urlOf(call, group),
      group_members: group.members.map((member) => memberShape(call, member)),
    }));
  }),
];

function groupsOf({ site, repository }: Call): Group[] {
  return site.runs.groups(repository).map(({ group, running, pending }) => ({
    name: group,
    members: [
      ...(running ? [{ ...running, status: 'in_progress' as const }] : []),
      ...pending.map((member) => ({ ...member, status: 'pending' as const })),
    ],
  }));
}

/** Members up to and with the run or job that is asked about. */
function membersAhead({ query }: Call, { name, members }: Group): readonly Member[] {
  const { ahead_of_run: run, ahead_of_job: job } = query;
  if (run !== undefined && job !== undefined) {
    throw unprocessable('ahead_of_run and ahead_of_job are mutually exclusive; send one of them.');
  }
  if (run === undefined && job === undefined) return members;
  const place = members.findIndex((member) =>
    run === undefined ? member.job?.id === Number(job) : !member.job && member.run.id === Number(run),
  );
  if (place < 0) throw unprocessable(`The run or job is not in the concurrency group ${name}.`);
  return members.slice(0, place + 1);
}

function memberShape({ world }: Call, { run, job, status }: Member): Shape {
  return {
    run_id: run.id,
    run_name: run.displayTitle,
    run_url: runApi(world, run),
    run_html_url: runPage(world, run),
    ...(job
      ? {
          job_id: job.id,
          job_name: job.name,
          job_url: repositoryApi(world, run.repository, `/actions/jobs/${job.id}`),
          job_html_url: jobPage(world, job),
        }
      : {}),
    status,
  };
}

function urlOf({ world, repository }: Call, { name }: Group): string {
  return repositoryApi(world, repository, `/actions/concurrency_groups/${encodeURIComponent(name)}`);
}

/** When the running member began to work. */
function acquiredAt({ members }: Group): string | null {
  const holder = members.find((member) => member.status === 'in_progress');
  if (!holder) return null;
  const { run, job } = holder;
  const jobs = [...run.repository.jobs.values()].filter((each) => each.run === run && each.attempt === run.attempt);
  const starts = (job ? [job] : jobs).flatMap((each) => each.startedMs ?? []);
  return starts.length === 0 ? null : isoTime(Math.min(...starts));
}
