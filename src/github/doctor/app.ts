// What the app may know of itself, as the app (JWT): who it is, where it is installed, how its webhooks fare.
import type { DoctorGitHub } from '../../setup/doctor/doctor-github.ts';
import { type Authenticate, once } from '../client.ts';
import { answerTo, type RepositoryName, remembered } from './answer.ts';

export function appQuestions(
  authenticate: Authenticate,
  { owner, name }: RepositoryName,
): Pick<DoctorGitHub, 'app' | 'installation' | 'hookUrl' | 'deliveries'> {
  return {
    app: remembered(() =>
      answerTo(async () => {
        const octokit = await authenticate(null);
        const { data } = await octokit.rest.apps.getAuthenticated({ request: once() });
        if (data === null) throw new Error('github: GitHub names no app for its own token');
        return { name: data.name, permissions: texts(data.permissions), events: data.events };
      }),
    ),
    installation: remembered(() =>
      answerTo(async () => {
        const octokit = await authenticate(null);
        const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo: name, request: once() });
        const { id, permissions, events, suspended_at: suspendedAt } = data;
        return { id, permissions: texts(permissions), events, suspended: suspendedAt !== null };
      }),
    ),
    hookUrl: () =>
      answerTo(async () => {
        const octokit = await authenticate(null);
        const { data } = await octokit.rest.apps.getWebhookConfigForApp({ request: once() });
        return data.url === undefined || data.url === '' ? null : data.url;
      }),
    deliveries: () =>
      answerTo(async () => {
        const octokit = await authenticate(null);
        const { data } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 100, request: once() });
        return data.map((entry) => ({
          id: entry.id,
          guid: entry.guid,
          deliveredAt: Date.parse(entry.delivered_at),
          statusCode: entry.status_code,
          status: entry.status,
          installationId: entry.installation_id,
        }));
      }),
  };
}

const texts = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
