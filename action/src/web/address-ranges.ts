// Which internet addresses lead where: the public internet, somebody's own network, or nowhere a build can be.
import { BlockList, isIPv6 } from 'node:net';

/** `private`: a network of one's own; a configuration may allow it. `never`: no build is ever deployed there. */
export type AddressKind = 'public' | 'private' | 'never';

export interface AddressPlace {
  readonly kind: AddressKind;
  /** What kind of address it is, in words: `a loopback address`. */
  readonly words: string;
}

type Row = readonly [kind: AddressKind, words: string, ...ranges: string[]];

/** The first row that holds an address decides. From IANA's special-purpose registries, and the clouds' own pages. */
const rows: readonly Row[] = [
  [
    'never',
    "a cloud's metadata address",
    // AWS, Azure, Google, Oracle, DigitalOcean and others; ECS and EKS credentials; Tencent; Scaleway.
    ...['169.254.169.254', '169.254.170.2', '169.254.170.23', '169.254.0.23', '169.254.42.42'],
    // Alibaba, Azure's wire server, Oracle's older one.
    ...['100.100.100.200', '168.63.129.16', '192.0.0.192'],
    ...['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fd00:42::42', 'fe80::a9fe:a9fe'],
  ],
  ['private', 'a loopback address', '127.0.0.0/8', '::1/128'],
  ['private', 'a private address', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fec0::/10'],
  ['private', 'a unique-local address', 'fc00::/7'],
  ['private', 'a link-local address', '169.254.0.0/16', 'fe80::/10'],
  ['private', 'an address of a carrier-grade NAT', '100.64.0.0/10'],
  ['never', 'an unspecified address', '0.0.0.0/8', '::/128'],
  ['never', 'a multicast address', '224.0.0.0/4', 'ff00::/8'],
  [
    'never',
    'an address for documentation',
    ...['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ],
  ['never', 'an address for benchmarks', '198.18.0.0/15', '2001:2::/48'],
  ['never', 'a reserved address', '192.0.0.0/24', '192.88.99.0/24', '240.0.0.0/4', '2001::/32', '2001:10::/28'],
  ['public', 'a public address', '0.0.0.0/0', '2000::/3'],
  // Of IPv6 only 2000::/3 is given out to anybody.
  ['never', 'a reserved address', '::/0'],
];

const tables = rows.map(([kind, words, ...ranges]) => ({ kind, words, list: listOf(ranges) }));

/** Prefixes of IPv6 addresses that carry an IPv4 address, with the 16-bit group at which it begins. */
const carriers: readonly { readonly list: BlockList; readonly group: number }[] = [
  // IPv4-compatible, IPv4-translated and NAT64, the public and the local one.
  { list: listOf(['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/96']), group: 6 },
  // 6to4.
  { list: listOf(['2002::/16']), group: 1 },
];

const mapped = /^::ffff:/;

/** @param address a textual IPv4 or IPv6 address, without brackets; IPv4 inside IPv6 counts as what it carries. */
export function placeOf(address: string): AddressPlace {
  const plain = withoutZone(address);
  const inner = isIPv6(plain) ? carriedBy(plain) : null;
  if (inner !== null) return placeOf(inner);
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  const row = tables.find(({ list }) => list.check(plain, family));
  return row ?? { kind: 'never', words: 'no internet address' };
}

/** The IPv4 address that an IPv6 address carries; `null`: none. `::` and `::1` carry none. */
function carriedBy(address: string): string | null {
  const canonical = canonicalIPv6(address);
  if (canonical === '::' || canonical === '::1') return null;
  const groups = groupsOf(canonical);
  if (mapped.test(canonical) && groups[5] === 0xffff) return dotted(groups, 6);
  const carrier = carriers.find(({ list }) => list.check(canonical, 'ipv6'));
  return carrier === undefined ? null : dotted(groups, carrier.group);
}

function dotted(groups: readonly number[], first: number): string {
  return [groups[first] ?? 0, groups[first + 1] ?? 0].flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** `::FFFF:127.0.0.1` and all other spellings as URLs write them: lower case, shortest, only hexadecimal. */
function canonicalIPv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The eight groups of a canonical address. */
function groupsOf(canonical: string): number[] {
  const [head = '', tail] = canonical.split('::');
  const read = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
  const [before, after] = [read(head), read(tail ?? '')];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
