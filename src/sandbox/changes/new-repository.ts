/** Makes a repository's record, with the labels that GitHub gives a new one. */
import type { Account } from '../world/account.ts';
import type { Label } from '../world/issue.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

const defaultLabels: readonly (readonly [name: string, color: string, description: string])[] = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
];

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly description: string;
  readonly defaultBranch: string;
  /** The bare repository on disk. */
  readonly directory: string;
}

export function newRepository(world: World, seed: NewRepository): Repository {
  const repository: Repository = {
    ...seed,
    id: world.nextId(),
    writtenMs: world.now(),
    pushedMs: world.now(),
    formerNames: [],
    archived: false,
    settings: { actionsMayApprove: false, defaultWorkflowPermissions: 'read', actionsEnabled: true },
    collaborators: new Map(),
    variables: new Map(),
    secrets: new Map(),
    labels: new Map(),
    issues: new Map(),
    formerIssues: new Map(),
    comments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    commitStatuses: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
    jobs: new Map(),
    artifacts: new Map(),
    environments: new Map(),
    deployments: new Map(),
    protections: new Map(),
    refHistory: new Map(),
  };
  for (const [name, color, description] of defaultLabels)
    newLabel(world, repository, { name, color, description }, true);
  world.repositories.set(repository.id, repository);
  world.changed({ kind: 'repository', repository });
  return repository;
}

export function newLabel(
  world: World,
  repository: Repository,
  label: { readonly name: string; readonly color: string; readonly description: string | null },
  isDefault = false,
): Label {
  const made: Label = { ...label, id: world.nextId(), writtenMs: world.now(), default: isDefault };
  repository.labels.set(label.name.toLowerCase(), made);
  return made;
}
