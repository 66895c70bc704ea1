/** People get a role on a repository, another one, or none; and who is told. */
import { simpleUser } from '../../shapes/account.ts';
import type { Shape } from '../../shapes/link.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import type { Account, Role } from '../../world/account.ts';
import type { Repository } from '../../world/repository.ts';

export function addCollaborator(site: Site, repository: Repository, person: Account, role: Role, doer: Doer): void {
  const before = repository.collaborators.get(person.id);
  if (before === role) return;
  repository.collaborators.set(person.id, role);
  if (before === undefined) {
    // The event knows the old words only.
    const to = role === 'admin' ? 'admin' : 'write';
    tell(site, repository, person, 'added', doer, { changes: { permission: { to } } });
  } else tell(site, repository, person, 'edited', doer, { changes: { old_permission: { from: before } } });
}

export function removeCollaborator(site: Site, repository: Repository, person: Account, doer: Doer): void {
  if (repository.collaborators.delete(person.id)) tell(site, repository, person, 'removed', doer);
}

function tell(site: Site, repository: Repository, person: Account, action: string, doer: Doer, more: Shape = {}): void {
  const payload = { member: simpleUser(site.world, person), ...more };
  announce(site, { event: 'member', action, repository, doer, payload });
  site.world.changed({ kind: 'repository', repository });
}
