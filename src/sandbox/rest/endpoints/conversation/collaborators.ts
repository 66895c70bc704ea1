/** Who may do what on a repository. Nobody has to accept an invitation here: whoever is added is in at once. */
import { z } from 'zod';
import { addCollaborator, removeCollaborator } from '../../../changes/conversation/collaborators.ts';
import { atLeast, roleOn } from '../../../identity/role.ts';
import { simpleUser } from '../../../shapes/account.ts';
import { rolePermissions } from '../../../shapes/repository.ts';
import type { Account, Role } from '../../../world/account.ts';
import { findAccount } from '../../../world/find.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { noContent, notFound } from '../../reply.ts';

const path = '/repos/{owner}/{repo}/collaborators';
/** GitHub's words for roles, in requests and in filters. */
const roleOf = { pull: 'read', triage: 'triage', push: 'write', maintain: 'maintain', admin: 'admin' } as const;
const words = z.enum(['pull', 'triage', 'push', 'maintain', 'admin']);
const administration = { needs: [{ administration: 'write' as const }], role: 'admin' as const };

function personIn(call: Call): Account {
  const account = findAccount(call.world, call.parameters.username ?? '');
  if (account?.kind !== 'User') throw notFound();
  return account;
}

/** People with a role, in order of their accounts. */
function people(call: Call): { account: Account; role: Role }[] {
  return [...call.world.accounts.values()].flatMap((account) => {
    const role = account.kind === 'User' ? roleOn(call.repository, account) : undefined;
    return role === undefined ? [] : [{ account, role }];
  });
}

export const collaboratorEndpoints: readonly Endpoint[] = [
  endpoint(`GET ${path}`, { needs: [{ metadata: 'read' }], role: 'write' }, (call) => {
    const wanted = words.safeParse(call.query.permission);
    const shown = people(call).filter(({ role }) => !wanted.success || atLeast(role, roleOf[wanted.data]));
    return listing(call, shown, ({ account, role }) => ({
      ...simpleUser(call.world, account),
      permissions: rolePermissions(role),
      role_name: role,
    }));
  }),
  endpoint(`GET ${path}/{username}`, { needs: [{ metadata: 'read' }], role: 'write' }, (call) => {
    if (roleOn(call.repository, personIn(call)) === undefined) throw notFound();
    return noContent();
  }),
  endpoint(
    `PUT ${path}/{username}`,
    { ...administration, body: z.object({ permission: words.optional() }).nullish() },
    (call) => {
      const role = roleOf[call.body?.permission ?? 'push'];
      addCollaborator(call.site, call.repository, personIn(call), role, call.doer);
      return noContent();
    },
  ),
  endpoint(`DELETE ${path}/{username}`, administration, (call) => {
    removeCollaborator(call.site, call.repository, personIn(call), call.doer);
    return noContent();
  }),
];
