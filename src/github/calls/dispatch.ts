// Runs of the phase workflow: start one, find one by its name, look at one, cancel one.
import { type RunId, runId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import { type Authenticate, act, ask, askOptional, coordinates, once, statusOf } from '../client.ts';
import type { RunSnapshot } from '../github.ts';

/** Clocks of ours and GitHub's may differ by this much, in milliseconds. */
const clockMs = 5 * 60_000;

/** Runs looked through for a name. */
const pagesMax = 5;

/**
 * Starts the workflow on the default branch. `null`: the server does not say which run it made. GitHub does since
 * February 2026 when asked; GitHub Enterprise Server before that answers 204, or 422 because it does not know the key.
 */
export async function dispatch(
  authenticate: Authenticate,
  repository: Repository,
  { workflow, inputs }: { workflow: string; inputs: Readonly<Record<string, string>> },
): Promise<RunId | null> {
  const octokit = await authenticate(repository.installationId);
  const send = (more: { return_run_details?: true }) =>
    act(() =>
      octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        ...coordinates(repository),
        workflow_id: fileName(workflow),
        ref: repository.defaultBranch,
        inputs,
        ...more,
        request: once(),
      }),
    );
  const details: unknown = await send({ return_run_details: true }).then(
    ({ data }) => data,
    async (error: unknown) => {
      // The request was refused as a whole, so nothing has been started, and it may be sent again.
      if (statusOf(error) !== 422 || !/return_run_details/.test(String(error))) throw error;
      return (await send({})).data;
    },
  );
  if (typeof details !== 'object' || details === null || !('workflow_run_id' in details)) return null;
  return typeof details.workflow_run_id === 'number' ? runId(details.workflow_run_id) : null;
}

/** The oldest run whose `run-name` ends with the attempt's id. */
export async function findRun(
  authenticate: Authenticate,
  repository: Repository,
  { workflow, id, startedAt, besides }: { workflow: string; id: string; startedAt: number; besides?: RunId },
): Promise<RunId | null> {
  const octokit = await authenticate(repository.installationId);
  const found: number[] = [];
  for (let page = 1; page <= pagesMax; page += 1) {
    const { data } = await ask(() =>
      octokit.rest.actions.listWorkflowRuns({
        ...coordinates(repository),
        workflow_id: fileName(workflow),
        event: 'workflow_dispatch',
        created: `>=${new Date(startedAt - clockMs).toISOString()}`,
        per_page: 100,
        page,
        request: once(),
      }),
    );
    const runs = data.workflow_runs.filter((entry) => entry.display_title.endsWith(` ${id}`) && entry.id !== besides);
    found.push(...runs.map((entry) => entry.id));
    if (data.workflow_runs.length < 100) break;
  }
  return found.length === 0 ? null : runId(Math.min(...found));
}

export async function readRun(
  authenticate: Authenticate,
  repository: Repository,
  run: RunId,
): Promise<RunSnapshot | null> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() =>
    octokit.rest.actions.getWorkflowRun({ ...coordinates(repository), run_id: run, request: once() }),
  );
  if (answer === null) return null;
  const { data } = answer;
  return {
    id: runId(data.id),
    status: data.status ?? 'unknown',
    conclusion: data.conclusion,
    path: data.path.split('@')[0] ?? data.path,
    event: data.event,
    headBranch: data.head_branch,
    title: data.display_title,
    actor:
      data.triggering_actor === undefined || data.triggering_actor === null
        ? null
        : {
            id: data.triggering_actor.id,
            login: data.triggering_actor.login,
            bot: data.triggering_actor.type === 'Bot',
          },
    createdAt: Date.parse(data.created_at),
  };
}

/** Environments that jobs of the run wait for: for reviewers, for a timer, for a rule of an App. */
export async function pendingEnvironments(
  authenticate: Authenticate,
  repository: Repository,
  run: RunId,
): Promise<string[]> {
  const octokit = await authenticate(repository.installationId);
  const answer = await askOptional(() =>
    octokit.rest.actions.getPendingDeploymentsForRun({ ...coordinates(repository), run_id: run, request: once() }),
  );
  return (answer?.data ?? []).flatMap(({ environment: { name } }) => (name === undefined ? [] : [name]));
}

/** 409 says that the run has ended already, which is what was wanted. */
export async function cancelRun(authenticate: Authenticate, repository: Repository, run: RunId): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  try {
    await act(() =>
      octokit.rest.actions.cancelWorkflowRun({ ...coordinates(repository), run_id: run, request: once() }),
    );
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
