// Where the packages of a lock file come from, and whether their hashes are what they were.
import type { ChangedFile } from '../../diff.ts';
import type { Claim } from '../source/found.ts';
import type { LockedPackage, LockFile } from './lock-files.ts';

export interface LockChange {
  readonly file: ChangedFile;
  /** Before and after; `null` where the file is not there or not known as a whole. */
  readonly old: LockFile | null;
  readonly now: LockFile | null;
  /** Texts of the changed manifests, and of all settings of registries: an address that they name is wanted. */
  readonly manifests: string;
}

const registries = new Set([
  ...[
    'registry.npmjs.org',
    'registry.yarnpkg.com',
    'npm.pkg.github.com',
    'registry.npmmirror.com',
    'npm.jsr.io',
    'jsr.io',
  ],
  ...[
    'crates.io',
    'index.crates.io',
    'github.com/rust-lang/crates.io-index',
    'rubygems.org',
    'pypi.org',
    'files.pythonhosted.org',
  ],
]);

/** What a reviewer cannot see in a lock file: at most one claim a package, and 20 in all. */
export function tamperedPackages(change: LockChange): readonly Claim[] {
  const { file, old, now, manifests } = change;
  if (now === null) return fromLines(file);
  const was = new Map((old?.packages ?? []).map((one) => [one.key, one]));
  const names = new Map((old?.packages ?? []).map((one) => [one.name, one]));
  // That some packages come from GitHub does not make every archive there a known one.
  const known = (old?.packages ?? []).filter((one) => now.kind !== 'composer' || !isOwnArchive(one));
  const hosts = new Set(known.flatMap((one) => hostOf(one.resolved) ?? []));
  const withHashes = (old ?? now).packages.some((one) => one.integrity !== null);
  return now.packages
    .flatMap((one): Claim[] => {
      const before = was.get(one.key);
      if (
        one.isLink ||
        (before !== undefined && before.resolved === one.resolved && before.integrity === one.integrity)
      )
        return [];
      const earlier = names.get(one.name) ?? null;
      const wrong = wrongWith({ one, before: before ?? null, earlier, hosts, withHashes, kind: now.kind, manifests });
      if (wrong === null) return [];
      return [
        {
          severity: wrong.severity,
          path: file.path,
          line: lineOf(file, one),
          title: `\`${one.name}\` ${one.version}: ${wrong.says}`.slice(0, 300),
          evidence: wrong.evidence,
          verify: `Compare with the registry: \`${now.kind === 'composer' ? `composer show --all ${one.name}` : `npm view ${one.name}@${one.version} dist`}\`.`,
        },
      ];
    })
    .slice(0, 20);
}

interface Look {
  readonly one: LockedPackage;
  readonly before: LockedPackage | null;
  /** The package in any version, as it was locked before. */
  readonly earlier: LockedPackage | null;
  readonly hosts: ReadonlySet<string>;
  readonly withHashes: boolean;
  readonly kind: LockFile['kind'];
  readonly manifests: string;
}

interface Wrong {
  readonly severity: 'critical' | 'major';
  readonly says: string;
  readonly evidence: string;
}

function wrongWith(look: Look): Wrong | null {
  const { one, before, earlier, hosts, withHashes, kind } = look;
  const address = one.resolved ?? '';
  const host = hostOf(one.resolved);
  const isLocal = /^(?:file:|\.{0,2}\/)/.test(address);
  const wanted = isWanted(one, address, look);
  if (before !== null && differs(before.integrity, one.integrity)) {
    return {
      severity: 'critical',
      says: 'the hash of this version changed',
      evidence: `before: ${before.integrity}\nafter: ${one.integrity}`,
    };
  }
  if (/^(?:git\+)?http:\/\//.test(address) && host !== null && !hosts.has(host) && !/^(?:localhost|127\.)/.test(host)) {
    return { severity: 'critical', says: 'it is fetched over plain HTTP', evidence: address };
  }
  if (kind === 'composer' && isOwnArchive(one)) {
    const isOther = earlier !== null && isOwnArchive(earlier) && repositoryOf(earlier) !== repositoryOf(one) && !wanted;
    return isOther ? { severity: 'major', says: 'its repository is another one than before', evidence: address } : null;
  }
  if (host !== null && !isLocal && !registries.has(host) && !hosts.has(host) && !wanted) {
    return {
      severity: 'critical',
      says: `it is fetched from ${host.slice(0, 100)}, not from the registry`,
      evidence: address,
    };
  }
  if (
    kind === 'npm' &&
    /^https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//.test(address) &&
    !isArchiveOf(address, one)
  ) {
    return { severity: 'critical', says: 'the archive is another package or version', evidence: address };
  }
  if (before !== null && before.integrity !== null && one.integrity === null) {
    return { severity: 'critical', says: 'its hash is gone', evidence: address };
  }
  if (one.integrity === null && withHashes && kind === 'npm' && /^https?:/.test(address)) {
    return { severity: 'major', says: 'it has no hash', evidence: address };
  }
  return null;
}

