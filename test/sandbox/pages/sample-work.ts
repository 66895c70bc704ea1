/** What happened to the sample's pull request: comments, reviews, checks, runs, deployments, deliveries. */

import type { Account, App } from '../../../src/sandbox/world/account.ts';
import type { Deployment } from '../../../src/sandbox/world/actions/deployment.ts';
import type { Conclusion, RunStatus } from '../../../src/sandbox/world/actions/workflow.ts';
import type { CheckConclusion, CheckRun } from '../../../src/sandbox/world/check.ts';
import type { Delivery, DeliveryOutcome } from '../../../src/sandbox/world/delivery.ts';
import type { IssueComment } from '../../../src/sandbox/world/issue.ts';
import type { Review, ReviewComment } from '../../../src/sandbox/world/pull-request.ts';
import type { Job, WorkflowRun } from '../../../src/sandbox/world/repository.ts';
import type { Sample } from './sample-world.ts';

export function addComment({ world, repository, issue }: Sample, author: Account, body: string): IssueComment {
  const [id, now] = [world.nextId(), world.now()];
  const comment = { id, writtenMs: now, issue, author, viaApp: undefined, body, updatedMs: now, reactions: [] };
  repository.comments.set(id, comment);
  return comment;
}

export function addReview(
  { world, repository, pull }: Sample,
  author: Account,
  review: Pick<Review, 'state' | 'body' | 'commitSha'>,
): Review {
  const made: Review = {
    ...review,
    id: world.nextId(),
    writtenMs: world.now(),
    issue: pull,
    author,
    submittedMs: world.now(),
  };
  repository.reviews.set(made.id, made);
  return made;
}

export function addReviewComment(
  { world, repository, pull }: Sample,
  review: Review,
  comment: Pick<ReviewComment, 'path' | 'line' | 'body' | 'diffHunk'>,
): ReviewComment {
  const made: ReviewComment = {
    ...comment,
    id: world.nextId(),
    writtenMs: world.now(),
    issue: pull,
    review,
    author: review.author,
    side: 'RIGHT',
    startLine: null,
    startSide: null,
    position: 1,
    commitSha: review.commitSha,
    inReplyTo: undefined,
    updatedMs: world.now(),
    reactions: [],
  };
  repository.reviewComments.set(made.id, made);
  return made;
}

export function addCheckRun(
  { world, repository, pull, commits }: Sample,
  app: App,
  name: string,
  state: { readonly conclusion: CheckConclusion | null; readonly output?: Partial<CheckRun['output']> },
): CheckRun {
  const headSha = pull.pull.headSha;
  const suite = { id: world.nextId(), writtenMs: world.now(), app, headSha, headCommit: commits[3], headBranch: null };
  const run: CheckRun = {
    id: world.nextId(),
    writtenMs: world.now(),
    suite,
    app,
    name,
    headSha,
    status: state.conclusion === null ? 'in_progress' : 'completed',
    conclusion: state.conclusion,
    startedMs: world.now() - 42_000,
    completedMs: state.conclusion === null ? undefined : world.now(),
    detailsUrl: null,
    externalId: '',
    output: { title: null, summary: null, text: null, annotations: [], ...state.output },
    actions: [{ label: 'Cancel', description: 'Stop this task', identifier: 'cancel' }],
  };
  repository.checkSuites.set(suite.id, suite);
  repository.checkRuns.set(run.id, run);
  return run;
}

