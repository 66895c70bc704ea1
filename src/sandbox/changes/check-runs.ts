/** Makes check runs (of apps, and of jobs) with their suites, and tells of them. */
import { checkRunShape, checkSuiteShape } from '../shapes/check.ts';
import type { Doer, Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { App } from '../world/account.ts';
import type { CheckRun, CheckSuite } from '../world/check.ts';
import type { Commit } from '../world/commit.ts';
import type { Repository } from '../world/repository.ts';

export interface NewCheckRun {
  /** Given for a job, whose check run has the same id. */
  readonly id?: number;
  readonly app: App;
  readonly commit: Commit;
  readonly headBranch: string | null;
  readonly name: string;
  readonly detailsUrl: string | null;
  readonly externalId: string;
}

/** Queued, with an empty output. */
export function newCheckRun(site: Site, repository: Repository, plan: NewCheckRun): CheckRun {
  const { world } = site;
  const run: CheckRun = {
    id: plan.id ?? world.nextId(),
    writtenMs: world.now(),
    suite: suiteFor(site, repository, plan),
    app: plan.app,
    name: plan.name,
    headSha: plan.commit.sha,
    status: 'queued',
    conclusion: null,
    startedMs: world.now(),
    completedMs: undefined,
    detailsUrl: plan.detailsUrl,
    externalId: plan.externalId,
    output: { title: null, summary: null, text: null, annotations: [] },
    actions: [],
  };
  repository.checkRuns.set(run.id, run);
  return run;
}

/** The app's suite for a commit, made when there is none. */
export function suiteFor(
  { world }: Site,
  repository: Repository,
  wanted: Pick<NewCheckRun, 'app' | 'commit' | 'headBranch'>,
): CheckSuite {
  for (const suite of repository.checkSuites.values()) {
    if (suite.app === wanted.app && suite.headSha === wanted.commit.sha) return suite;
  }
  const suite: CheckSuite = {
    id: world.nextId(),
    writtenMs: world.now(),
    app: wanted.app,
    headSha: wanted.commit.sha,
    headCommit: wanted.commit,
    headBranch: wanted.headBranch,
  };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

/**
 * `created` and `completed` go to every app that subscribes; `rerequested` and `requested_action` only to the app whose
 * check run it is. `more` is what the action adds.
 */
export function announceCheckRun(
  site: Site,
  repository: Repository,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested' | 'requested_action',
  doer: Doer,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { world } = site;
  const own = action === 'rerequested' || action === 'requested_action';
  const check_run = {
    ...checkRunShape(world, repository, run),
    check_suite: checkSuiteShape(world, repository, run.suite),
  };
  announce(site, {
    event: 'check_run',
    action,
    repository,
    doer,
    payload: { check_run, ...more },
    ...(own ? { onlyApp: run.app } : {}),
  });
  world.changed({ kind: 'check_run', repository, id: run.id });
}

/**
 * Asks the app to check again. Its check run stays as it is: the app decides. The check run of a job is run again by
 * Actions itself. @returns false when the job is still going on.
 */
export function rerequestCheckRun(site: Site, repository: Repository, run: CheckRun, doer: Doer): boolean {
  const job = [...repository.jobs.values()].find((each) => each.checkRun === run);
  if (job) return site.runs.rerun(job.run, doer, [job.workflowJob]);
  announceCheckRun(site, repository, run, 'rerequested', doer);
  run.suite.rerequested = true;
  return true;
}

export function rerequestCheckSuite(site: Site, repository: Repository, suite: CheckSuite, doer: Doer): void {
  suite.rerequested = true;
  const check_suite = checkSuiteShape(site.world, repository, suite);
  announce(site, {
    event: 'check_suite',
    action: 'rerequested',
    repository,
    doer,
    payload: { check_suite },
    onlyApp: suite.app,
  });
}
