// The credentials in `.env`: added without touching what is there, readable for the owner only.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepCredentials, whyNotWritable } from '../../src/set-up-page/env-file.ts';

const credentials = {
  APP_ID: '7',
  PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n',
  WEBHOOK_SECRET: 'it is $ecret #1',
};

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chimera-env-'));
  path = join(directory, '.env');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test.each([
  ['no file', undefined, ''],
  ['an empty one', '', ''],
  ['lines of the person', '# mine\nPORT=4000\n', '# mine\nPORT=4000\n'],
  ['no line break at the end', 'PORT=4000', 'PORT=4000\n'],
  ['variables without a value', 'APP_ID=\nPORT=4000\nexport PRIVATE_KEY=\nWEBHOOK_SECRET=""', 'PORT=4000\n'],
])('%s', async (_name, before, kept) => {
  if (before !== undefined) await writeFile(path, before, { mode: 0o644 });
  await keepCredentials(path, credentials);
  const text = await readFile(path, 'utf-8');
  expect(text.startsWith(kept)).toBe(true);
  expect(text.slice(kept.length).split('\n')).toHaveLength(4);
  expect(parseEnv(text)).toMatchObject({ ...credentials, PRIVATE_KEY: credentials.PRIVATE_KEY.trim() });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['.env']);
});

test.each(['APP_ID=1\n', 'PORT=1\nWEBHOOK_SECRET="there"', "PRIVATE_KEY='x'"])(
  '%j is not overwritten',
  async (before) => {
    await writeFile(path, before);
    await expect(keepCredentials(path, credentials)).rejects.toThrow(/has (APP_ID|WEBHOOK_SECRET|PRIVATE_KEY) already/);
    expect(await readFile(path, 'utf-8')).toBe(before);
  },
);

test('a directory that is not there is found out beforehand', async () => {
  expect(await whyNotWritable(path)).toBeNull();
  expect(await whyNotWritable(join(directory, 'nowhere/.env'))).toMatch(/Files cannot be made in .*nowhere/);
});