export function addRun(
  { world, repository, commits, people }: Sample,
  state: { readonly title: string; readonly status: RunStatus; readonly conclusion: Conclusion | null },
): WorkflowRun {
  const path = '.github/workflows/chimera-phase.yml';
  const workflow = repository.workflows.get(path) ?? {
    ...{ id: world.nextId(), writtenMs: world.now(), path, name: 'Chimera phase', state: 'active' as const },
    updatedMs: world.now(),
  };
  repository.workflows.set(path, workflow);
  const run: WorkflowRun = {
    id: world.nextId(),
    writtenMs: world.now(),
    repository,
    workflow,
    runNumber: repository.workflowRuns.size + 1,
    attempt: 1,
    event: 'workflow_dispatch',
    eventPayload: {},
    inputs: { phase: 'guardian_review', request: '{"version":1,"text":"</script><script>alert(1)</script>"}' },
    headBranch: 'main',
    headSha: commits[0].sha,
    headCommit: commits[0],
    sha: commits[0].sha,
    ref: 'refs/heads/main',
    actor: people.chimera.bot,
    triggeringActor: people.chimera.bot,
    viaApp: people.chimera,
    displayTitle: state.title,
    status: state.status,
    conclusion: state.conclusion,
    concurrencyGroup: 'chimera-slot-1',
    runStartedMs: world.now() - 9_000,
    updatedMs: world.now(),
    completedMs: state.conclusion === null ? undefined : world.now(),
    startupError: undefined,
    pullNumbers: [],
    pastAttempts: [],
    approvals: [],
  };
  repository.workflowRuns.set(run.id, run);
  return run;
}

export function addJob(
  { world, repository, people }: Sample,
  run: WorkflowRun,
  name: string,
  text: Pick<Job, 'log' | 'summary'>,
): Job {
  const { status, conclusion } = run;
  const now = world.now();
  const job: Job = {
    ...text,
    ...{ id: world.nextId(), writtenMs: now, run, attempt: run.attempt, key: name, name, status, conclusion },
    workflowJob: name,
    outputs: {},
    startedMs: now - 8_000,
    completedMs: run.completedMs,
    labels: ['ubuntu-latest'],
    steps: ['Set up job', 'Run actions/checkout@v5', 'Work on the phase', 'Complete job'].map((step, index) => ({
      number: index + 1,
      name: step,
      status: index < 2 || conclusion ? 'completed' : index === 2 ? 'in_progress' : 'queued',
      conclusion: index < 2 || conclusion ? 'success' : null,
      startedMs: now - 8_000 + index * 700,
      completedMs: index < 2 || conclusion ? now - 7_400 + index * 700 : undefined,
    })),
    permissions: { contents: 'read' },
    concurrencyGroup: undefined,
    environment: undefined,
    deployment: undefined,
    checkRun: undefined,
  };
  job.checkRun = addCheckRun({ ...({} as Sample), world, repository, people, ...headOf(run) }, people.actions, name, {
    conclusion,
  });
  repository.jobs.set(job.id, job);
  return job;
}

/** A job's check run hangs on the commit that its run was started for. */
function headOf(run: WorkflowRun): Pick<Sample, 'pull' | 'commits'> {
  const commits = [run.headCommit, run.headCommit, run.headCommit, run.headCommit] as const;
  return { pull: { pull: { headSha: run.headSha } } as Sample['pull'], commits };
}

export function addDeployment({ world, repository, people, commits }: Sample, environmentUrl: string): Deployment {
  const made = { id: world.nextId(), writtenMs: world.now() };
  const creator = people.actions.bot;
  const status = { ...made, creator, viaApp: people.actions, description: '', logUrl: '' };
  const deployment: Deployment = {
    ...made,
    sha: commits[3].sha,
    ref: 'main',
    task: 'deploy',
    environment: 'staging',
    description: null,
    payload: {},
    creator,
    viaApp: people.actions,
    statuses: [{ ...status, state: 'success', environmentUrl }],
    updatedMs: world.now(),
  };
  repository.deployments.set(deployment.id, deployment);
  return deployment;
}

export function addDelivery({ world, repository, people }: Sample, outcome: DeliveryOutcome | undefined): Delivery {
  const delivery: Delivery = {
    id: world.nextId(),
    writtenMs: world.now(),
    guid: '0f5e2a6c-8f52-4a37-9d6c-5a3f4f6b7c8d',
    app: people.chimera,
    installation: undefined,
    repository,
    event: 'issues',
    action: 'labeled',
    redelivery: false,
    url: 'http://127.0.0.1:2/webhook',
    requestHeaders: { 'x-github-event': 'issues' },
    requestBody: '{"action":"labeled"}',
    outcome,
  };
  world.deliveries.set(delivery.id, delivery);
  return delivery;
}
