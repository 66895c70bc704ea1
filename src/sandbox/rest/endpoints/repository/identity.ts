/** Apps, installations, people and repositories: who is there, and who may do what. */
import { z } from 'zod';
import { newTokenText } from '../../../changes/new-account.ts';
import { narrowed, satisfies } from '../../../identity/permission.ts';
import { permissionWord, roleOn } from '../../../identity/role.ts';
import { appShape, installationShape, privateUser, publicUser, simpleUser } from '../../../shapes/account.ts';
import { fullRepository, repositoryShape, rolePermissions } from '../../../shapes/repository.ts';
import type { Level } from '../../../world/account.ts';
import { findAccount, findApp } from '../../../world/find.ts';
import type { Installation } from '../../../world/installation.ts';
import type { Repository } from '../../../world/repository.ts';
import { isoTime, type World } from '../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { created, notFound, ok, unprocessable } from '../../reply.ts';

const tokenMs = 3_600_000;

const appOf = (call: Call) => {
  if (call.actor.kind !== 'app') throw notFound();
  return call.actor.app;
};

function ownInstallation(call: Call): Installation {
  const installation = call.world.installations.get(Number(call.parameters.installation_id));
  if (installation === undefined || installation.app !== appOf(call)) throw notFound();
  return installation;
}

/** A token may be for some of the installation's repositories only. Throws 422 when one is not among them. */
function chosenRepositories(
  world: World,
  installation: Installation,
  { repositories, repository_ids: ids }: { repositories?: string[] | undefined; repository_ids?: number[] | undefined },
): 'all' | Repository[] {
  if (repositories === undefined && ids === undefined) return 'all';
  const covered = [...world.repositories.values()].filter(
    (each) =>
      each.owner === installation.account &&
      (installation.repositories === 'all' || installation.repositories.includes(each)),
  );
  const chosen = covered.filter((each) => repositories?.includes(each.name) || ids?.includes(each.id));
  if (chosen.length < new Set([...(repositories ?? []), ...(ids ?? [])]).size) {
    throw unprocessable(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return chosen;
}

export const identityEndpoints: readonly Endpoint[] = [
  endpoint('GET /app', { only: 'app' }, (call) => {
    const app = appOf(call);
    const count = [...call.world.installations.values()].filter((each) => each.app === app).length;
    return ok({ ...appShape(call.world, app), installations_count: count });
  }),
  endpoint('GET /app/installations', { only: 'app' }, (call) => {
    const app = appOf(call);
    const own = [...call.world.installations.values()].filter((each) => each.app === app);
    return listing(call, own, (each) => installationShape(call.world, each));
  }),
  endpoint('GET /repos/{owner}/{repo}/installation', { only: 'app' }, (call) => {
    const app = appOf(call);
    const found = [...call.world.installations.values()].find(
      (each) => each.app === app && (each.repositories === 'all' || each.repositories.includes(call.repository)),
    );
    if (found === undefined) throw notFound();
    return ok(installationShape(call.world, found));
  }),
  endpoint(
    'POST /app/installations/{installation_id}/access_tokens',
    {
      only: 'app',
      body: z
        .object({
          permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
          repositories: z.array(z.string()).optional(),
          repository_ids: z.array(z.number()).optional(),
        })
        .nullish(),
    },
    (call) => {
      const installation = ownInstallation(call);
      const { app } = installation;
      const wanted: Record<string, Level> = call.body?.permissions ?? { ...app.permissions };
      if (!satisfies(app.permissions, [wanted])) {
        throw unprocessable('The permissions requested are not granted to this installation.');
      }
      const permissions = narrowed(app.permissions, wanted);
      const repositories = chosenRepositories(call.world, installation, call.body ?? {});
      const token = newTokenText('ghs_');
      const expiresMs = call.world.now() + tokenMs;
      call.world.tokens.set(token, {
        kind: 'installation',
        token,
        installation,
        permissions,
        repositories,
        expiresMs,
      });
      const repository_selection = installation.repositories === 'all' && repositories === 'all' ? 'all' : 'selected';
      return created({
        ...{ token, expires_at: isoTime(expiresMs), permissions, repository_selection },
        ...(repositories === 'all'
          ? {}
          : { repositories: repositories.map((each) => repositoryShape(call.world, each)) }),
      });
    },
  ),
  endpoint('GET /apps/{app_slug}', { open: true }, (call) => {
    const app = findApp(call.world, call.parameters.app_slug ?? '');
    if (app === undefined) throw notFound();
    return ok(appShape(call.world, app));
  }),
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
