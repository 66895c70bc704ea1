/** Addresses of everything about apps: registering one, installing it, and its installations' settings. */
import type { Context, Hono } from 'hono';
import type { Site } from '../../site.ts';
import { send } from '../layout/send.ts';
import { appPage } from './app-page.ts';
import { mountInstallations } from './installations.ts';
import { mountRegistration } from './registration.ts';

export function mountAppPages(app: Hono, site: Site): void {
  mountRegistration(app, site);
  mountInstallations(app, site);
  app.get('/apps/:slug', (context: Context) => send(context, appPage(site.world, context.req.param('slug') ?? '')));
}
