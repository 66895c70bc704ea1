// The HTTP server: the webhook door and a health check.
import { createServer, type Server } from 'node:http';
import { createWebhookDoor, type Receive } from './webhook-door.ts';

export const webhookPath = '/api/github/webhooks';

interface Options {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly receive: Receive;
  readonly log: { warn(fields: object, message: string): void };
}

/** Resolves when it listens, with the port that it got. */
export async function startServer({ host, port, receive, log }: Options): Promise<{ server: Server; port: number }> {
  const door = createWebhookDoor(receive, log);
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === webhookPath && request.method === 'POST') {
      door(request, response).catch((error: unknown) => {
        log.warn({ err: error }, 'a webhook connection broke');
        response.destroy();
      });
      return;
    }
    const healthy = path === '/healthz' && request.method === 'GET';
    response.writeHead(healthy ? 200 : 404, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify({ message: healthy ? 'ok' : 'Not found' })}\n`);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}
