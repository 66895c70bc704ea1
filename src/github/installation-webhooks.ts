// Webhooks about the app's own installations: which repositories it may work on, and when it may not.
import { z } from 'zod';
import type { RepositoryName, Signal } from './signal.ts';

const repositories = z.array(z.object({ id: z.number(), full_name: z.string() }));

const installation = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }),
  repositories: repositories.default([]),
});

const installationRepositories = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }),
  repositories_added: repositories.default([]),
  repositories_removed: repositories.default([]),
});

export function translateInstallation(payload: unknown): Signal | null {
  const parsed = installation.parse(payload);
  const { id } = parsed.installation;
  switch (parsed.action) {
    case 'created':
      return { kind: 'repositories_added', installation: id, repositories: parsed.repositories.map(nameOf) };
    case 'deleted':
      return { kind: 'installation_deleted', installation: id };
    case 'suspend':
    case 'unsuspend':
      return { kind: 'installation_suspended', installation: id, suspended: parsed.action === 'suspend' };
    default:
      return null;
  }
}

export function translateInstallationRepositories(payload: unknown): Signal | null {
  const parsed = installationRepositories.parse(payload);
  const { id } = parsed.installation;
  if (parsed.action === 'added') {
    return { kind: 'repositories_added', installation: id, repositories: parsed.repositories_added.map(nameOf) };
  }
  if (parsed.action !== 'removed') return null;
  const gone = parsed.repositories_removed.map((repository) => repository.id);
  return { kind: 'repositories_removed', installation: id, repositories: gone };
}

function nameOf({ id, full_name: fullName }: { id: number; full_name: string }): RepositoryName {
  const [owner = '', name = ''] = fullName.split('/');
  return { id, owner, name };
}