/** Whether the archive of a package of composer is one that its own repository makes. */
function isOwnArchive({ resolved }: LockedPackage): boolean {
  return resolved?.startsWith('git+') === true;
}

function repositoryOf({ resolved }: LockedPackage): string {
  return (resolved ?? '').toLowerCase().replace(/\.git$|\/$/, '');
}

/** A list of hashes may grow; those of one kind must not change. */
function differs(before: string | null, after: string | null): boolean {
  if (before === null || after === null || before === after) return false;
  const kinds = (text: string) =>
    new Map(text.split(/\s+/).map((one) => [/^([a-z0-9]{1,10})[-:]/.exec(one)?.[1] ?? '', one]));
  const [was, is] = [kinds(before), kinds(after)];
  return [...was].some(([kind, hash]) => is.has(kind) && is.get(kind) !== hash);
}

function isWanted(one: LockedPackage, address: string, { manifests, kind }: Look): boolean {
  const path =
    /^(?:git\+)?(?:ssh|https?|git):\/\/(?:[^@/]{1,100}@)?([^#?]{1,300}?)(?:\.git)?(?:[#?].*)?$/.exec(address)?.[1] ??
    '';
  const name = path.split('/').slice(1).join('/');
  const host = hostOf(address);
  return (
    (name !== '' && manifests.includes(name)) ||
    (host !== null && namesHost(manifests, host, kind)) ||
    (manifests.includes(address) && address !== '' && manifests.includes(one.name))
  );
}

/** A registry in the settings of npm or Yarn; a repository of packages in the manifest of composer. */
function namesHost(manifests: string, host: string, kind: LockFile['kind']): boolean {
  const key = kind === 'composer' ? '"url"' : 'registry(?:Server)?["\']?';
  const literal = host.replaceAll(/[^\w-]/g, '\\$&');
  return new RegExp(`${key}\\s*[=:]\\s*["']?https?://${literal}(?![\\w.-])`, 'i').test(manifests);
}

function isArchiveOf(address: string, { name, version }: LockedPackage): boolean {
  const [, path = '', file = ''] = /^https:\/\/[^/]+\/(.{1,300}?)\/-\/(.{1,300}?)\.tgz(?:#.*)?$/.exec(address) ?? [];
  if (path === '') return true;
  const own = name.slice(name.indexOf('/') + 1);
  return (
    decodeURIComponentSafely(path) === name && (version === '' || file === `${own}-${version.replace(/\+.*/, '')}`)
  );
}

function decodeURIComponentSafely(text: string): string {
  return text.replaceAll(/%2f/gi, '/').replaceAll('%40', '@');
}

function hostOf(address: string | null): string | null {
  if (address === null) return null;
  if (address.includes('github.com/rust-lang/crates.io-index')) return 'crates.io';
  return (
    /^(?:registry\+|sparse\+|git\+)?(?:https?|ssh|git):\/\/(?:[^@/\s]{1,200}@)?([^/:#?\s]{1,200})/
      .exec(address)?.[1]
      ?.toLowerCase() ?? null
  );
}

function lineOf(file: ChangedFile, one: LockedPackage): number | null {
  const marks = [one.resolved?.replace(/^git\+(?=https:)/, ''), one.integrity, one.name];
  const lines = marks.flatMap((mark) => file.added.find(({ text }) => mark != null && text.includes(mark)) ?? []);
  return (lines[0] ?? file.added[0])?.number ?? null;
}

const archiveOnGitHub =
  /^https:\/\/(?:github\.com\/[\w.-]+\/[\w.-]+\.git|api\.github\.com\/repos\/[\w.-]+\/[\w.-]+\/zipball\/\w+)$/;

/** A lock file that is not known as a whole: each address and each lost hash by its line. */
function fromLines(file: ChangedFile): Claim[] {
  const hosts = new Set(file.removed.flatMap(({ text }) => hostOf(addressIn(text)) ?? []));
  const verify = `Compare ${file.path} with what the package manager writes anew.`;
  return file.added
    .flatMap(({ number, text }): Claim[] => {
      const address = addressIn(text);
      const host = hostOf(address);
      if (address === null || host === null || registries.has(host) || hosts.has(host)) return [];
      if (/(?:^|\/)composer\.lock$/.test(file.path) && archiveOnGitHub.test(address)) return [];
      const title = `A package is fetched from ${host.slice(0, 100)}, not from the registry`;
      return [{ severity: 'critical', path: file.path, line: number, title, evidence: address, verify }];
    })
    .slice(0, 20);
}

function addressIn(text: string): string | null {
  return (
    /(?:"resolved":\s*|^\s*resolved\s+|\btarball:\s*|^source = |^\s*remote:\s*|"url":\s*|\burl = )["']?([^"'\s,}]{1,1000})/.exec(
      text.slice(0, 2_000),
    )?.[1] ?? null
  );
}
