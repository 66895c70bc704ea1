// GitHub as the set-up of a repository and the doctor see it: each method lives in a file of calls/.
import type { DoctorGitHub } from '../setup/doctor/doctor-github.ts';
import type { SetUpGitHub } from '../setup/set-up-github.ts';
import { appQuestions } from './calls/doctor-app.ts';
import { type RepositoryName, repositoryQuestions } from './calls/doctor-repository.ts';
import { settingsQuestions } from './calls/doctor-settings.ts';
import { createBranch, findSetUpBranch, repositoryState } from './calls/set-up-branch.ts';
import { repositoryFiles } from './calls/set-up-files.ts';
import { createLabel, findSetUpPullRequest, openSetUpPullRequest } from './calls/set-up-pull-request.ts';
import type { Authenticate } from './client.ts';

export function connectSetUp(authenticate: Authenticate): SetUpGitHub {
  const at = authenticate;
  return {
    repositoryState: (repository) => repositoryState(at, repository),
    files: (repository) => repositoryFiles(at, repository),
    findBranch: (repository, name) => findSetUpBranch(at, repository, name),
    findPullRequest: (repository, branch) => findSetUpPullRequest(at, repository, branch),
    createBranch: (repository, branch) => createBranch(at, repository, branch),
    openPullRequest: (repository, pullRequest) => openSetUpPullRequest(at, repository, pullRequest),
    createLabel: (repository, label) => createLabel(at, repository, label),
  };
}

/** GitHub's answers about one repository; what was answered once is not asked again. */
export function connectDoctor(authenticate: Authenticate, repository: RepositoryName): DoctorGitHub {
  const app = appQuestions(authenticate, repository);
  return {
    ...app,
    ...repositoryQuestions(authenticate, repository, app.installation),
    ...settingsQuestions(authenticate, repository, app.installation),
  };
}
