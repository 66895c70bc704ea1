// Whether the job may ask an address at all: a deploy command, an issue or a redirection can name any address, also
// one inside the runner's network.
import { lookup as lookupByCallback } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { placeOf } from './address-ranges.ts';

export interface AddressPolicy {
  /** Loopback, private, link-local and carrier-grade addresses are allowed too; metadata addresses never are. */
  readonly privateAllowed: boolean;
}

export interface CheckedAddress {
  /** Textual IPv4 or IPv6 address, without brackets. */
  readonly address: string;
  readonly family: 4 | 6;
}

export type AddressCheck =
  /** Connect to one of these and to no other: the name may mean something else a moment later. */
  | { readonly kind: 'allowed'; readonly addresses: readonly CheckedAddress[] }
  /** The reason is the end of a sentence that begins with the address. */
  | { readonly kind: 'refused'; readonly reason: string };

/** All addresses of a name. Rejects when there are none. */
export type Lookup = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Names of metadata services, whatever they resolve to here. */
const metadataNames = new Set([
  ...['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.azure.internal', 'metadata.azure.com'],
  ...['instance-data', 'instance-data.ec2.internal', 'metadata.tencentyun.com', 'metadata.platformequinix.com'],
]);

/**
 * Resolves the URL's name and checks every address that it has; one bad address refuses them all.
 * Odd spellings (`0x7f.1`, `2130706433`, `0177.0.0.1`) are read as a browser reads them. Any port is allowed.
 * @throws what `lookup` throws, when the name cannot be resolved.
 */
export async function checkAddress(url: string, policy: AddressPolicy, lookup: Lookup = lookUp): Promise<AddressCheck> {
  if (!URL.canParse(url)) return refused('is no URL');
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return refused(`is no http or https URL (${protocol})`);
  if (username !== '' || password !== '') return refused('holds a user name or a password; leave them out');
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (metadataNames.has(name)) return refused(`is a cloud's metadata service; nothing is ever deployed there`);
  const family = isIP(name);
  const found = family === 0 ? await lookup(name) : [{ address: name, family }];
  const addresses = found.map(({ address }) => ({ address, family: isIP(address) === 6 ? 6 : 4 }) as const);
  if (addresses.length === 0) return refused('has no address');
  for (const { address } of addresses) {
    const objection = objectionTo(address, policy);
    if (objection !== null) return refused(address === name ? objection : `leads to ${address}, which ${objection}`);
  }
  return { kind: 'allowed', addresses };
}

function objectionTo(address: string, { privateAllowed }: AddressPolicy): string | null {
  const { kind, words } = placeOf(address);
  switch (kind) {
    case 'public':
      return null;
    case 'private':
      return privateAllowed
        ? null
        : `is ${words}; the repository's configuration has to allow private addresses before it is asked`;
    case 'never':
      return `is ${words}; nothing is ever deployed there`;
    default: {
      const never: never = kind;
      throw new Error(`address-policy: unknown kind ${String(never)}`);
    }
  }
}

function refused(reason: string): AddressCheck {
  return { kind: 'refused', reason };
}

const lookUpOnce = promisify(lookupByCallback);

const lookUp: Lookup = (name) => lookUpOnce(name, { all: true });
