/** The sandbox's front door: a GitHub on your laptop, with git, REST, webhooks, Actions and pages. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAccount, newApp } from './changes/new-account.ts';
import { endpoints } from './rest/endpoints/endpoints.ts';
import { createRestApi } from './rest/rest-api.ts';
import type { Sandbox, SandboxOptions } from './sandbox-options.ts';
import { seeding } from './seeding.ts';
import { listen } from './server.ts';
import type { Site } from './site.ts';
import { createWeatherStation } from './weather/weather-station.ts';
import { createWebhookPost } from './webhooks/webhook-post.ts';
import { createWorkflowRuns } from './workflow-runs/create-workflow-runs.ts';
import { createWorld } from './world/world.ts';

export type { AppSeed, Exchange, RepositorySeed, Sandbox, SandboxOptions, SeedFile } from './sandbox-options.ts';

/**
 * Starts a sandbox on 127.0.0.1. It is empty but for the app and bot `github-actions`.
 * @returns after it listens.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const directory = await homeDirectory(options.directory);
  const site = createSite(options, directory);
  const rest = createRestApi(site, endpoints, options.onExchange);
  const server = await listen(site, rest, options.port ?? 0);
  site.world.url = server.url;
  return {
    url: server.url,
    world: site.world,
    ...seeding(site),
    settled: async () => {
      await site.runs.settled();
      await site.webhooks.settled();
    },
    close: async () => {
      await site.runs.close();
      await site.webhooks.close();
      await server.close();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function homeDirectory(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return realpath(await mkdtemp(join(tmpdir(), 'chimera-sandbox-')));
  await mkdir(wanted, { recursive: true });
  return realpath(wanted);
}

function createSite(options: SandboxOptions, directory: string): Site {
  const world = createWorld();
  const weather = createWeatherStation(options.weather);
  const github = newAccount(world, 'github', 'Organization', 'GitHub');
  const actionsApp = newApp(world, {
    slug: 'github-actions',
    name: 'GitHub Actions',
    owner: github,
    permissions: {},
    events: [],
    publicKeyPem: '',
  });
  const site: Site = {
    world,
    weather,
    directory,
    actionsApp,
    webhooks: createWebhookPost(world, weather),
    runs: createWorkflowRuns(() => site, options.runner ?? {}),
    downloadKey: randomBytes(32),
  };
  return site;
}
