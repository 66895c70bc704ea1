/** The door of an endpoint: whoever may not use it is told so in GitHub's words. */
import type { Actor } from '../identity/actor.ts';
import { mayUse } from '../identity/permission.ts';
import type { Repository } from '../world/repository.ts';
import type { Endpoint } from './endpoint.ts';
import { ApiError, archivedError, notFound } from './reply.ts';

/** @param repository the repository in the path, if there is one. */
export function admit(actor: Actor, endpoint: Endpoint, repository: Repository | undefined): void {
  const { requirement, method, template } = endpoint;
  const answer = mayUse(actor, requirement, repository);
  switch (answer.kind) {
    case 'allowed':
      break;
    case 'not_found':
      throw notFound();
    case 'unauthenticated':
      throw new ApiError(
        401,
        requirement.only === 'app' ? 'A JSON web token could not be decoded' : 'Requires authentication',
      );
    case 'forbidden':
      throw new ApiError(403, answer.message);
    default:
      answer satisfies never;
  }
  // The repository's own endpoint may undo it, or delete what is archived.
  if (repository?.archived && method !== 'GET' && template !== '/repos/{owner}/{repo}') throw archivedError();
}
