// The web server: the files of public/, and the commit of this build at /version.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const here = import.meta.dirname;

/** What is served, by address. Nothing else of the disk can be reached. */
const pages = new Map(
  readdirSync(join(here, 'public')).map((name) => [
    name === 'index.html' ? '/' : `/${name}`,
    {
      type: `${types[name.slice(name.lastIndexOf('.'))]}; charset=utf-8`,
      body: readFileSync(join(here, 'public', name)),
    },
  ]),
);
pages.set('/version', { type: 'application/json', body: JSON.stringify({ commit: commitOfThisBuild() }) });

const server = createServer((request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const page = pages.get(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (page === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.\n');
    return;
  }
  response
    .writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' })
    .end(request.method === 'HEAD' ? undefined : page.body);
});

server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? '127.0.0.1', () => {
  const { address, port } = server.address();
  console.log(`The todo list is at http://${address}:${port}`);
});

function commitOfThisBuild() {
  if (process.env.COMMIT) return process.env.COMMIT;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: here,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null; // not a git checkout
  }
}
