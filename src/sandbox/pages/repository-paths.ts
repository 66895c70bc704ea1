/** Addresses below a repository, `/{owner}/{repo}…`, and the page that each shows. */
import type { Account } from '../world/account.ts';
import { isPull, type PullIssue } from '../world/pull-request.ts';
import type { Job, WorkflowRun } from '../world/repository.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { jobPage } from './actions/job-page.ts';
import { runPage } from './actions/run-page.ts';
import { runPath, runsPage } from './actions/runs-page.ts';
import { blobPage } from './code/blob-page.ts';
import { commitPage, commitsPage, comparePage } from './code/commit-page.ts';
import { deploymentsPage } from './code/deployments-page.ts';
import { repositoryPage } from './code/repository-page.ts';
import { type Filter, issueListPage } from './issue/issue-list-page.ts';
import { issuePage } from './issue/issue-page.ts';
import type { Page } from './layout/layout.ts';
import { checkRunPage } from './pull/check-run-page.ts';
import { conversationPage } from './pull/conversation-page.ts';
import { pullChecksPage, pullCommitsPage, pullFilesPage } from './pull/pull-pages.ts';

interface Place {
  readonly repository: Repository;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Whom buttons act for; undefined: nobody may press one. */
  readonly presser: Account | undefined;
  readonly nowMs: number;
}

/** Undefined: there is no such page. A response is sent as it is. */
type Show = (place: Place) => Page | Response | undefined | Promise<Page | Response | undefined>;

export const repositoryPaths: Readonly<Record<string, Show>> = {
  '': ({ repository, nowMs }) => repositoryPage(repository, '', nowMs),
  '/tree/:path{.+}': ({ repository, parameters, nowMs }) => repositoryPage(repository, parameters.path ?? '', nowMs),
  '/blob/:path{.+}': ({ repository, parameters }) => blobPage(repository, parameters.path ?? ''),
  '/commit/:sha': ({ repository, parameters, nowMs }) => commitPage(repository, parameters.sha ?? '', nowMs),
  '/commits/:ref{.+}': ({ repository, parameters, nowMs }) => commitsPage(repository, parameters.ref ?? '', nowMs),
  '/compare/:range{.+}': ({ repository, parameters, nowMs }) => comparePage(repository, parameters.range ?? '', nowMs),
  '/deployments/:below{.*}?': ({ repository, query, nowMs }) =>
    deploymentsPage(repository, query.environments_filter, nowMs),
  '/issues': (place) => issueListPage(place.repository, filterOf('issues', place), place.nowMs),
  '/issues/:number': (place) => {
    const issue = issueOf(place);
    if (issue === undefined) return undefined;
    return isPull(issue) ? moved(place, `/pull/${issue.number}`) : issuePage(place.repository, issue, place.nowMs);
  },
  '/pulls': (place) => issueListPage(place.repository, filterOf('pulls', place), place.nowMs),
  '/pull/:number': (place) => {
    const issue = issueOf(place);
    if (issue === undefined) return undefined;
    return isPull(issue)
      ? conversationPage(place.repository, issue, place.nowMs)
      : moved(place, `/issues/${issue.number}`);
  },
  '/pull/:number/commits': (place) => ofPull(place, (pull) => pullCommitsPage(place.repository, pull, place.nowMs)),
  '/pull/:number/commits/:sha': ({ repository, parameters, nowMs }) =>
    commitPage(repository, parameters.sha ?? '', nowMs),
  '/pull/:number/files': (place) => ofPull(place, (pull) => pullFilesPage(place.repository, pull, place.nowMs)),
  '/pull/:number/checks': (place) => ofPull(place, (pull) => pullChecksPage(place.repository, pull)),
  '/runs/:id': checkRunOrJob,
  '/actions': ({ repository, nowMs }) => runsPage(repository, undefined, nowMs),
  '/actions/workflows/:file': ({ repository, parameters, nowMs }) => runsPage(repository, parameters.file, nowMs),
  '/actions/runs/:id': (place) => ofRun(place, (run) => runPage(place.repository, run, undefined, place.nowMs)),
  '/actions/runs/:id/attempts/:attempt': (place) =>
    ofRun(place, (run) => runPage(place.repository, run, Number(place.parameters.attempt), place.nowMs)),
  '/actions/runs/:id/job/:job': (place) => {
    const job = jobOf(place);
    return job && jobPage(place.repository, job, place.nowMs);
  },
  '/actions/runs/:id/job/:job/raw': (place) => {
    const job = jobOf(place);
    return job && new Response(job.log, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
  },
  '/actions/runs/:id/artifacts/:artifact': ({ repository, parameters }) => {
    const artifact = repository.artifacts.get(Number(parameters.artifact));
    if (artifact === undefined) return undefined;
    const name = `${artifact.name.replace(/[^\w.-]/g, '_')}.zip`;
    return new Response(new Uint8Array(artifact.zip), {
      headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` },
    });
  },
};

function issueOf({ repository, parameters }: Place): ReturnType<Repository['issues']['get']> {
  return repository.issues.get(Number(parameters.number));
}

function ofPull(place: Place, show: (pull: PullIssue) => ReturnType<Show>): ReturnType<Show> {
  const issue = issueOf(place);
  return issue && isPull(issue) ? show(issue) : undefined;
}

function ofRun({ repository, parameters }: Place, show: (run: WorkflowRun) => Page): Page | undefined {
  const run = repository.workflowRuns.get(Number(parameters.id));
  return run && show(run);
}

function jobOf({ repository, parameters }: Place): Job | undefined {
  const job = repository.jobs.get(Number(parameters.job));
  return job?.run.id === Number(parameters.id) ? job : undefined;
}

/** The check run of a job is the job's own page, as on GitHub. */
function checkRunOrJob(place: Place): ReturnType<Show> {
  const { repository, parameters, presser, nowMs } = place;
  const run = repository.checkRuns.get(Number(parameters.id));
  if (run === undefined) return undefined;
  const job = [...repository.jobs.values()].find((each) => each.checkRun === run);
  if (job === undefined) return checkRunPage(repository, run, presser, nowMs);
  return new Response(null, { status: 302, headers: { location: `${runPath(job.run)}/job/${job.id}` } });
}

function filterOf(kind: Filter['kind'], { query }: Place): Filter {
  return { kind, state: query.state === 'closed' ? 'closed' : 'open', label: query.label };
}

function moved({ repository }: Place, path: string): Response {
  return new Response(null, { status: 302, headers: { location: `/${fullName(repository)}${path}` } });
}
