import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

let server;
let url;

before(async () => {
  server = spawn(process.execPath, ['server.js'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PORT: '0', COMMIT: 'abc123' },
  });
  const [line] = await once(server.stdout, 'data');
  url = String(line).match(/http:\S+/)[0];
});

after(() => server.kill());

test('the page is served', async () => {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/html/);
  assert.match(await response.text(), /New todo/);
});

test('the build says its commit', async () => {
  assert.deepEqual(await (await fetch(`${url}/version`)).json(), { commit: 'abc123' });
});

test('nothing but the public files can be read', async () => {
  assert.equal((await fetch(`${url}/server.js`)).status, 404);
  assert.equal((await fetch(`${url}/..%2fserver.js`)).status, 404);
});
