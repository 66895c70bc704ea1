// Serves the set-up pages until an App is registered.
import { createAdaptorServer } from '@hono/node-server';
import type { Credentials } from './env-file.ts';
import { readAppFile } from './manifest.ts';
import { createSetUpApp, type SetUp } from './set-up-app.ts';
import { createVisitors } from './visitor.ts';

type Options = Omit<SetUp, 'appFile' | 'visitors' | 'onRegistered' | 'log'> & {
  readonly appFilePath: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly log: SetUp['log'] & { info(message: string): void };
};

export interface SetUpServer {
  /** Resolves when the credentials are kept, the person has read so, and the port is free again. */
  readonly registered: Promise<{ readonly credentials: Credentials; readonly port: number }>;
  close(): Promise<void>;
}

/** Resolves when the pages can be opened; their address is logged. */
export async function startSetUp({ appFilePath, host, port, ...options }: Options): Promise<SetUpServer> {
  const visitors = createVisitors(host);
  const appFile = await readAppFile(appFilePath);
  const done = Promise.withResolvers<Credentials>();
  const app = createSetUpApp({ ...options, appFile, visitors, onRegistered: done.resolve });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listensOn = typeof address === 'object' && address !== null ? address.port : port;
  const end = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  const name = host.includes(':') ? `[${host}]` : host;
  options.log.info(`Chimera has no App yet. Register one at http://${name}:${listensOn}/?key=${visitors.key}`);
  return {
    registered: done.promise.then(async (credentials) => {
      const ended = end();
      // Idle connections are closed at once; the one with the last page gets a moment to carry it over.
      setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500);
      await ended;
      return { credentials, port: listensOn };
    }),
    close: async () => {
      const ended = end();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await ended;
    },
  };
}
