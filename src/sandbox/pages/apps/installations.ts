/** Installing an app, and changing, suspending and taking away its installations. */
import type { Context, Hono } from 'hono';
import {
  chooseRepositories,
  install,
  installationOf,
  suspend,
  uninstall,
  unsuspend,
} from '../../changes/installations.ts';
import type { Site } from '../../site.ts';
import type { Account, App } from '../../world/account.ts';
import { findAccount, findApp } from '../../world/find.ts';
import type { Installation } from '../../world/installation.ts';
import type { Repository } from '../../world/repository.ts';
import { actingAs } from '../acting.ts';
import { type Fields, fromOwnPage, textField, textFields } from '../layout/form-fields.ts';
import { send } from '../layout/send.ts';
import { chooseAccountPage, installPage, repositoriesOf } from './install-page.ts';
import { installationPage } from './installation-page.ts';

const noneChosen = 'Choose at least one repository, or all of them.';

export function mountInstallations(app: Hono, site: Site): void {
  app.get('/apps/:slug/installations/new', (context) => showInstall(context, site));
  app.post('/apps/:slug/installations', (context) => makeInstallation(context, site));
  app.get('/settings/installations/:id', (context) => {
    const installation = installationIn(context, site);
    return send(context, installation && installationPage(site.world, installation), originOfSetup(installation?.app));
  });
  app.post('/settings/installations/:id', (context) => change(context, site));
  app.post('/settings/installations/:id/:deed', (context) => carryOut(context, site));
}

/** Accounts that the person may install the app on: their own, and the organizations. */
function targetsOf(context: Context, site: Site, app: App): Account[] {
  const person = actingAs(context, site);
  const organizations = [...site.world.accounts.values()].filter(
    ({ kind, login }) => kind === 'Organization' && login !== 'github',
  );
  const all = person ? [person, ...organizations] : organizations;
  return app.public ? all : all.filter((account) => account === app.owner);
}

function showInstall(context: Context, site: Site): Response {
  const app = findApp(site.world, context.req.param('slug') ?? '');
  if (app === undefined) return send(context, undefined);
  const targets = targetsOf(context, site, app);
  const wanted = context.req.query('target');
  if (wanted === undefined) {
    const rows = targets.map((account) => ({ account, installation: installationOf(site.world, app, account)?.id }));
    return send(context, chooseAccountPage(app, rows));
  }
  const account = targets.find(({ login }) => login === wanted);
  if (account === undefined) return send(context, undefined);
  const existing = installationOf(site.world, app, account);
  if (existing) return context.redirect(`/settings/installations/${existing.id}`, 302);
  return send(context, installPage(site.world, app, account), originOfSetup(app));
}

async function makeInstallation(context: Context, site: Site): Promise<Response> {
  if (!fromOwnPage(context, site)) return context.text('Press the button on the page itself.', 403);
  const app = findApp(site.world, context.req.param('slug') ?? '');
  const form = await context.req.parseBody({ all: true });
  const target = findAccount(site.world, textField(form, 'target') ?? '');
  const person = actingAs(context, site);
  if (!app || !target || !person || !targetsOf(context, site, app).includes(target)) return send(context, undefined);
  const existing = installationOf(site.world, app, target);
  if (existing) return context.redirect(`/settings/installations/${existing.id}`, 303);
  const repositories = choiceIn(site, target, form);
  if (repositories === undefined) {
    return send(context, installPage(site.world, app, target, noneChosen), originOfSetup(app));
  }
  const { id } = install(site, app, target, repositories, person);
  return context.redirect(
    app.setupUrl === undefined ? `/settings/installations/${id}` : setUp(app, id, 'install'),
    302,
  );
}

async function change(context: Context, site: Site): Promise<Response> {
  if (!fromOwnPage(context, site)) return context.text('Press the button on the page itself.', 403);
  const installation = installationIn(context, site);
  const person = actingAs(context, site);
  if (!installation || !person) return send(context, undefined);
  const { app, account, id } = installation;
  const repositories = choiceIn(site, account, await context.req.parseBody({ all: true }));
  if (repositories === undefined) return send(context, installationPage(site.world, installation, noneChosen));
  chooseRepositories(site, installation, repositories, person);
  const goesOn = app.setupOnUpdate && app.setupUrl !== undefined;
  return context.redirect(goesOn ? setUp(app, id, 'update') : `/settings/installations/${id}`, 303);
}

async function carryOut(context: Context, site: Site): Promise<Response> {
  if (!fromOwnPage(context, site)) return context.text('Press the button on the page itself.', 403);
  const installation = installationIn(context, site);
  const person = actingAs(context, site);
  if (!installation || !person) return send(context, undefined);
  switch (context.req.param('deed')) {
    case 'suspend':
      suspend(site, installation, { by: person, byApp: false });
      break;
    case 'unsuspend':
      if (installation.suspended?.byApp) return context.text('Only the owner of the app can undo this.', 403);
      unsuspend(site, installation, person);
      break;
    case 'uninstall':
      uninstall(site, installation, person);
      return context.redirect(`/apps/${installation.app.slug}`, 303);
    default:
      return send(context, undefined);
  }
  return context.redirect(`/settings/installations/${installation.id}`, 303);
}

function installationIn(context: Context, { world }: Site): Installation | undefined {
  return world.installations.get(Number(context.req.param('id')));
}

/** Undefined when only some were wanted and none was chosen. */
function choiceIn({ world }: Site, account: Account, form: Fields): 'all' | Repository[] | undefined {
  if (textField(form, 'selection') !== 'selected') return 'all';
  const ids = textFields(form, 'repositories').map(Number);
  const chosen = repositoriesOf(world, account).filter(({ id }) => ids.includes(id));
  return chosen.length === 0 ? undefined : chosen;
}

/** Where GitHub sends people afterwards, with what has happened. */
function setUp(app: App, installation: number, action: 'install' | 'update'): string {
  const url = new URL(app.setupUrl ?? '');
  url.searchParams.set('installation_id', String(installation));
  url.searchParams.set('setup_action', action);
  return url.href;
}

function originOfSetup(app: App | undefined): string[] {
  return app?.setupUrl === undefined ? [] : [new URL(app.setupUrl).origin];
}
