/** Whoever looks at a page, and what GitHub would offer them on it. What they ask for is judged again when they do. */
import { atLeast, roleOn } from '../identity/role.ts';
import type { Account, Role } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';

export interface Viewer {
  /** Undefined: nobody is here to act. */
  readonly person: Account | undefined;
  /** What they have asked to edit: `issue`, or `comment-12`. */
  readonly editing: string | undefined;
  /** They may say something. */
  readonly takesPart: boolean;
  may(role: Role): boolean;
  mayOrWrote(role: Role, author: Account): boolean;
}

export function viewerOf(person: Account | undefined, repository: Repository, editing?: string): Viewer {
  const takesPart = person !== undefined && !repository.archived;
  const may = (role: Role): boolean => takesPart && atLeast(roleOn(repository, person), role);
  return {
    person,
    editing,
    takesPart,
    may,
    mayOrWrote: (role, author) => may(role) || (takesPart && author === person),
  };
}
