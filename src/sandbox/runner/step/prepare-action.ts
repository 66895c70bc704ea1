// Finds what a `uses:` means: a stand-in, an action of a repository in the sandbox, or one in the job's workspace.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standIns } from '../../actions/stand-ins.ts';
import type { RunnerHost } from '../host.ts';
import { readAction } from '../read/read-action.ts';
import { describeProblems } from '../read/read-workflow.ts';
import type { Step } from '../workflow/workflow.ts';
import type { ActionFiles, PlannedStep, PreparedAction } from './planned-step.ts';

/** Why an action cannot be used; shown as the step's (or "Set up job"'s) error. */
export class ActionProblem extends Error {}

/** Composite actions may use others, this deep (GitHub's own limit). */
const depthMax = 10;

export type Preparation = { host: RunnerHost; note: (line: string) => void };

/** Steps with their actions. Those of the workspace (`./x`) wait until their step runs: nothing is checked out yet. */
export async function planSteps(steps: Step[], preparation: Preparation, depth = 0): Promise<PlannedStep[]> {
  if (depth > depthMax) throw new ActionProblem(`Composite actions use each other more than ${depthMax} deep.`);
  const planned: PlannedStep[] = [];
  for (const step of steps) {
    const { work } = step;
    const later = work.kind === 'run' || work.action.startsWith('./');
    const action = later ? undefined : await prepareRepositoryAction(work.action, step.line, preparation, depth);
    planned.push({ step, action, state: {} });
  }
  return planned;
}

/** An action that lies in `directory`; `name` is how it is called in messages. */
export async function prepareDirectory(
  files: Omit<ActionFiles, 'manifest'> & { name: string },
  preparation: Preparation,
  depth = 0,
): Promise<PreparedAction> {
  const { directory, repository, ref, name } = files;
  const found = await readFirst([join(directory, 'action.yml'), join(directory, 'action.yaml')]);
  if (found === undefined) {
    throw new ActionProblem(`Can't find 'action.yml' or 'action.yaml' for action '${name}'.`);
  }
  const manifest = readAction(`${name}/action.yml`, found);
  if (Array.isArray(manifest)) throw new ActionProblem(describeProblems(manifest));
  if (manifest.runs.kind === 'javascript') return { kind: 'javascript', manifest, directory, repository, ref };
  const steps = await planSteps(manifest.runs.steps, preparation, depth + 1);
  return { kind: 'composite', manifest, directory, repository, ref, steps };
}

async function prepareRepositoryAction(
  uses: string,
  line: number,
  preparation: Preparation,
  depth: number,
): Promise<PreparedAction> {
  if (uses.startsWith('docker://')) {
    throw new ActionProblem(`Line ${line}: unsupported: \`uses: ${uses}\`; the sandbox runs no containers.`);
  }
  const match = /^([^/@]+)\/([^/@]+)(?:\/([^@]+))?@(.+)$/.exec(uses);
  if (!match) {
    const allowed = "'owner/repository@ref', 'owner/repository/path@ref' or './path'";
    throw new ActionProblem(`Line ${line}: \`uses: ${uses}\` is none of ${allowed}.`);
  }
  const [, owner = '', repository = '', path = '', ref = ''] = match;
  const name = [`${owner}/${repository}`, path].filter(Boolean).join('/');
  const standIn = standIns.get(name.toLowerCase());
  if (standIn) {
    preparation.note(`Use the sandbox's stand-in for '${uses}'`);
    return { kind: 'stand_in', name, standIn };
  }
  const resolved = await preparation.host.resolveAction(owner, repository, ref);
  if (resolved.kind === 'missing') {
    const what = resolved.what === 'repository' ? 'repository not found' : `unable to find version \`${ref}\``;
    throw new ActionProblem(`Unable to resolve action \`${uses}\`, ${what}`);
  }
  preparation.note(`Download action repository '${owner}/${repository}@${ref}' (SHA:${resolved.sha})`);
  const directory = join(resolved.directory, path);
  return await prepareDirectory(
    { directory, repository: `${owner}/${repository}`, ref, name: uses },
    preparation,
    depth,
  );
}

async function readFirst(files: string[]): Promise<string | undefined> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return text;
  }
  return undefined;
}
