/** Finds the workflows that wait for what has happened, and makes their runs; and makes the runs of dispatches. */
import { isAncestor } from '../git/commits.ts';
import { changedFiles } from '../git/diff.ts';
import { refTarget, resolveCommit } from '../git/refs.ts';
import { describeProblems } from '../runner/read/read-workflow.ts';
import { acceptInputs } from '../runner/workflow/accept-inputs.ts';
import { evaluateRunName } from '../runner/workflow/run-header.ts';
import type { Workflow as WorkflowFile } from '../runner/workflow/workflow.ts';
import { organizationSimple, simpleUser } from '../shapes/account.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { Happening, Site } from '../site.ts';
import type { WorkflowRun } from '../world/repository.ts';
import { announceRun } from './announce-run.ts';
import { makeRun, type RunPlan, runnerRun } from './run-record.ts';
import { type Occurrence, waitsFor } from './trigger-match.ts';
import { ensureWorkflow, workflowFileAt, workflowPaths } from './workflow-files.ts';
import type { Dispatch, Dispatched } from './workflow-runs.ts';

type Launch = (run: WorkflowRun) => void;

/** Starts what `on: push` and `on: pull_request` ask for. Other events start nothing in the sandbox. */
export async function startRuns(site: Site, happening: Happening, launch: Launch): Promise<void> {
  const ground = await groundOf(happening);
  if (!ground || !happening.repository.settings.actionsEnabled) return;
  const { repository, event, payload, doer } = happening;
  for (const path of await workflowPaths(repository, ground.sha)) {
    const file = await workflowFileAt(repository, path, ground.sha);
    if (!file) continue;
    if (!('problems' in file) && !waitsFor(file, ground.occurrence)) continue;
    // GitHub shows a broken file as a failed run of the push that brought it, and of nothing else.
    if ('problems' in file && event !== 'push') continue;
    const workflow = ensureWorkflow(site.world, repository, path, 'problems' in file ? path : file.name);
    if (workflow.state !== 'active') continue;
    const { occurrence: _occurrence, ...rest } = ground;
    const plan = { ...rest, repository, workflow, event, eventPayload: payload, inputs: {}, doer };
    await begin(site, plan, 'problems' in file ? undefined : file, launch);
  }
}

/** What a run for an event works on. */
type Ground = Pick<RunPlan, 'ref' | 'sha' | 'headSha' | 'headBranch' | 'title' | 'pullNumbers'> & {
  readonly occurrence: Occurrence;
};

async function groundOf({ repository, event, action, payload }: Happening): Promise<Ground | undefined> {
  if (event === 'push') {
    const { ref, before, after } = payload as { ref: string; before: string; after: string };
    const message = (payload.head_commit as { message: string } | null)?.message ?? '';
    if (/^0+$/.test(after) || /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(message)) return undefined;
    const known = !/^0+$/.test(before) && (await isAncestor(repository.directory, before, after));
    const files = known ? await changedFiles(repository.directory, before, after) : [];
    const changedPaths = files.flatMap((file) => [file.path, ...(file.previousPath ? [file.previousPath] : [])]);
    const headBranch = ref.replace(/^refs\/(heads|tags)\//, '');
    const title = message.split('\n')[0] ?? '';
    const occurrence = { event, action: undefined, ref, changedPaths };
    return { ref, sha: after, headSha: after, headBranch, title, pullNumbers: [], occurrence };
  }
  if (event !== 'pull_request') return undefined;
  const issue = repository.issues.get(payload.number as number);
  if (!issue?.pull) return undefined;
  const { headSha, headRef, baseRef, baseSha } = issue.pull;
  const ref = `refs/pull/${issue.number}/merge`;
  const sha = issue.pull.size.mergeable ? refTarget(repository, ref) : undefined;
  // As on GitHub, a pull request with conflicts starts nothing.
  if (sha === undefined) return undefined;
  const changedPaths = (await changedFiles(repository.directory, baseSha, headSha)).map((file) => file.path);
  const occurrence = { event, action, ref: `refs/heads/${baseRef}`, changedPaths };
  return { ref, sha, headSha, headBranch: headRef, title: issue.title, pullNumbers: [issue.number], occurrence };
}

/** Makes the run of a dispatch, or says why not in GitHub's words. */
export async function dispatchRun(site: Site, request: Dispatch, launch: Launch): Promise<Dispatched> {
  const { repository, workflow, doer } = request;
  const { world } = site;
  const ref = fullRef(request);
  const sha = ref === undefined ? undefined : await resolveCommit(repository, ref);
  if (ref === undefined || sha === undefined) return refused(`No ref found for: ${request.ref}`);
  const file = await workflowFileAt(repository, workflow.path, sha);
  if (!file) return refused(`Workflow file ${workflow.path} does not exist on ${request.ref}`);
  if ('problems' in file) return refused(`failed to parse workflow: ${describeProblems([...file.problems])}`);
  const trigger = file.triggers.find((each) => each.kind === 'workflow_dispatch');
  if (trigger?.kind !== 'workflow_dispatch') return refused("Workflow does not have 'workflow_dispatch' trigger");
  const accepted = acceptInputs(trigger.inputs, { ...request.inputs });
  if (accepted.kind === 'refused') return refused(accepted.message);
  const eventPayload = {
    inputs: accepted.eventInputs,
    ref,
    workflow: workflow.path,
    repository: repositoryShape(world, repository),
    ...(repository.owner.kind === 'Organization' ? { organization: organizationSimple(world, repository.owner) } : {}),
    sender: simpleUser(world, doer.account),
  };
  const plan: RunPlan = {
    ...{ repository, workflow, eventPayload, doer, ref, sha, headSha: sha, inputs: accepted.inputs },
    event: 'workflow_dispatch',
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ''),
    title: file.name,
    pullNumbers: [],
  };
  return { kind: 'started', run: await begin(site, plan, file, launch) };
}

function fullRef({ repository, ref }: Dispatch): string | undefined {
  const candidates = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  return candidates.find((candidate) => refTarget(repository, candidate) !== undefined);
}

async function begin(site: Site, plan: RunPlan, file: WorkflowFile | undefined, launch: Launch): Promise<WorkflowRun> {
  const run = await makeRun(site.world, plan);
  if (file) nameRun(site, run, file);
  announceRun(site, run, 'requested');
  site.world.changed({ kind: 'workflow_run', repository: run.repository, id: run.id });
  launch(run);
  return run;
}

/** A name that cannot be evaluated leaves the title; the run itself then fails with the reason. */
function nameRun(site: Site, run: WorkflowRun, file: WorkflowFile): void {
  try {
    const name = evaluateRunName(runnerRun(site.world, run, file), Object.fromEntries(run.repository.variables));
    if (name !== undefined) run.displayTitle = name;
  } catch (error) {
    run.startupError = error instanceof Error ? error.message : String(error);
  }
}

function refused(message: string): Dispatched {
  return { kind: 'refused', message };
}
