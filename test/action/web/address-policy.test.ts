// Which addresses a job may ask: by kind, by spelling, and by everything that a name leads to.
import { describe, expect, test } from '@jest/globals';
import { checkAddress, type Lookup } from '../../../action/src/web/address-policy.ts';

const strict = { privateAllowed: false };
const open = { privateAllowed: true };

const names: Readonly<Record<string, readonly string[]>> = {
  'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'mixed.example': ['93.184.215.14', '10.0.0.5'],
  'metadata.example': ['169.254.169.254'],
  'loopback.example': ['::1'],
  'empty.example': [],
};

const lookup: Lookup = async (name) => {
  const found = names[name];
  if (found === undefined) throw new Error(`getaddrinfo ENOTFOUND ${name}`);
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

const kindOf = async (url: string, policy = strict): Promise<string> => (await checkAddress(url, policy, lookup)).kind;

describe('public: always allowed', () => {
  test.each([
    'https://93.184.215.14/',
    'http://1.1.1.1:8080/path?query',
    'https://[2606:4700:4700::1111]/',
    'https://172.15.255.255/',
    'https://172.32.0.0/',
    'https://100.63.255.255/',
    'https://100.128.0.0/',
    'https://[::ffff:1.1.1.1]/',
    'https://[64:ff9b::101:101]/',
    'https://[2002:101:101::]/',
    'https://public.example/',
    'https://public.example:65535/',
  ])('%s', async (url) => {
    expect([await kindOf(url), await kindOf(url, open)]).toEqual(['allowed', 'allowed']);
  });
});

describe('private: as the configuration says', () => {
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://127.255.255.254:3000/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://loopback.example/', 'loopback'],
    ['http://10.1.2.3/', 'private'],
    ['http://172.16.0.1/', 'private'],
    ['http://172.31.255.255/', 'private'],
    ['http://192.168.1.1/', 'private'],
    ['http://mixed.example/', '10.0.0.5'],
    ['http://[fd12:3456::1]/', 'unique-local'],
    ['http://[fc00::1]/', 'unique-local'],
    ['http://169.254.7.7/', 'link-local'],
    ['http://[fe80::1]/', 'link-local'],
    ['http://100.64.0.1/', 'carrier-grade'],
    // One and the same machine, spelt so that a comparison of texts would miss it.
    ['http://2130706433/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://0x7f.1/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://017700000001/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http://①②⑦.0.0.1/', 'loopback'],
    ['http://%31%32%37.0.0.1/', 'loopback'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://[::ffff:7f00:1]/', 'loopback'],
    ['http://[0:0:0:0:0:FFFF:7F00:0001]/', 'loopback'],
    ['http://[::7f00:1]/', 'loopback'],
    ['http://[64:ff9b::7f00:1]/', 'loopback'],
    ['http://[::ffff:0:10.0.0.1]/', 'private'],
    ['http://[2002:0a00:0001::]/', 'private'],
  ])('%s: %s', async (url, words) => {
    expect(await checkAddress(url, strict, lookup)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(words),
    });
    expect(await kindOf(url, open)).toBe('allowed');
  });
});

describe('nothing is deployed there, whatever the configuration says', () => {
  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'metadata'],
    ['http://2852039166/', 'metadata'],
    ['http://0xA9.0xFE.0xA9.0xFE/', 'metadata'],
    ['http://[::ffff:169.254.169.254]/', 'metadata'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'metadata'],
    ['http://[fd00:ec2::254]/', 'metadata'],
    ['http://[fd00:0ec2:0:0:0:0:0:0254]/', 'metadata'],
    ['http://[fd20:ce::254]/', 'metadata'],
    ['http://169.254.170.2/', 'metadata'],
    ['http://100.100.100.200/', 'metadata'],
    ['http://168.63.129.16/', 'metadata'],
    ['http://metadata.google.internal/', 'metadata'],
    ['http://METADATA.google.internal./', 'metadata'],
    ['http://metadata.example/', 'metadata'],
    ['http://0.0.0.0/', 'unspecified'],
    ['http://0/', 'unspecified'],
    ['http://[::]/', 'unspecified'],
    ['http://224.0.0.1/', 'multicast'],
    ['http://[ff02::1]/', 'multicast'],
    ['http://192.0.2.1/', 'documentation'],
    ['http://198.51.100.1/', 'documentation'],
    ['http://203.0.113.1/', 'documentation'],
    ['http://[2001:db8::1]/', 'documentation'],
    ['http://198.18.0.1/', 'benchmarks'],
    ['http://255.255.255.255/', 'reserved'],
    ['http://240.0.0.1/', 'reserved'],
    ['http://[2001::1]/', 'reserved'],
    ['http://[100::1]/', 'reserved'],
    ['http://[4000::1]/', 'reserved'],
    ['http://empty.example/', 'no address'],
    ['http://user@public.example/', 'user name'],
    ['http://:secret@public.example/', 'password'],
    ['ftp://public.example/', 'no http'],
    ['file:///etc/passwd', 'no http'],
    ['not a url', 'no URL'],
    ['http://256.0.0.1/', 'no URL'],
  ])('%s: %s', async (url, words) => {
    for (const policy of [strict, open]) {
      expect(await checkAddress(url, policy, lookup)).toEqual({
        kind: 'refused',
        reason: expect.stringContaining(words),
      });
    }
  });
});

test('what is allowed comes with its addresses; a literal one is not looked up', async () => {
  expect(await checkAddress('https://public.example/', strict, lookup)).toEqual({
    kind: 'allowed',
    addresses: [
      { address: '93.184.215.14', family: 4 },
      { address: '2606:2800:21f:cb07:6820:80da:af6b:8b2c', family: 6 },
    ],
  });
  const never: Lookup = () => Promise.reject(new Error('looked up'));
  expect(await checkAddress('http://[::1]:80/', open, never)).toEqual({
    kind: 'allowed',
    addresses: [{ address: '::1', family: 6 }],
  });
});

test('the reason names what a name leads to', async () => {
  expect(await checkAddress('http://mixed.example/', strict, lookup)).toEqual({
    kind: 'refused',
    reason: expect.stringMatching(/^leads to 10\.0\.0\.5, which is a private address; the repository's configuration/),
  });
});

test('a name that does not resolve is no refusal: it may come up yet', async () => {
  await expect(checkAddress('http://missing.example/', strict, lookup)).rejects.toThrow('ENOTFOUND');
});

test('the system resolver knows localhost', async () => {
  expect(await checkAddress('http://localhost/', strict)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('loopback'),
  });
});
