// A channel like those of smee.io: what is posted to it goes out to whoever listens, as server-sent events.
import { createServer, type ServerResponse } from 'node:http';

export async function startChannel(): Promise<{ url: string; close(): Promise<void> }> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: ready\ndata: {}\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      const { host: _, ...headers } = request.headers;
      const event = JSON.stringify({ ...headers, body, query: {}, timestamp: Date.now() });
      for (const listener of listeners) listener.write(`data: ${event}\n\n`);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/channel`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
