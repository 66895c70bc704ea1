/** The manifest flow: a manifest comes in from anywhere, a person looks at it here, and the app is made. */
import type { Context, Hono } from 'hono';
import { registerFromManifest, slugOf } from '../../changes/register-app.ts';
import { nameMax, readManifest } from '../../identity/manifest.ts';
import type { Site } from '../../site.ts';
import type { Account } from '../../world/account.ts';
import { findAccount, findApp } from '../../world/find.ts';
import { actingAs } from '../acting.ts';
import { fromOwnPage, textField } from '../layout/form-fields.ts';
import { send } from '../layout/send.ts';
import { registerPage, wrongManifestPage } from './register-page.ts';

export function mountRegistration(app: Hono, site: Site): void {
  // Looking is harmless, so the manifest may come from a foreign page; creating is for our own page only.
  app.post('/settings/apps/new', (context) => look(context, actingAs(context, site)));
  app.post('/settings/apps', (context) => create(context, site, actingAs(context, site)));
  app.post('/organizations/:org/settings/apps/new', (context) => look(context, organizationIn(context, site)));
  app.post('/organizations/:org/settings/apps', (context) => create(context, site, organizationIn(context, site)));
}

function organizationIn(context: Context, site: Site): Account | undefined {
  const account = findAccount(site.world, context.req.param('org') ?? '');
  return account?.kind === 'Organization' ? account : undefined;
}

async function look(context: Context, owner: Account | undefined): Promise<Response> {
  if (owner === undefined) return send(context, undefined);
  const text = textField(await context.req.parseBody(), 'manifest') ?? '';
  const read = readManifest(text);
  if (read.kind === 'wrong') return send(context, wrongManifestPage(read.problems));
  const { manifest } = read;
  const name = manifest.name ?? '';
  return send(
    context,
    registerPage({ owner, manifest, text, name, state: context.req.query('state') }),
    origins(manifest.redirect_url),
  );
}

async function create(context: Context, site: Site, owner: Account | undefined): Promise<Response> {
  if (owner === undefined) return send(context, undefined);
  if (!fromOwnPage(context, site)) return context.text('Press the button on the page itself.', 403);
  const form = await context.req.parseBody();
  const text = textField(form, 'manifest') ?? '';
  const state = textField(form, 'state');
  const name = (textField(form, 'name') ?? '').trim();
  const read = readManifest(text);
  if (read.kind === 'wrong') return send(context, wrongManifestPage(read.problems));
  const { manifest } = read;
  const problem = nameProblem(site, name);
  if (problem !== undefined) {
    return send(context, registerPage({ owner, manifest, text, name, state, problem }), origins(manifest.redirect_url));
  }
  const { app, code } = await registerFromManifest(site, manifest, { name, owner });
  if (manifest.redirect_url === undefined) return context.redirect(`/apps/${app.slug}`, 302);
  const target = new URL(manifest.redirect_url);
  target.searchParams.set('code', code);
  if (state !== undefined) target.searchParams.set('state', state);
  return context.redirect(target.href, 302);
}

function nameProblem({ world }: Site, name: string): string | undefined {
  if (name === '' || slugOf(name) === '') return "Name can't be blank";
  if (name.length > nameMax) return `Name is too long (maximum is ${nameMax} characters)`;
  const slug = slugOf(name);
  const taken = findApp(world, slug) !== undefined || findAccount(world, slug) !== undefined;
  return taken ? 'Name has already been taken' : undefined;
}

function origins(address: string | undefined): string[] {
  return address === undefined ? [] : [new URL(address).origin];
}
