/** Addresses of things, as API answers and webhooks carry them. */
import type { Account } from '../world/account.ts';
import { fullName, type Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** REST addresses in answers are below `/api/v3`, as on a GitHub Enterprise Server. */
export function apiUrl(world: World, path = ''): string {
  return `${world.url}/api/v3${path}`;
}

export function repositoryApi(world: World, repository: Repository, path = ''): string {
  return apiUrl(world, `/repos/${fullName(repository)}${path}`);
}

/** Address of a page of the repository. */
export function repositoryPage(world: World, repository: Repository, path = ''): string {
  return `${world.url}/${fullName(repository)}${path}`;
}

export function accountPage(world: World, account: Account): string {
  return account.kind === 'Bot'
    ? `${world.url}/apps/${account.login.replace('[bot]', '')}`
    : `${world.url}/${account.login}`;
}

/** An opaque identifier, as GraphQL uses them: the kind and the number in base64. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** What `nodeId` was made from; undefined when it was not. */
export function readNodeId(text: string): { kind: string; id: string } | undefined {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(text, 'base64url').toString('utf8'));
  return match ? { kind: match[1] ?? '', id: match[2] ?? '' } : undefined;
}

/** A JSON object on its way out. */
export type Shape = Record<string, unknown>;
