/** The pages that a person would see on GitHub: which address shows what. */
import type { Context, Hono } from 'hono';
import { canSee } from '../identity/role.ts';
import type { Site } from '../site.ts';
import { findMoved, findRepository } from '../world/find.ts';
import { fullName } from '../world/repository.ts';
import { accountPage, homePage } from './about/home-page.ts';
import { deliveryPage, sandboxPage } from './about/sandbox-page.ts';
import { actingAs, actingForm, chosenPerson, mountActing } from './acting.ts';
import { mountAppPages } from './apps/app-pages.ts';
import { mountForms } from './forms.ts';
import { liveScript } from './layout/live-script.ts';
import { send } from './layout/send.ts';
import { style } from './layout/style.ts';
import { repositoryPaths } from './repository-paths.ts';
import { viewerOf } from './viewer.ts';

/** Adds all pages to the sandbox's paths. They come last: whatever is mounted before wins. */
export function mountPages(app: Hono, site: Site): void {
  const { world, weather } = site;
  app.use(async (context, next) => {
    context.set('acting', actingForm(context, site));
    await next();
  });
  mountActing(app, site);
  app.get('/_sandbox/pages/style.css', (context) => asset(context, style, 'text/css'));
  app.get('/_sandbox/pages/live.js', (context) => asset(context, liveScript, 'text/javascript'));
  app.get('/_sandbox', (context) => send(context, sandboxPage(world, weather.current())));
  app.get('/_sandbox/deliveries/:id', (context) => send(context, deliveryPage(world, Number(context.req.param('id')))));
  app.get('/', (context) => send(context, homePage(world)));
  mountAppPages(app, site);
  app.get('/:owner', (context) => send(context, accountPage(world, context.req.param('owner'))));
  for (const [path, show] of Object.entries(repositoryPaths)) {
    app.get(`/:owner/:repo${path}`, async (context) => {
      const { owner = '', repo = '', ...parameters } = context.req.param() as Record<string, string>;
      const repository = findRepository(world, owner, repo);
      if (repository === undefined) return moved(context, site) ?? send(context, undefined);
      // Whoever was chosen sees no more than GitHub would show them.
      const chosen = chosenPerson(context, site);
      if (chosen && !canSee({ kind: 'user', account: chosen }, repository)) return send(context, undefined);
      const place = {
        repository,
        parameters,
        query: context.req.query(),
        site,
        viewer: viewerOf(actingAs(context, site), repository, context.req.query('edit')),
        nowMs: world.now(),
      };
      const shown = await show(place);
      return shown instanceof Response ? shown : send(context, shown);
    });
  }
  mountForms(app, site);
  app.notFound((context) => {
    const { path } = context.req;
    return /[^/]\/+$/.test(path) ? context.redirect(path.replace(/\/+$/, '')) : send(context, undefined);
  });
}

/** Sends a browser on from a name that the repository no longer has. */
function moved(context: Context, { world }: Site): Response | undefined {
  const { owner = '', repo = '' } = context.req.param() as Record<string, string>;
  const repository = findMoved(world, owner, repo);
  const { pathname, search } = new URL(context.req.url);
  return (
    repository && context.redirect(`/${fullName(repository)}${pathname.replace(/^\/[^/]+\/[^/]+/, '')}${search}`, 301)
  );
}

function asset(context: Context, text: string, type: string): Response {
  return context.body(text, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
}
