// app.yml asks for exactly what the app's requests need.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { needsOf, requestsOf, smallestSet } from './permissions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const requests = requestsOf(root);
const { default_permissions: granted } = parse(readFileSync(join(root, 'app.yml'), 'utf-8')) as {
  default_permissions: Record<string, string>;
};

/** What no endpoint names: the set-up pull request brings workflow files, and a push of those needs this besides. */
const unnamed = { workflows: 'write' };

test('the requests are found', () => {
  expect(requests.length).toBeGreaterThan(30);
});

test.each(requests.map((request) => [`${request.method} ${request.route}`, request] as const))(
  '%s: its permission is known',
  (_, request) => {
    expect([request.file, needsOf(request)]).not.toEqual([request.file, []]);
  },
);

test('app.yml grants what they need, and nothing more', () => {
  expect(granted).toEqual({ ...smallestSet(requests), ...unnamed });
});

describe('the smallest set', () => {
  const request = (method: string, route: string) => ({ file: 'x', method, route });
  test.each([
    ['reading', [request('GET', '/repos/{owner}/{repo}/issues/{number}')], { issues: 'read' }],
    [
      'writing, whatever is read before or after',
      [
        request('GET', '/repos/{o}/{r}/issues/{n}'),
        request('POST', '/repos/{o}/{r}/issues/{n}/comments'),
        request('GET', '/repos/{o}/{r}/issues/{n}'),
      ],
      { issues: 'write' },
    ],
    ['an unknown endpoint', [request('GET', '/nowhere')], {}],
  ])('of %s', (_, of, set) => {
    expect(smallestSet(of)).toEqual(set);
  });
});
