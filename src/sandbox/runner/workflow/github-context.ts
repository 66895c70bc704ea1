// The `github` context of a run, and the GITHUB_… variables that repeat it.
// https://docs.github.com/actions/reference/workflows-and-actions/contexts#github-context
import type { Json, Run } from '../host.ts';

/** The part that is the same for all jobs of a run; a job adds its token, key, workspace and action. */
export function githubContext(run: Run): { [name: string]: Json } {
  const repository = `${run.repository.owner}/${run.repository.name}`;
  return {
    actor: run.actor.login,
    actor_id: String(run.actor.id),
    api_url: run.apiUrl,
    base_ref: pullRequestRef(run, 'base'),
    event: run.event.payload,
    event_name: run.event.name,
    graphql_url: run.graphqlUrl,
    head_ref: pullRequestRef(run, 'head'),
    ref: run.ref,
    ref_name: run.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: String(run.repository.id),
    repository_owner: run.repository.owner,
    repository_owner_id: String(run.repository.ownerId),
    repositoryUrl: `git://${new URL(run.serverUrl).host}/${repository}.git`,
    retention_days: '90',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    secret_source: 'Actions',
    server_url: run.serverUrl,
    sha: run.sha,
    triggering_actor: run.actor.login,
    workflow: run.workflow.name,
    workflow_ref: `${repository}/${run.workflow.path}@${run.ref}`,
    workflow_sha: run.sha,
  };
}

/** GITHUB_ACTION_REPOSITORY and the like: the context's texts, upper-cased, without what only expressions see. */
export function githubVariables(context: { [name: string]: Json }): Record<string, string> {
  const hidden = new Set(['token', 'event', 'repositoryUrl', 'secret_source', 'job_workflow_sha']);
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(context)) {
    if (hidden.has(name) || value === null || typeof value === 'object') continue;
    variables[`GITHUB_${name.toUpperCase()}`] = String(value);
  }
  return variables;
}

function pullRequestRef(run: Run, side: 'head' | 'base'): string {
  const pullRequest = run.event.payload.pull_request;
  if (!pullRequest || typeof pullRequest !== 'object' || Array.isArray(pullRequest)) return '';
  const end = pullRequest[side];
  if (!end || typeof end !== 'object' || Array.isArray(end)) return '';
  return typeof end.ref === 'string' ? end.ref : '';
}
