// The address of a site. It stays while the build behind it is replaced.
import { createServer, request as send } from 'node:http';

/** @returns {Promise<{ url: string, leadTo: (port: number) => void }>} a free port of 127.0.0.1, leading nowhere yet */
export async function openDoor() {
  let port = 0;
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const onward = send({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
      response.end('The build behind this address does not answer.\n');
    });
    request.pipe(onward);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    leadTo: (next) => {
      port = next;
    },
  };
}
