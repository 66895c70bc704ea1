// The files that Chimera needs in a repository, by where they lie.
export const paths = {
  phaseWorkflow: '.github/workflows/chimera-phase.yml',
  submitWorkflow: '.github/workflows/chimera.yml',
  configuration: '.github/chimera.yml',
  issueForm: '.github/ISSUE_TEMPLATE/chimera.yml',
} as const;

/** Name of the branch of the set-up pull request. */
export const setUpBranch = 'chimera/set-up';

/** Trailer of its commit; it tells our branch from somebody else's of the same name. */
export const setUpTrailer = 'Chimera-Set-Up: 1';

/** The label that starts a task, where no configuration names another one. */
export const defaultLabel = 'chimera';

export const project = 'https://github.com/chimera-app/chimera';

export const schemaUrl = 'https://raw.githubusercontent.com/chimera-app/chimera/main/docs/chimera.schema.json';
