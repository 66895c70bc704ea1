/** Check suites and check runs as the API shows them. */
import type { CheckRun, CheckSuite } from '../world/check.ts';
import type { Repository } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { appShape } from './account.ts';
import { simpleCommit } from './commit.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';
import { pullsAt } from './pull-request.ts';
import { minimalRepository } from './repository.ts';

/** `check-run`. */
export function checkRunShape(world: World, repository: Repository, run: CheckRun): Shape {
  const url = repositoryApi(world, repository, `/check-runs/${run.id}`);
  const page = checkRunPage(world, repository, run);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedMs ? isoTime(run.startedMs) : null,
    completed_at: run.completedMs ? isoTime(run.completedMs) : null,
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appShape(world, run.app),
    pull_requests: pullsAt(world, repository, run.headSha),
  };
}

export function checkRunPage(world: World, repository: Repository, run: CheckRun): string {
  return repositoryPage(world, repository, `/runs/${run.id}`);
}

/** Runs of a suite, oldest first. */
export function runsOf(repository: Repository, suite: CheckSuite): CheckRun[] {
  return [...repository.checkRuns.values()].filter((run) => run.suite === suite);
}

/** A suite is as far as its runs are. */
export function suiteState(runs: readonly CheckRun[]): { status: string; conclusion: string | null } {
  if (runs.length === 0) return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) {
    return { status: runs.every((run) => run.status === 'queued') ? 'queued' : 'in_progress', conclusion: null };
  }
  const worstFirst = ['startup_failure', 'failure', 'timed_out', 'cancelled', 'action_required', 'stale'];
  const conclusions = runs.map((run) => run.conclusion ?? 'neutral');
  const worst = worstFirst.find((conclusion) => (conclusions as string[]).includes(conclusion));
  return {
    status: 'completed',
    conclusion: worst ?? (conclusions.includes('success') ? 'success' : (conclusions[0] ?? 'neutral')),
  };
}

/** `check-suite`. */
export function checkSuiteShape(world: World, repository: Repository, suite: CheckSuite): Shape {
  const url = repositoryApi(world, repository, `/check-suites/${suite.id}`);
  const runs = runsOf(repository, suite);
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...(suite.rerequested ? { status: 'queued', conclusion: null } : suiteState(runs)),
    url,
    before: suite.headCommit.parents[0] ?? '0'.repeat(40),
    after: suite.headSha,
    pull_requests: pullsAt(world, repository, suite.headSha),
    app: appShape(world, suite.app),
    repository: minimalRepository(world, repository),
    created_at: isoTime(suite.writtenMs),
    updated_at: isoTime(Math.max(suite.writtenMs, ...runs.map((run) => run.completedMs ?? run.writtenMs))),
    head_commit: simpleCommit(suite.headCommit),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

/** `check-annotation`. */
export function annotationShapes(world: World, repository: Repository, run: CheckRun): Shape[] {
  return run.output.annotations.map((annotation) => ({
    path: annotation.path,
    blob_href: repositoryPage(world, repository, `/blob/${run.headSha}/${annotation.path}`),
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    start_column: annotation.startColumn,
    end_column: annotation.endColumn,
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
    raw_details: annotation.rawDetails,
  }));
}
