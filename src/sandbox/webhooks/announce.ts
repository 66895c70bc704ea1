/** Tells the world that something happened: webhooks to the apps that subscribe, runs of the workflows that wait. */
import { organizationSimple, simpleUser } from '../shapes/account.ts';
import { nodeId, type Shape } from '../shapes/link.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { Happening, Site } from '../site.ts';
import { type Installation, isInstalledOn } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';

/** The payload is rendered now; what changes later does not show in it. */
export function announce(site: Site, happening: Happening): void {
  const payload = completePayload(site, happening);
  for (const installation of installationsOn(site, happening.repository)) {
    const { app } = installation;
    if (happening.onlyApp && happening.onlyApp !== app) continue;
    if (!app.events.includes(happening.event)) continue;
    site.webhooks.send({
      app,
      installation,
      repository: happening.repository,
      event: happening.event,
      action: happening.action ?? null,
      payload: { ...payload, installation: installationMark(installation) },
    });
  }
  if (!happening.doer.quiet) site.runs.start({ ...happening, payload });
}

/** Installations whose app hears of the repository. */
export function installationsOn(site: Site, repository: Repository): Installation[] {
  return [...site.world.installations.values()].filter(
    (installation) => installation.suspended === undefined && isInstalledOn(installation, repository),
  );
}

/** How a webhook names the installation that it belongs to. */
export function installationMark(installation: Installation): Shape {
  return { id: installation.id, node_id: nodeId('IntegrationInstallation', installation.id) };
}

function completePayload(site: Site, happening: Happening): Shape {
  const { world } = site;
  const { owner } = happening.repository;
  return {
    ...(happening.action === undefined ? {} : { action: happening.action }),
    ...happening.payload,
    repository: webhookRepository(site, happening),
    ...(owner.kind === 'Organization' ? { organization: organizationSimple(world, owner) } : {}),
    sender: simpleUser(world, happening.doer.account),
  };
}

/** Pushes carry the old form of a repository, with times in seconds. */
function webhookRepository({ world }: Site, { event, repository }: Happening): Shape {
  const shape = repositoryShape(world, repository);
  if (event !== 'push') return shape;
  const { owner } = repository;
  return {
    ...shape,
    owner: { ...simpleUser(world, owner), name: owner.login, email: owner.email },
    created_at: Math.floor(repository.writtenMs / 1000),
    pushed_at: Math.floor(repository.pushedMs / 1000),
    stargazers: 0,
    master_branch: repository.defaultBranch,
    ...(owner.kind === 'Organization' ? { organization: owner.login } : {}),
  };
}
