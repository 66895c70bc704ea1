// The app's settings: all that is wrong is told at once, and without a secret it does not start.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
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

describe('the guardian App', () => {
  const directory = mkdtempSync(join(tmpdir(), 'chimera-settings-'));
  const path = join(directory, 'guardian.pem');
  writeFileSync(path, good.PRIVATE_KEY.replaceAll('\\n', '\n'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const both = { ...good, GUARDIAN_APP_ID: '8', GUARDIAN_PRIVATE_KEY: good.PRIVATE_KEY };

  test('is none, or a number with a key', () => {
    expect(readSettings(good).GUARDIAN_APP_ID).toBeUndefined();
    expect(readSettings({ ...good, GUARDIAN_APP_ID: '', GUARDIAN_PRIVATE_KEY: '' }).GUARDIAN_APP_ID).toBeUndefined();
    expect(readSettings(both)).toMatchObject({
      GUARDIAN_APP_ID: 8,
      GUARDIAN_PRIVATE_KEY: expect.stringContaining('\nx\n'),
    });
  });

  test('a key may lie in a file; what is set outranks it', () => {
    const inFile = { ...good, GUARDIAN_APP_ID: '8', GUARDIAN_PRIVATE_KEY_PATH: path };
    expect(readSettings(inFile).GUARDIAN_PRIVATE_KEY).toContain('\nx\n');
    const elsewhere = { ...both, GUARDIAN_PRIVATE_KEY_PATH: '/nowhere' };
    expect(readSettings(elsewhere).GUARDIAN_PRIVATE_KEY).toContain('\nx\n');
    expect(readSettings({ ...good, PRIVATE_KEY: '', PRIVATE_KEY_PATH: path }).PRIVATE_KEY).toContain('\nx\n');
  });

  test.each([
    [{ GUARDIAN_PRIVATE_KEY: '' }, /GUARDIAN_PRIVATE_KEY: belongs to GUARDIAN_APP_ID: set both/],
    [{ GUARDIAN_APP_ID: '' }, /GUARDIAN_APP_ID: belongs to GUARDIAN_PRIVATE_KEY: set both/],
    [{ GUARDIAN_APP_ID: '7' }, /GUARDIAN_APP_ID: is APP_ID itself; .*must be another App/],
    [{ GUARDIAN_APP_ID: 'x' }, /GUARDIAN_APP_ID: is the number/],
    [{ GUARDIAN_PRIVATE_KEY: 'x' }, /GUARDIAN_PRIVATE_KEY: is not a private key/],
    [
      { GUARDIAN_PRIVATE_KEY: '', GUARDIAN_PRIVATE_KEY_PATH: '/nowhere' },
      /GUARDIAN_PRIVATE_KEY_PATH: cannot be read: .*ENOENT[^\n]*\n?$/,
    ],
    [{ WEBHOOK_SECRET: '', GUARDIAN_APP_ID: '' }, /WEBHOOK_SECRET: [\s\S]*GUARDIAN_APP_ID: belongs/],
  ])('%j is refused, with what to do', (wrong, words) => {
    expect(() => readSettings({ ...both, ...wrong })).toThrow(words);
  });
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
