/** Registers an app with a fresh key; GitHub pings its webhook at once. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Manifest } from '../identity/manifest.ts';
import { appShape } from '../shapes/account.ts';
import type { Site } from '../site.ts';
import type { Account, App, Permissions } from '../world/account.ts';
import { newApp } from './new-account.ts';

const keyPair = promisify(generateKeyPair);

/** A code of the manifest flow is good for an hour. Source: "Registering a GitHub App from a manifest". */
const codeMs = 3_600_000;

type AppPlan = Pick<Parameters<typeof newApp>[1], 'slug' | 'name' | 'owner' | 'events'> &
  Partial<Omit<Parameters<typeof newApp>[1], 'publicKeyPem'>> & { readonly permissions: Permissions };

/** @param keyType form of the private key: `pkcs1` is what GitHub hands out. */
export async function registerApp(
  site: Site,
  plan: AppPlan,
  keyType: 'pkcs1' | 'pkcs8',
): Promise<{ app: App; privateKeyPem: string }> {
  const keys = await keyPair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: keyType, format: 'pem' },
  });
  const app = newApp(site.world, {
    ...plan,
    permissions: { metadata: 'read', ...plan.permissions },
    publicKeyPem: keys.publicKey,
  });
  const hook = { type: 'App', id: app.id, name: 'web', active: true, events: app.events, config: {} };
  const payload = { zen: 'Approachable is better than simple.', hook_id: app.id, hook, app: appShape(site.world, app) };
  site.webhooks.send({ app, installation: undefined, repository: undefined, event: 'ping', action: null, payload });
  return { app, privateKeyPem: keys.privateKey };
}

/** The app that a manifest describes; its secrets wait for whoever brings the code. */
export async function registerFromManifest(
  site: Site,
  manifest: Manifest,
  { name, owner }: { readonly name: string; readonly owner: Account },
): Promise<{ app: App; code: string }> {
  const hook = manifest.hook_attributes;
  const { app, privateKeyPem } = await registerApp(
    site,
    {
      ...{ name, owner, slug: slugOf(name) },
      permissions: manifest.default_permissions,
      events: manifest.default_events,
      webhookUrl: hook === undefined || hook.active === false ? undefined : hook.url,
      webhookSecret: hook === undefined ? undefined : randomBytes(20).toString('hex'),
      description: manifest.description,
      homepage: manifest.url,
      setupUrl: manifest.setup_url,
      setupOnUpdate: manifest.setup_on_update,
      public: manifest.public,
    },
    'pkcs1',
  );
  const code = randomBytes(20).toString('hex');
  const expiresMs = site.world.now() + codeMs;
  app.conversion = { code, expiresMs, privateKeyPem, clientSecret: randomBytes(20).toString('hex') };
  return { app, code };
}

/** `My App 2!` → `my-app-2`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
