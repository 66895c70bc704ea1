/** The sandbox's HTTP server: git goes to git, API paths to REST, everything else to the pages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { mountControls } from './controls.ts';
import { isGitPath, serveGit } from './git/http-backend.ts';
import { mountPages } from './pages/pages.ts';
import type { RestApi } from './rest/rest-api.ts';
import type { Site } from './site.ts';

export interface Server {
  readonly url: string;
  /** Cuts all connections. */
  close(): Promise<void>;
}

/** First parts of paths that belong to the REST API at the root; no account may be called so. */
const apiRoots = new Set([
  ...['api', 'app', 'app-manifests', 'apps', 'emojis', 'graphql', 'installation', 'issues', 'meta', 'octocat'],
  ...['orgs', 'rate_limit', 'repos', 'repositories', 'search', 'user', 'users', 'versions', 'zen'],
]);

export async function listen(site: Site, rest: RestApi, port: number): Promise<Server> {
  const app = createPaths(site, rest);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!isGitPath(path)) {
      void answer(request, response);
      return;
    }
    serveGit(site, request, response).catch((error: unknown) => {
      console.error(`git ${request.url}:`, error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createPaths(site: Site, rest: RestApi): Hono {
  const app = new Hono();
  mountControls(app, site);
  app.all('/api/v3', (context) => rest.answer(context.req.raw, '/'));
  app.all('/api/v3/*', (context) => rest.answer(context.req.raw, pathOf(context.req.raw).slice('/api/v3'.length)));
  app.all('/api/graphql', (context) => rest.answer(context.req.raw, '/graphql'));
  app.use(async (context, next) => {
    const path = pathOf(context.req.raw);
    const root = path.split('/')[1] ?? '';
    const wantsPage = context.req.header('accept')?.includes('text/html') ?? false;
    if (apiRoots.has(root) && !(root === 'apps' && wantsPage)) return rest.answer(context.req.raw, path);
    if (root === '' && !wantsPage) return rest.answer(context.req.raw, path);
    await next();
    return undefined;
  });
  mountPages(app, site);
  return app;
}

/** The path as sent, still encoded, without a slash at its end. */
function pathOf(request: Request): string {
  const path = new URL(request.url).pathname;
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
