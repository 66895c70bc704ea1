// The app's settings: all that is wrong is told at once, and without a secret it does not start.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { hasNoCredentials, readServerSettings, readSettings } from '../src/settings.ts';

const good = {
  APP_ID: '7',
  PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\nx\\n-----END PRIVATE KEY-----',
  WEBHOOK_SECRET: 'long enough',
};

test('three variables are enough', () => {
  expect(readSettings(good)).toMatchObject({
    APP_ID: 7,
    PORT: 3000,
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_WEB_URL: 'https://github.com',
    SETTLE_SECONDS: 60,
  });
  expect(readSettings(good).PRIVATE_KEY).toContain('\nx\n');
});

test.each([
  ['https://ghes.example/api/v3', 'https://ghes.example'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
])('the pages of %s are at %s', (api, web) => {
  expect(readSettings({ ...good, GITHUB_API_URL: api }).GITHUB_WEB_URL).toBe(web);
});

test.each([
  [{ WEBHOOK_SECRET: '' }, ['WEBHOOK_SECRET']],
  [{ WEBHOOK_SECRET: 'short' }, ['WEBHOOK_SECRET']],
  [{ APP_ID: 'x', PRIVATE_KEY: 'not a key', PORT: '99999' }, ['APP_ID', 'PRIVATE_KEY', 'PORT']],
])('%j names every variable that is wrong', (wrong, names) => {
  for (const name of names) expect(() => readSettings({ ...good, ...wrong })).toThrow(new RegExp(`${name}: `));
});

test('the app does not start without a secret, and says why', () => {
  const start = fileURLToPath(new URL('../src/start.ts', import.meta.url));
  const { PATH } = process.env;
  const { WEBHOOK_SECRET: _, ...without } = good;
  const { status, stderr } = spawnSync(process.execPath, [start], { env: { PATH, ...without }, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([1, expect.stringMatching(/WEBHOOK_SECRET.*anybody could send events/)]);
});

test.each([
  [{}, true],
  [{ APP_ID: '', PORT: '1' }, true],
  [{ WEBHOOK_SECRET: 'long enough' }, false],
  [good, false],
])('%j has no credentials at all: %s', (environment, none) => {
  expect(hasNoCredentials(environment)).toBe(none);
});

test('the set-up page needs no credentials, but addresses that are some', () => {
  expect(readServerSettings({ PORT: '0' })).toMatchObject({ HOST: '127.0.0.1', GITHUB_WEB_URL: 'https://github.com' });
  expect(() => readServerSettings({ GITHUB_API_URL: 'nowhere' })).toThrow(/GITHUB_API_URL: /);
});
