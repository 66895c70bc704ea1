// GitHub as the set-up of a repository and the doctor see it: each method lives in a file of calls/.
import type { DoctorGitHub } from '../setup/doctor/doctor-github.ts';
import type { SetUpGitHub } from '../setup/set-up-github.ts';
import type { Authenticate } from './client.ts';
import { appQuestions } from './doctor/app.ts';
import { type RepositoryName, repositoryQuestions } from './doctor/repository.ts';
import { settingsQuestions } from './doctor/settings.ts';
import { createBranch, findSetUpBranch, repositoryState } from './set-up/branch.ts';
import { repositoryFiles } from './set-up/files.ts';
import { createLabel, findSetUpPullRequest, openSetUpPullRequest } from './set-up/pull-request.ts';

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
export function connectDoctor(
  authenticate: Authenticate,
  repository: RepositoryName,
  guardian: Authenticate | null,
): DoctorGitHub {
  const app = appQuestions(authenticate, repository);
  return {
    ...app,
    guardianApp: guardian === null ? null : appQuestions(guardian, repository).installation,
    ...repositoryQuestions(authenticate, repository, app.installation),
    ...settingsQuestions(authenticate, repository, app.installation),
  };
}
