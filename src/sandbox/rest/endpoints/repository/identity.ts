/** People and repositories: who is there, and who may do what. */
import { permissionWord, roleOn } from '../../../identity/role.ts';
import { privateUser, publicUser, simpleUser } from '../../../shapes/account.ts';
import { fullRepository, rolePermissions } from '../../../shapes/repository.ts';
import { findAccount } from '../../../world/find.ts';
import { type Endpoint, endpoint } from '../../endpoint.ts';
import { notFound, ok } from '../../reply.ts';

export const identityEndpoints: readonly Endpoint[] = [
  endpoint('GET /user', { only: 'user' }, (call) => ok(privateUser(call.world, call.account))),
  endpoint('GET /users/{username}', { open: true }, (call) => {
    const account = findAccount(call.world, call.parameters.username ?? '');
    if (account === undefined) throw notFound();
    return ok(publicUser(call.world, account));
  }),
  endpoint('GET /repos/{owner}/{repo}', { needs: [{ metadata: 'read' }] }, (call) => {
    const role = call.actor.kind === 'user' ? roleOn(call.repository, call.actor.account) : undefined;
    return ok(fullRepository(call.world, call.repository, role));
  }),
  endpoint(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    { needs: [{ metadata: 'read' }] },
    (call) => {
      const account = findAccount(call.world, call.parameters.username ?? '');
      if (account === undefined) throw notFound();
      const role = roleOn(call.repository, account);
      const permission = permissionWord(role, call.repository);
      return ok({
        permission,
        role_name: role ?? permission,
        user: {
          ...simpleUser(call.world, account),
          ...(role === undefined ? {} : { permissions: rolePermissions(role) }),
          role_name: role ?? permission,
        },
      });
    },
  ),
];
