// Webhook payloads become signals here, and GitHub's payloads go no further. A payload is hostile until parsed.
import { z } from 'zod';
import { commitId, runId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';
import { translateInstallation, translateInstallationRepositories } from './installation-webhooks.ts';
import type { Person, Signal } from './signal.ts';

const person = z.object({ id: z.number(), login: z.string(), type: z.string().optional() });

const repository = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string(),
});

const envelope = z.object({
  action: z.string().optional(),
  installation: z.object({ id: z.number() }),
  repository,
  sender: person,
});

const issue = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.string().optional(),
  labels: z.array(z.object({ name: z.string() })).default([]),
  // The account of somebody who has left GitHub is null.
  user: person.nullable(),
  pull_request: z.unknown().optional(),
});

const issues = envelope.extend({ issue, label: z.object({ name: z.string() }).optional() });

const issueComment = envelope.extend({
  issue,
  comment: z.object({ id: z.number(), body: z.string() }),
});

const pullRequest = envelope.extend({
  pull_request: z.object({ number: z.number(), merged: z.boolean().nullish(), head: z.object({ sha: z.string() }) }),
});

const pullRequestReview = envelope.extend({
  pull_request: z.object({ number: z.number() }),
  review: z.object({
    id: z.number(),
    body: z.string().nullish(),
    state: z.string(),
    commit_id: z.string().nullish(),
    html_url: z.string(),
    user: person.nullable(),
  }),
});

const deploymentStatus = envelope.extend({
  deployment: z.object({
    id: z.number(),
    sha: z.string(),
    environment: z.string(),
    production_environment: z.boolean().optional(),
  }),
  deployment_status: z.object({
    state: z.string(),
    environment_url: z.string().nullish(),
    target_url: z.string().nullish(),
  }),
});

const checkRun = envelope.extend({
  check_run: z.object({ external_id: z.string().nullish(), head_sha: z.string() }),
  requested_action: z.object({ identifier: z.string() }).optional(),
});

const checkSuite = envelope.extend({ check_suite: z.object({ head_sha: z.string() }) });

const workflowRun = envelope.extend({
  // Servers older than 2022 have no title; their runs are known by their ids alone.
  workflow_run: z.object({
    id: z.number(),
    display_title: z.string().default(''),
    conclusion: z.string().nullable(),
  }),
});

/** A transfer between owners is told to the app of either; only the new one can say where it may go on. */
const repositoryEvent = envelope.partial({ installation: true });

/**
 * What a delivery means; `null` when it says nothing to Chimera.
 * @param ownLogins logins of the app's bot and of the guardian App's: what they did themselves is no news
 * @throws with the place in the payload when a delivery that matters cannot be read
 */
export function translate(
  delivery: { readonly event: string; readonly payload: unknown },
  ...ownLogins: readonly string[]
): Signal | null {
  const { event, payload } = delivery;
  switch (event) {
    case 'issues':
      return unlessOwn(issues.parse(payload), ownLogins, translateIssue);
    case 'issue_comment':
      return unlessOwn(issueComment.parse(payload), ownLogins, translateComment);
    case 'pull_request':
      return unlessOwn(pullRequest.parse(payload), ownLogins, translatePullRequest);
    case 'pull_request_review':
      return unlessOwn(pullRequestReview.parse(payload), ownLogins, (parsed) => translateReview(parsed, ownLogins));
    case 'deployment_status':
      return translateDeployment(deploymentStatus.parse(payload));
    case 'check_run':
      return unlessOwn(checkRun.parse(payload), ownLogins, translateCheckRun);
    case 'check_suite':
      return unlessOwn(checkSuite.parse(payload), ownLogins, translateCheckSuite);
    case 'workflow_run': {
      const parsed = workflowRun.parse(payload);
      const { id, display_title: title, conclusion } = parsed.workflow_run;
      return { kind: 'run_changed', repository: repositoryOf(parsed), run: runId(id), title, conclusion };
    }
    case 'repository':
      return translateRepository(repositoryEvent.parse(payload));
    case 'installation':
      return translateInstallation(payload);
    case 'installation_repositories':
      return translateInstallationRepositories(payload);
    default:
      return null;
  }
}

function unlessOwn<Payload extends z.infer<typeof envelope>>(
  payload: Payload,
  ownLogins: readonly string[],
  read: (payload: Payload) => Signal | null,
): Signal | null {
  return ownLogins.includes(payload.sender.login) ? null : read(payload);
}

function translateIssue(payload: z.infer<typeof issues>): Signal | null {
  // A pull request is an issue too; its labels start nothing.
  if (payload.issue.pull_request !== undefined) return null;
  const common = aboutIssue(payload);
  const label = payload.label?.name;
  switch (payload.action) {
    case 'labeled':
      return label === undefined ? null : { kind: 'issue_labelled', label, ...common };
    case 'unlabeled':
      return label === undefined ? null : { kind: 'issue_unlabelled', label, ...common };
    case 'closed':
      return { kind: 'issue_closed', ...common };
    case 'reopened':
      return { kind: 'issue_reopened', ...common };
    case 'edited':
      return { kind: 'issue_edited', ...common };
    case 'deleted':
    case 'transferred':
      return { kind: 'issue_gone', how: payload.action, ...common };
    default:
      return null;
  }
}

