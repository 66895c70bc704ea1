// What the doctor reads of a repository's settings: Actions, environments, and the names of secrets.
import type { Answer, DoctorGitHub, InstallationAnswer } from '../../setup/doctor/doctor-github.ts';
import { type Authenticate, once } from '../client.ts';
import { askInstalled, type RepositoryName } from './answer.ts';

type Questions = Pick<
  DoctorGitHub,
  'actions' | 'actionsMayApprove' | 'environment' | 'secrets' | 'organisationSecrets' | 'environmentSecrets'
>;

/** GitHub allows 100 secrets in a repository, 100 in an environment, and shows 100 of an organisation's on a page. */
const pageSize = 100;

export function settingsQuestions(
  authenticate: Authenticate,
  name: RepositoryName,
  installation: () => Promise<Answer<InstallationAnswer>>,
): Questions {
  const asked = askInstalled(authenticate, name, installation);
  const page = () => ({ per_page: pageSize, request: once() });
  return {
    actions: () =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.actions.getGithubActionsPermissionsRepository({
          ...where,
          request: once(),
        });
        return { enabled: data.enabled, allowed: data.allowed_actions ?? null };
      }),
    actionsMayApprove: () =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({
          ...where,
          request: once(),
        });
        return data.can_approve_pull_request_reviews;
      }),
    environment: (environment) =>
      asked(async (octokit, where) => {
        await octokit.rest.repos.getEnvironment({ ...where, environment_name: environment, request: once() });
        return true as const;
      }),
    secrets: () =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.actions.listRepoSecrets({ ...where, ...page() });
        return data.secrets.map((secret) => secret.name);
      }),
    organisationSecrets: () =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.actions.listRepoOrganizationSecrets({ ...where, ...page() });
        return data.secrets.map((secret) => secret.name);
      }),
    environmentSecrets: (environment) =>
      asked(async (octokit, where) => {
        const wanted = { ...where, environment_name: environment, ...page() };
        const { data } = await octokit.rest.actions.listEnvironmentSecrets(wanted);
        return data.secrets.map((secret) => secret.name);
      }),
  };
}
