/** An app's installations: which there are, tokens for them, suspending them and taking them away. */
import { z } from 'zod';
import {
  installationOf,
  installedRepositories,
  suspend,
  uninstall,
  unsuspend,
} from '../../../changes/installations.ts';
import { newTokenText } from '../../../changes/new-account.ts';
import { suspendedMessage } from '../../../identity/authenticate.ts';
import { narrowed, satisfies } from '../../../identity/permission.ts';
import { installationShape } from '../../../shapes/account.ts';
import { repositoryShape } from '../../../shapes/repository.ts';
import type { Account, App, Level } from '../../../world/account.ts';
import { findAccount } from '../../../world/find.ts';
import { type Installation, isInstalledOn } from '../../../world/installation.ts';
import type { Repository } from '../../../world/repository.ts';
import { isoTime, type World } from '../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing, pageOf } from '../../listing.ts';
import { ApiError, created, noContent, notFound, ok, type Reply, unprocessable } from '../../reply.ts';

const tokenMs = 3_600_000;

/** The app whose JWT it is. */
export function callingApp(call: Call): App {
  if (call.actor.kind !== 'app') throw notFound();
  return call.actor.app;
}

function ownInstallation(call: Call): Installation {
  const installation = call.world.installations.get(Number(call.parameters.installation_id));
  if (installation === undefined || installation.app !== callingApp(call)) throw notFound();
  return installation;
}

/** A token may be for some of the installation's repositories only. Throws 422 when one is not among them. */
function chosenRepositories(
  world: World,
  installation: Installation,
  { repositories, repository_ids: ids }: { repositories?: string[] | undefined; repository_ids?: number[] | undefined },
): 'all' | Repository[] {
  if (repositories === undefined && ids === undefined) return 'all';
  const chosen = installedRepositories(world, installation).filter(
    (each) => repositories?.includes(each.name) || ids?.includes(each.id),
  );
  if (chosen.length < new Set([...(repositories ?? []), ...(ids ?? [])]).size) {
    throw unprocessable(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return chosen;
}

const tokenBody = z
  .object({
    permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
    repositories: z.array(z.string()).optional(),
    repository_ids: z.array(z.number()).optional(),
  })
  .nullish();

function makeToken(call: Call, body: z.infer<typeof tokenBody>): Reply {
  const { world } = call;
  const installation = ownInstallation(call);
  if (installation.suspended) throw new ApiError(403, suspendedMessage);
  const { app } = installation;
  const wanted: Record<string, Level> = body?.permissions ?? { ...app.permissions };
  if (!satisfies(app.permissions, [wanted])) {
    throw unprocessable('The permissions requested are not granted to this installation.');
  }
  const permissions = narrowed(app.permissions, wanted);
  const repositories = chosenRepositories(world, installation, body ?? {});
  const token = newTokenText('ghs_');
  const expiresMs = world.now() + tokenMs;
  world.tokens.set(token, { kind: 'installation', token, installation, permissions, repositories, expiresMs });
  const repository_selection = installation.repositories === 'all' && repositories === 'all' ? 'all' : 'selected';
  return created({
    ...{ token, expires_at: isoTime(expiresMs), permissions, repository_selection },
    ...(repositories === 'all' ? {} : { repositories: repositories.map((each) => repositoryShape(world, each)) }),
  });
}

function installationOn(call: Call, login: string | undefined, kind: Account['kind']): Reply {
  const account = findAccount(call.world, login ?? '');
  const found = account?.kind === kind && installationOf(call.world, callingApp(call), account);
  if (!found) throw notFound();
  return ok(installationShape(call.world, found));
}

export const installationEndpoints: readonly Endpoint[] = [
  endpoint('GET /app/installations', { only: 'app' }, (call) => {
    const app = callingApp(call);
    const own = [...call.world.installations.values()].filter((each) => each.app === app);
    return listing(call, own, (each) => installationShape(call.world, each));
  }),
  endpoint('GET /app/installations/{installation_id}', { only: 'app' }, (call) =>
    ok(installationShape(call.world, ownInstallation(call))),
  ),
  endpoint('DELETE /app/installations/{installation_id}', { only: 'app' }, (call) => {
    uninstall(call.site, ownInstallation(call), callingApp(call).owner);
    return noContent();
  }),
  endpoint('PUT /app/installations/{installation_id}/suspended', { only: 'app' }, (call) => {
    suspend(call.site, ownInstallation(call), { by: callingApp(call).owner, byApp: true });
    return noContent();
  }),
  endpoint('DELETE /app/installations/{installation_id}/suspended', { only: 'app' }, (call) => {
    unsuspend(call.site, ownInstallation(call), callingApp(call).owner);
    return noContent();
  }),
  endpoint('POST /app/installations/{installation_id}/access_tokens', { only: 'app', body: tokenBody }, (call) =>
    makeToken(call, call.body),
  ),
  endpoint('GET /repos/{owner}/{repo}/installation', { only: 'app' }, (call) => {
    const app = callingApp(call);
    const found = [...call.world.installations.values()].find(
      (each) => each.app === app && isInstalledOn(each, call.repository),
    );
    if (found === undefined) throw notFound();
    return ok(installationShape(call.world, found));
  }),
  endpoint('GET /orgs/{org}/installation', { only: 'app' }, (call) =>
    installationOn(call, call.parameters.org, 'Organization'),
  ),
  endpoint('GET /users/{username}/installation', { only: 'app' }, (call) =>
    installationOn(call, call.parameters.username, 'User'),
  ),
  endpoint('GET /installation/repositories', { only: 'installation' }, (call) => {
    const { actor, world } = call;
    if (actor.kind !== 'installation') throw notFound();
    const all = installedRepositories(world, actor.installation);
    const covered = all.filter((each) => actor.repositories === 'all' || actor.repositories.includes(each));
    const { shown, headers } = pageOf(call, covered);
    const body = {
      total_count: covered.length,
      repository_selection: actor.installation.repositories === 'all' ? 'all' : 'selected',
      repositories: shown.map((each) => repositoryShape(world, each)),
    };
    return { status: 200, body, headers };
  }),
  endpoint('DELETE /installation/token', { only: 'installation' }, (call) => {
    const text = call.headers.authorization?.split(/\s+/)[1] ?? '';
    call.world.tokens.delete(text);
    return noContent();
  }),
];
