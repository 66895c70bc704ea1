/** Whether an actor may use an endpoint. */
import type { Level, Permissions, Role } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import { type Actor, covers } from './actor.ts';
import { atLeast, canSee, roleOn } from './role.ts';

/** Who may use an endpoint. */
export interface Requirement {
  /** Permissions an app or a job needs: any one of these sets is enough. Absent: none. */
  readonly needs?: readonly Permissions[];
  /** The role a person needs; absent: read for `read`, write for `write`, admin for `admin` of the first set. */
  readonly role?: Role | 'author';
  /** `app`: only an app with its JWT. `user`: only a person. `installation`: only an installation token. */
  readonly only?: 'app' | 'installation' | 'user';
  /** Anybody may, without a token too. */
  readonly open?: boolean;
}

export type Refusal =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'forbidden'; readonly message: string };

/** @param repository the repository in the path, if there is one. */
export function mayUse(actor: Actor, requirement: Requirement, repository: Repository | undefined): Refusal {
  if (requirement.only) return onlyFor(actor, requirement.only);
  if (requirement.open && !repository) return { kind: 'allowed' };
  if (repository && !canSee(actor, repository)) return { kind: 'not_found' };
  if (actor.kind === 'app') return { kind: 'forbidden', message: 'Resource not accessible by integration' };
  const level = levelOf(requirement);
  if (actor.kind === 'anonymous')
    return level === 'read' && repository ? { kind: 'allowed' } : { kind: 'unauthenticated' };
  if (actor.kind === 'user') return byRole(actor, requirement, repository, level);
  if (repository && !covers(actor, repository)) {
    // Like anybody, an app may read what is public; writing needs the installation.
    const publicRead = level === 'read' && !repository.private;
    return publicRead ? { kind: 'allowed' } : { kind: 'forbidden', message: 'Resource not accessible by integration' };
  }
  return satisfies(actor.permissions, requirement.needs)
    ? { kind: 'allowed' }
    : { kind: 'forbidden', message: 'Resource not accessible by integration' };
}

/** Whether the permissions contain at least one of the sets. `metadata: read` comes with every token. */
export function satisfies(permissions: Permissions, needs: readonly Permissions[] | undefined): boolean {
  if (needs === undefined) return true;
  const has: Permissions = { metadata: 'read', ...permissions };
  return needs.some((set) => Object.entries(set).every(([name, level]) => rank(has[name]) >= rank(level)));
}

/** `x-accepted-github-permissions`: sets are divided by `;`, names within one by `,`. */
export function acceptedPermissions(needs: readonly Permissions[] | undefined): string {
  return (needs ?? [{ metadata: 'read' as Level }])
    .map((set) =>
      Object.entries(set)
        .map(([name, level]) => `${name}=${level}`)
        .join(','),
    )
    .join('; ');
}

/** The smaller of two permission sets: what both give. */
export function narrowed(permissions: Permissions, wanted: Permissions): Permissions {
  const result: Record<string, Level> = {};
  for (const [name, level] of Object.entries(wanted)) {
    const given = permissions[name];
    if (given) result[name] = rank(given) < rank(level) ? given : level;
  }
  return result;
}

function rank(level: Level | undefined): number {
  return level === undefined ? 0 : level === 'read' ? 1 : level === 'write' ? 2 : 3;
}

function levelOf(requirement: Requirement): Level {
  const levels = Object.values(requirement.needs?.[0] ?? {});
  return levels.includes('admin') ? 'admin' : levels.includes('write') ? 'write' : 'read';
}

function onlyFor(actor: Actor, only: 'app' | 'installation' | 'user'): Refusal {
  if (actor.kind === only) return { kind: 'allowed' };
  if (actor.kind === 'anonymous') return { kind: 'unauthenticated' };
  return only === 'app'
    ? { kind: 'unauthenticated' }
    : { kind: 'forbidden', message: 'Resource not accessible by integration' };
}

function byRole(
  actor: Extract<Actor, { kind: 'user' }>,
  requirement: Requirement,
  repository: Repository | undefined,
  level: Level,
): Refusal {
  if (!repository) return { kind: 'allowed' };
  const needed = requirement.role ?? level;
  const role = roleOn(repository, actor.account);
  if (needed === 'author' || (needed === 'read' && !repository.private) || atLeast(role, needed)) {
    return { kind: 'allowed' };
  }
  const message = needed === 'admin' ? 'Must have admin rights to Repository.' : 'Must have push access to Repository.';
  return { kind: 'forbidden', message };
}