/** Edited comments are no commands: what people answered to may have been something else. */
function translateComment(payload: z.infer<typeof issueComment>): Signal | null {
  if (payload.action !== 'created') return null;
  const { id, body } = payload.comment;
  const onPullRequest = payload.issue.pull_request !== undefined;
  return { kind: 'comment_written', comment: { id, body }, onPullRequest, ...aboutIssue(payload) };
}

function translatePullRequest(payload: z.infer<typeof pullRequest>): Signal | null {
  const { number, merged, head } = payload.pull_request;
  const common = { repository: repositoryOf(payload), pullRequest: number, sender: personOf(payload.sender) };
  if (payload.action === 'synchronize') return { kind: 'head_pushed', head: commitId(head.sha), ...common };
  if (payload.action === 'closed') return { kind: 'pull_request_closed', merged: merged === true, ...common };
  return null;
}

/** By action and state. A comment is nobody's vote, and changes none. */
const votes: Readonly<Record<string, 'approve' | 'reject' | 'abstain'>> = {
  'submitted approved': 'approve',
  'submitted changes_requested': 'reject',
  'dismissed dismissed': 'abstain',
};

/**
 * A dismissed review is one that has no say any more; an edited one has said what it had to say. One of ours is no vote,
 * even when a person dismisses it.
 */
function translateReview(payload: z.infer<typeof pullRequestReview>, ownLogins: readonly string[]): Signal | null {
  const { action, review, pull_request: pull } = payload;
  const vote = votes[`${action} ${review.state.toLowerCase()}`];
  if (vote === undefined || review.user === null || !review.commit_id) return null;
  if (ownLogins.includes(review.user.login)) return null;
  return {
    kind: 'review_written',
    vote,
    head: commitId(review.commit_id),
    review: { id: review.id, body: review.body ?? '', url: review.html_url },
    author: personOf(review.user),
    repository: repositoryOf(payload),
    pullRequest: pull.number,
    sender: personOf(payload.sender),
  };
}

function translateDeployment(payload: z.infer<typeof deploymentStatus>): Signal {
  const { deployment, deployment_status: status } = payload;
  return {
    kind: 'deployed',
    repository: repositoryOf(payload),
    id: deployment.id,
    head: commitId(deployment.sha),
    environment: deployment.environment,
    production: deployment.production_environment === true,
    state: status.state,
    url: status.environment_url || status.target_url || null,
  };
}

function translateCheckRun(payload: z.infer<typeof checkRun>): Signal | null {
  const { external_id: externalId, head_sha: sha } = payload.check_run;
  const identifier = payload.action === 'rerequested' ? 'retry' : payload.requested_action?.identifier;
  const pressed = payload.action === 'rerequested' || payload.action === 'requested_action';
  if (!pressed || identifier === undefined || !externalId) return null;
  const common = { repository: repositoryOf(payload), head: commitId(sha), sender: personOf(payload.sender) };
  return { kind: 'button_pressed', identifier, externalId, ...common };
}

function translateCheckSuite(payload: z.infer<typeof checkSuite>): Signal | null {
  if (payload.action !== 'rerequested') return null;
  const head = commitId(payload.check_suite.head_sha);
  const common = { repository: repositoryOf(payload), sender: personOf(payload.sender) };
  return { kind: 'button_pressed', identifier: 'retry', externalId: null, head, ...common };
}

function translateRepository(payload: z.infer<typeof repositoryEvent>): Signal | null {
  const { action, installation } = payload;
  if (action === 'deleted' || action === 'archived') {
    return { kind: 'repository_gone', repository: payload.repository.id, how: action };
  }
  const moved = action === 'renamed' || action === 'transferred' || action === 'edited';
  if (!moved || installation === undefined) return null;
  return { kind: 'repository_moved', repository: repositoryOf({ ...payload, installation }) };
}

function aboutIssue(payload: z.infer<typeof issues>) {
  const { number, title, body, state, labels, user } = payload.issue;
  return {
    repository: repositoryOf(payload),
    issue: {
      number,
      title,
      body: body ?? '',
      open: state !== 'closed',
      labels: labels.map(({ name }) => name),
      author: personOf(user ?? { id: 0, login: 'ghost' }),
    },
    sender: personOf(payload.sender),
  };
}

const personOf = ({ id, login, type }: z.infer<typeof person>): Person => ({ id, login, bot: type === 'Bot' });

function repositoryOf({
  repository: { id, name, owner, default_branch: defaultBranch },
  installation,
}: Pick<z.infer<typeof envelope>, 'repository' | 'installation'>): Repository {
  return { id, owner: owner.login, name, installationId: installation.id, defaultBranch };
}
