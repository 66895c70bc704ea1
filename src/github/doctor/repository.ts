// What the doctor reads in a repository: files, label, workflow.
import type { Answer, DoctorGitHub, InstallationAnswer } from '../../setup/doctor/doctor-github.ts';
import { type Authenticate, once } from '../client.ts';
import { askInstalled, type RepositoryName, remembered } from './answer.ts';

type Questions = Pick<DoctorGitHub, 'repository' | 'readFile' | 'readOwnersFile' | 'workflowState' | 'label'>;

export type { RepositoryName };

export function repositoryQuestions(
  authenticate: Authenticate,
  name: RepositoryName,
  installation: () => Promise<Answer<InstallationAnswer>>,
): Questions {
  const asked = askInstalled(authenticate, name, installation);
  const file = async (place: (where: { owner: string; repo: string }) => object, path: string) => {
    const answer = await asked(async (octokit, where) => {
      const { data } = await octokit.rest.repos.getContent({ ...where, ...place(where), path, request: once() });
      return Array.isArray(data) || data.type !== 'file' || !('content' in data) ? null : data.content;
    });
    if (answer.kind !== 'told') return answer;
    if (answer.value === null) return { kind: 'missing' } as const;
    return { kind: 'told', value: Buffer.from(answer.value, 'base64').toString('utf-8') } as const;
  };
  return {
    repository: remembered(() =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.repos.get({ ...where, request: once() });
        return { defaultBranch: data.default_branch, archived: data.archived };
      }),
    ),
    readFile: (path) => file(() => ({}), path),
    readOwnersFile: (path) => file(() => ({ repo: '.github' }), path),
    workflowState: (fileName) =>
      asked(async (octokit, where) => {
        const { data } = await octokit.rest.actions.getWorkflow({ ...where, workflow_id: fileName, request: once() });
        return data.state;
      }),
    label: (label) =>
      asked(async (octokit, where) => {
        await octokit.rest.issues.getLabel({ ...where, name: label, request: once() });
        return true as const;
      }),
  };
}
