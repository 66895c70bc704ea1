// Pictures in a repository: put there through the API on a ref that is neither branch nor tag, and shown as GitHub does.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pngOf } from '../../fakes/png.ts';
import { openTalk, type TalkWorld } from '../conversation/world-of-talk.ts';

let talk: TalkWorld;
let commit: string;
const picture = pngOf(2, 2, 300);
const blob = (file: string, query = '') => `${talk.sandbox.url}/octo-org/todo/blob/${commit}/${file}${query}`;

async function make(path: string, body: unknown): Promise<string> {
  const answer = await talk.ask('helper', `POST /git/${path}`, body);
  expect([path, answer.status]).toEqual([path, 201]);
  return answer.body.sha ?? answer.body.object.sha;
}

beforeAll(async () => {
  talk = await openTalk();
  const content = Buffer.from(picture).toString('base64');
  const file = { mode: '100644', type: 'blob' };
  const tree = await make('trees', {
    tree: [
      { path: 'after.png', sha: await make('blobs', { content, encoding: 'base64' }), ...file },
      { path: 'page.html', sha: await make('blobs', { content: '<script>alert(1)</script>' }), ...file },
      { path: 'bytes.png', sha: await make('blobs', { content: 'AAEC', encoding: 'base64' }), ...file },
    ],
  });
  commit = await make('commits', { message: 'pictures', tree, parents: [] });
});
afterAll(async () => {
  expect(await talk.close()).toEqual([]);
});

test('the ref can be made once, moved by force, and nobody hears of a push', async () => {
  talk.heard();
  const ref = 'refs/chimera/pictures/1-1-1';
  await make('refs', { ref, sha: commit });
  expect((await talk.ask('helper', 'POST /git/refs', { ref, sha: commit })).status).toBe(422);
  const main = await talk.ask('helper', 'GET /git/ref/heads/main');
  const moved = { sha: main.body.object.sha, force: true };
  expect((await talk.ask('helper', 'PATCH /git/refs/chimera/pictures/1-1-1', moved)).status).toBe(200);
  expect((await talk.ask('helper', 'GET /git/ref/chimera/pictures/1-1-1')).body.object.sha).toBe(moved.sha);
  expect(talk.heard().filter(({ name }) => /push|create/.test(name))).toEqual([]);
});

test.each([
  ['after.png', 'image/png'],
  ['page.html', 'text/plain; charset=utf-8'],
  ['bytes.png', 'application/octet-stream'],
])('?raw=true of %s leads to its bytes as %s, which no browser takes for anything else', async (file, type) => {
  const answer = await fetch(blob(file, '?raw=true'));
  expect([answer.status, answer.redirected, answer.headers.get('content-type')]).toEqual([200, true, type]);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  if (file === 'after.png') expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
});

test('what is not there is not there', async () => {
  expect((await fetch(blob('other.png', '?raw=true'))).status).toBe(404);
});

test('the page of a picture shows it', async () => {
  expect(await (await fetch(blob('after.png'))).text()).toContain('<img src="?raw=true"');
  expect(await (await fetch(blob('bytes.png'))).text()).toContain('A binary file.');
});

test('a description can show it in a table', async () => {
  const number = await talk.pull('with-pictures');
  const body = `| Before | After |\n| --- | --- |\n| no picture | [![After](${blob('after.png', '?raw=true')})](${blob('after.png')}) |`;
  expect((await talk.ask('helper', `PATCH /pulls/${number}`, { body })).status).toBe(200);
  const page = await (await fetch(`${talk.sandbox.url}/octo-org/todo/pull/${number}`)).text();
  expect(page).toContain(`<img src="${blob('after.png', '?raw=true')}" alt="After" />`);
});
