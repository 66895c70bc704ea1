/** Workflow files of a repository: which there are on the default branch, and what one says at a commit. */
import { readBlob, readTree } from '../git/objects.ts';
import { refTarget } from '../git/refs.ts';
import { readWorkflow } from '../runner/read/read-workflow.ts';
import type { FileProblem, Workflow as WorkflowFile } from '../runner/workflow/workflow.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

const folder = '.github/workflows';

/** What a file says; `problems` when it says nothing that GitHub would understand; undefined when it is not there. */
export async function workflowFileAt(
  repository: Repository,
  path: string,
  sha: string,
): Promise<WorkflowFile | { readonly problems: readonly FileProblem[] } | undefined> {
  const blob = await readBlob(repository.directory, `${sha}:${path}`);
  if (!blob) return undefined;
  const read = readWorkflow(path, blob.toString('utf8'));
  return Array.isArray(read) ? { problems: read } : read;
}

/** Paths of the workflow files in a commit. */
export async function workflowPaths(repository: Repository, sha: string): Promise<string[]> {
  const entries = (await readTree(repository.directory, sha, { path: `${folder}/` })) ?? [];
  return entries.filter((entry) => /\.ya?ml$/.test(entry.path) && entry.kind === 'blob').map((entry) => entry.path);
}

/** Brings the list of workflows in step with the default branch. A workflow whose file is gone is `deleted`. */
export async function refreshWorkflows(world: World, repository: Repository): Promise<void> {
  const head = refTarget(repository, `refs/heads/${repository.defaultBranch}`);
  const paths = head === undefined ? [] : await workflowPaths(repository, head);
  for (const path of paths) {
    const file = await workflowFileAt(repository, path, head ?? '');
    const name = file && !('problems' in file) ? file.name : path;
    const known = repository.workflows.get(path);
    if (known) {
      known.name = name;
      if (known.state === 'deleted') known.state = 'active';
      known.updatedMs = world.now();
    } else ensureWorkflow(world, repository, path, name);
  }
  for (const workflow of repository.workflows.values()) {
    if (!paths.includes(workflow.path)) workflow.state = 'deleted';
  }
}

/** The workflow with this path; a file that only another branch has becomes one by its first run. */
export function ensureWorkflow(
  world: World,
  repository: Repository,
  path: string,
  name: string,
): ReturnType<typeof repository.workflows.get> & object {
  const known = repository.workflows.get(path);
  if (known) return known;
  const nowMs = world.now();
  const workflow = { id: world.nextId(), writtenMs: nowMs, path, name, state: 'active' as const, updatedMs: nowMs };
  repository.workflows.set(path, workflow);
  return workflow;
}
