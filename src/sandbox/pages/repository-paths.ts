/** Addresses below a repository, `/{owner}/{repo}…`, and the page that each shows. */
import type { Site } from '../site.ts';
import { isPull, type PullIssue } from '../world/pull-request.ts';
import type { Job, WorkflowRun } from '../world/repository.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { jobPage } from './actions/job-page.ts';
import { runPage } from './actions/run-page.ts';
import { runTools } from './actions/run-tools.ts';
import { runWorkflowForm } from './actions/run-workflow-form.ts';
import { runPath, runsPage } from './actions/runs-page.ts';
import { blobPage } from './code/blob-page.ts';
import { commitPage, commitsPage, comparePage } from './code/commit-page.ts';
import { deploymentsPage } from './code/deployments-page.ts';
import { rawFile } from './code/raw-file.ts';
import { repositoryPage } from './code/repository-page.ts';
import { type Filter, issueListPage } from './issue/issue-list-page.ts';
import { issuePage } from './issue/issue-page.ts';
import { issueTemplates } from './issue/new-issue/issue-template.ts';
import { chooseTemplatePage, newIssuePage } from './issue/new-issue/new-issue-page.ts';
import type { Page } from './layout/layout.ts';
import { nothing } from './layout/markup.ts';
import { checkRunPage } from './pull/check-run-page.ts';
import { conversationPage } from './pull/conversation-page.ts';
import { pullChecksPage, pullCommitsPage, pullFilesPage } from './pull/pull-pages.ts';
import type { Viewer } from './viewer.ts';

interface Place {
  readonly repository: Repository;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly site: Site;
  readonly viewer: Viewer;
  readonly nowMs: number;
}

/** Undefined: there is no such page. A response is sent as it is. */
type Show = (place: Place) => Page | Response | undefined | Promise<Page | Response | undefined>;

export const repositoryPaths: Readonly<Record<string, Show>> = {
  '': ({ repository, nowMs }) => repositoryPage(repository, '', nowMs),
  '/tree/:path{.+}': ({ repository, parameters, nowMs }) => repositoryPage(repository, parameters.path ?? '', nowMs),
  '/blob/:path{.+}': (place) => {
    const { repository, parameters, query } = place;
    const path = parameters.path ?? '';
    return query.raw === undefined ? blobPage(repository, path) : moved(place, `/raw/${encodePath(path)}`);
  },
  '/raw/:path{.+}': ({ repository, parameters }) => rawFile(repository, parameters.path ?? ''),
  '/commit/:sha': ({ repository, parameters, nowMs }) => commitPage(repository, parameters.sha ?? '', nowMs),
  '/commits/:ref{.+}': ({ repository, parameters, nowMs }) => commitsPage(repository, parameters.ref ?? '', nowMs),
  '/compare/:range{.+}': ({ repository, parameters, nowMs }) => comparePage(repository, parameters.range ?? '', nowMs),
  '/deployments/:below{.*}?': ({ repository, query, nowMs }) =>
    deploymentsPage(repository, query.environments_filter, nowMs),
  '/issues': (place) => issueListPage(place.repository, filterOf('issues', place), place.nowMs),
  '/issues/new': newIssue,
  '/issues/:number': (place) => {
    const issue = issueOf(place);
    if (issue === undefined) return transferred(place);
    return isPull(issue)
      ? moved(place, `/pull/${issue.number}`)
      : issuePage(place.repository, issue, place.viewer, neighboursOf(place), place.nowMs);
  },
  '/pulls': (place) => issueListPage(place.repository, filterOf('pulls', place), place.nowMs),
  '/pull/:number': (place) => {
    const issue = issueOf(place);
    if (issue === undefined) return undefined;
    return isPull(issue)
      ? conversationPage(place.repository, issue, place.viewer, place.site.world)
      : moved(place, `/issues/${issue.number}`);
  },
  '/pull/:number/commits': (place) => ofPull(place, (pull) => pullCommitsPage(place.repository, pull, place.nowMs)),
  '/pull/:number/commits/:sha': ({ repository, parameters, nowMs }) =>
    commitPage(repository, parameters.sha ?? '', nowMs),
  '/pull/:number/files': (place) => ofPull(place, (pull) => pullFilesPage(place.repository, pull, place.nowMs)),
  '/pull/:number/checks': (place) => ofPull(place, (pull) => pullChecksPage(place.repository, pull)),
  '/runs/:id': checkRunOrJob,
  '/actions': ({ repository, nowMs }) => runsPage(repository, undefined, undefined, nowMs),
  '/actions/workflows/:file': async ({ repository, parameters, viewer, nowMs }) => {
    const form = viewer.may('write') ? await runWorkflowForm(repository, parameters.file ?? '') : undefined;
    return runsPage(repository, parameters.file, form, nowMs);
  },
  '/actions/runs/:id': (place) =>
    ofRun(place, (run) =>
      runPage(place.repository, run, undefined, runTools(place.site, run, place.viewer), place.nowMs),
    ),
  '/actions/runs/:id/attempts/:attempt': (place) =>
    ofRun(place, (run) => runPage(place.repository, run, Number(place.parameters.attempt), nothing, place.nowMs)),
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

/** Repositories that an issue can be transferred to. */
function neighboursOf({ repository, site }: Place): Repository[] {
  const all = [...site.world.repositories.values()];
  return all.filter((each) => each.owner === repository.owner && each !== repository);
}

/** An issue that another repository has now. */
function transferred({ repository, parameters }: Place): Response | undefined {
  const former = repository.formerIssues.get(Number(parameters.number));
  if (former?.kind !== 'transferred') return undefined;
  const location = `/${fullName(former.repository)}/issues/${former.issue.number}`;
  return new Response(null, { status: 301, headers: { location } });
}

/** `template` of the query: a file; empty: a blank issue; absent: the choice, if there is one. */
async function newIssue({ repository, query, viewer }: Place): Promise<Page | undefined> {
  const templates = await issueTemplates(repository);
  const { template } = query;
  if (template === undefined && templates.length > 0) return chooseTemplatePage(repository, templates);
  const found = templates.find(({ file }) => file === template);
  if ((template ?? '') !== '' && (found === undefined || found.kind === 'wrong')) return undefined;
  const chosen = found?.kind === 'wrong' ? undefined : found;
  return newIssuePage(repository, chosen, viewer, { given: draftOf(query) });
}

/** Values in the address fill the form in: `title`, `body`, and fields by their ids. */
function draftOf(query: Place['query']): Readonly<Record<string, string>> {
  const fields = Object.entries(query).map(([name, value]) => [`field.${name}`, value] as const);
  return { ...query, ...Object.fromEntries(fields) };
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
  const { repository, parameters, viewer, nowMs } = place;
  const run = repository.checkRuns.get(Number(parameters.id));
  if (run === undefined) return undefined;
  const job = [...repository.jobs.values()].find((each) => each.checkRun === run);
  if (job === undefined) return checkRunPage(repository, run, viewer, nowMs);
  return new Response(null, { status: 302, headers: { location: `${runPath(job.run)}/job/${job.id}` } });
}

function filterOf(kind: Filter['kind'], { query }: Place): Filter {
  return { kind, state: query.state === 'closed' ? 'closed' : 'open', label: query.label };
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function moved({ repository }: Place, path: string): Response {
  return new Response(null, { status: 302, headers: { location: `/${fullName(repository)}${path}` } });
}
