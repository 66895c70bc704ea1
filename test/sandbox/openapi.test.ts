// The checker must be able to find fault: each kind of departure from GitHub's description is noticed.
import { expect, test } from '@jest/globals';
import type { Exchange } from '../../src/sandbox/sandbox.ts';
import { checkExchange } from './openapi.ts';

const label = { id: 1, node_id: 'a', url: 'http://127.0.0.1/x', name: 'bug', color: 'f00000', description: null };
const good: Exchange = {
  method: 'POST',
  path: '/repos/octo-org/todo/labels',
  route: '/repos/{owner}/{repo}/labels',
  parameters: { owner: 'octo-org', repo: 'todo' },
  query: {},
  requestHeaders: {},
  requestBody: { name: 'bug', color: 'f00000' },
  status: 201,
  responseHeaders: {},
  responseBody: { ...label, default: false },
  actor: 'mona',
  actorKind: 'user',
  weathered: false,
};
const error = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' };
const runs = '/repos/{owner}/{repo}/actions/runs';

test('what is as described passes', () => {
  expect(checkExchange(good)).toEqual([]);
  expect(checkExchange({ ...good, status: 404, responseBody: error })).toEqual([]);
  expect(checkExchange({ ...good, route: undefined, weathered: true, status: 502 })).toEqual([]);
});

const departures: readonly (readonly [string, Partial<Exchange>, RegExp])[] = [
  ['an endpoint that the sandbox lacks', { route: undefined, status: 404 }, /no such endpoint/],
  ['one that GitHub does not have', { route: '/repos/{owner}/{repo}/stickers' }, /describes no POST/],
  [
    'a request without a required field',
    { requestBody: { color: 'f00000' } },
    /request must have required property 'name'/,
  ],
  ['a field of another type', { requestBody: { name: 7 } }, /request\/name must be string/],
  ['a field that nobody knows', { requestBody: { name: 'bug', colour: 'red' } }, /colour is not described/],
  ['no body where one is needed', { requestBody: undefined }, /a body is missing/],
  ['a filter that nobody knows', { query: { colour: 'red' } }, /query must NOT have additional properties/],
  ['an answer without a required field', { responseBody: label }, /answer must have required property 'default'/],
  ['null where it may not be', { responseBody: { ...label, default: null } }, /answer\/default must be boolean/],
  ['an answer without its body', { responseBody: undefined }, /answer must be object/],
  ['a status that is not described', { status: 206 }, /status 206/],
  ['the sandbox’s own failure', { status: 500, responseBody: error }, /status 500/],
  ['an error without its words', { status: 404, responseBody: {} }, /'message'/],
  [
    'a query value of another type',
    { method: 'GET', route: runs, query: { per_page: 'many' }, requestBody: undefined, status: 200 },
    /query\/per_page must be integer/,
  ],
];
test.each(departures)('noticed: %s', (_what, change, problem) => {
  expect(checkExchange({ ...good, ...change }).join('\n')).toMatch(problem);
});
