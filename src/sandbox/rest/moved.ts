/** Requests to a repository by a name that it no longer has: sent on to its number, which never changes. */
import type { Actor } from '../identity/actor.ts';
import { canSee } from '../identity/role.ts';
import { apiUrl } from '../shapes/link.ts';
import type { Site } from '../site.ts';
import { findMoved } from '../world/find.ts';
import { fullName } from '../world/repository.ts';
import type { Reply } from './reply.ts';

/** `/repositories/1300/issues` as `/repos/octo-org/todo/issues`: addresses by number are the same endpoints. */
export function namedPath({ world }: Site, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = id === undefined ? undefined : world.repositories.get(Number(id));
  return repository ? `/repos/${fullName(repository)}${rest}` : path;
}

/** Undefined when the repository did not move, or the actor may not know of it. */
export function movedReply(
  { world }: Site,
  request: {
    readonly actor: Actor;
    readonly request: Request;
    readonly url: URL;
    readonly path: string;
    readonly parameters: Readonly<Record<string, string>>;
  },
): Reply | undefined {
  const { owner, repo } = request.parameters;
  if (!request.path.startsWith('/repos/') || owner === undefined || repo === undefined) return undefined;
  const repository = findMoved(world, owner, repo);
  if (repository === undefined || !canSee(request.actor, repository)) return undefined;
  const rest = request.path.split('/').slice(4).join('/');
  const url = `${apiUrl(world, `/repositories/${repository.id}`)}${rest && `/${rest}`}${request.url.search}`;
  const reads = ['GET', 'HEAD'].includes(request.request.method);
  return {
    status: reads ? 301 : 307,
    headers: { location: url },
    body: {
      message: reads ? 'Moved Permanently' : 'Temporary Redirect',
      url,
      documentation_url: 'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
    },
  };
}
