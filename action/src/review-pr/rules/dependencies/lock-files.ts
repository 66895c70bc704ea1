// What the lock files of npm, Yarn and pnpm say about each package; of other tools where they fetch from.
import { isRecord } from './manifests.ts';

export interface LockedPackage {
  /** Place and version: the same entry before and after the change. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** Address of the archive, `null` when the lock file does not name one. */
  readonly resolved: string | null;
  readonly integrity: string | null;
  readonly license: string | null;
  readonly hasInstallScript: boolean;
  readonly isLink: boolean;
}

export interface LockFile {
  readonly kind: 'npm' | 'yarn' | 'pnpm' | 'composer' | 'lines';
  readonly packages: readonly LockedPackage[];
  /** What the lock file believes that the manifests ask for, by their folders; `null` when it does not say. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
}

/** `null` when the text is not a lock file of a known form. */
export function readLockFile(path: string, text: string): LockFile | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'package-lock.json' || name === 'npm-shrinkwrap.json') return readNpm(text);
  if (name === 'yarn.lock') return { kind: 'yarn', packages: readYarn(text), asked: null };
  if (name === 'pnpm-lock.yaml') return { kind: 'pnpm', packages: readPnpm(text), asked: null };
  if (name === 'composer.lock') return readComposer(text);
  if (name === 'Cargo.lock') return { kind: 'lines', packages: readCargo(text), asked: null };
  if (name === 'go.sum') return { kind: 'lines', packages: readGoSum(text), asked: null };
  return null;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, 2_000) : null;

function readObject(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readNpm(json: string): LockFile | null {
  const lock = readObject(json);
  if (lock === null) return null;
  if (!isRecord(lock.packages)) return { kind: 'npm', packages: readOldNpm(lock.dependencies, ''), asked: null };
  const packages: LockedPackage[] = [];
  const asked = new Map<string, ReadonlyMap<string, string>>();
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (!isRecord(entry)) continue;
    if (!place.includes('node_modules/')) {
      asked.set(place, askedBy(entry));
      continue;
    }
    const version = text(entry.version) ?? '';
    packages.push({
      key: `${place}@${version}`,
      name: text(entry.name) ?? place.slice(place.lastIndexOf('node_modules/') + 13),
      version,
      resolved: text(entry.resolved),
      integrity: text(entry.integrity),
      license: licenseOf(entry.license),
      hasInstallScript: entry.hasInstallScript === true,
      isLink: entry.link === true || entry.inBundle === true,
    });
  }
  return { kind: 'npm', packages, asked };
}

/** The tree of the first version of the format. */
function readOldNpm(tree: unknown, place: string): LockedPackage[] {
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([name, entry]) => {
    if (!isRecord(entry) || place.length > 600) return [];
    const version = text(entry.version) ?? '';
    const own: LockedPackage = {
      key: `${place}/${name}@${version}`,
      name,
      version,
      resolved: text(entry.resolved),
      integrity: text(entry.integrity),
      license: null,
      hasInstallScript: false,
      isLink: entry.bundled === true || /^file:/.test(version),
    };
    return [own, ...readOldNpm(entry.dependencies, `${place}/${name}`)];
  });
}

function askedBy(entry: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const sections = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return new Map(
    sections.flatMap((section) => {
      const list = entry[section];
      return isRecord(list) ? Object.entries(list).map(([name, version]) => [name, String(version)] as const) : [];
    }),
  );
}

function licenseOf(value: unknown): string | null {
  if (isRecord(value)) return text(value.type);
  return Array.isArray(value) ? text(value.map((one) => licenseOf(one) ?? '').join(' OR ')) : text(value);
}

const blank = { license: null, hasInstallScript: false, isLink: false };

function readYarn(lock: string): LockedPackage[] {
  return lock.split(/\n(?=\S)/).flatMap((block) => {
    const [head = ''] = block.split('\n', 1);
    const name = /^"?((?:@[^/@"]+\/)?[^@",\s]+)@/.exec(head)?.[1];
    if (name === undefined || head.startsWith('#')) return [];
    const version = /^ {2}version:? "?([^"\n]{1,100})"?$/m.exec(block)?.[1] ?? '';
    const resolved = /^ {2}resolved "([^"\n]{1,1000})"/m.exec(block)?.[1] ?? null;
    const integrity = /^ {2}(?:integrity|checksum:?) "?([^"\n]{1,500})"?$/m.exec(block)?.[1] ?? null;
    return [
      {
        ...blank,
        key: `${name}@${version}`,
        name,
        version,
        resolved,
        integrity,
        isLink: /@workspace:|@link:|@file:/.test(head),
      },
    ];
  });
}

function readPnpm(lock: string): LockedPackage[] {
  const start = lock.search(/^packages:/m);
  if (start < 0) return [];
  const end = lock.slice(start).search(/^snapshots:/m);
  return lock
    .slice(start, end < 0 ? undefined : start + end)
    .split(/\n(?= {2}\S)/)
    .flatMap((block) => {
      const [, name, version] = /^ {2}['"]?\/?((?:@[^/@'"]+\/)?[^@/'"]+)[@/]([^:'"(\n]{1,200})/.exec(block) ?? [];
      if (name === undefined || version === undefined) return [];
      return [
        {
          ...blank,
          key: `${name}@${version}`,
          name,
          version,
          resolved: /\btarball: ([^,}\s]{1,1000})/.exec(block)?.[1] ?? null,
          integrity: /\bintegrity: ([^,}\s]{1,500})/.exec(block)?.[1] ?? null,
          hasInstallScript: /^\s+requiresBuild: true/m.test(block),
        },
      ];
    });
}

/** An archive that the package's own repository makes of a commit has that repository's address, with `git+`. */
function readComposer(json: string): LockFile | null {
  const lock = readObject(json);
  if (lock === null) return null;
  const all = [lock.packages, lock['packages-dev']].flatMap((list) => (Array.isArray(list) ? list : []));
  const packages = all.flatMap((entry): LockedPackage[] => {
    const name = isRecord(entry) ? text(entry.name) : null;
    if (!isRecord(entry) || name === null) return [];
    const source = isRecord(entry.source) ? entry.source : {};
    const dist = isRecord(entry.dist) ? entry.dist : {};
    const version = text(entry.version) ?? '';
    const [from, archive] = [text(source.url), text(dist.url)];
    const isOwn = from !== null && (archive === null || isArchiveOfRepository(archive, from));
    const isBranch = /^dev-|-dev$/.test(version);
    return [
      {
        key: `${name}@${version}`,
        name,
        version,
        resolved: isOwn ? `git+${from}` : (archive ?? from),
        integrity: isBranch ? null : (text(dist.reference) ?? text(source.reference)),
        license: licenseOf(entry.license),
        hasInstallScript: false,
        isLink: dist.type === 'path',
      },
    ];
  });
  return { kind: 'composer', packages, asked: null };
}

/** GitHub, GitLab and Bitbucket give out the archives of a repository at addresses of their own. */
function isArchiveOfRepository(archive: string, repository: string): boolean {
  const [, host = '', path = ''] =
    /^(?:https?:\/\/|ssh:\/\/git@|git@)(github\.com|gitlab\.com|bitbucket\.org)[/:](.{1,300}?)(?:\.git)?\/?$/.exec(
      repository,
    ) ?? [];
  const beginnings: Readonly<Record<string, readonly string[]>> = {
    'github.com': [`api.github.com/repos/${path}/zipball/`, `codeload.github.com/${path}/`],
    'gitlab.com': [`gitlab.com/api/v4/projects/${encodeURIComponent(path)}/repository/archive`],
    'bitbucket.org': [`bitbucket.org/${path}/get/`],
  };
  return beginnings[host]?.some((one) => archive.toLowerCase().startsWith(`https://${one}`.toLowerCase())) ?? false;
}

function readCargo(lock: string): LockedPackage[] {
  return lock
    .split(/^\[\[package\]\]$/m)
    .slice(1)
    .flatMap((block) => {
      const value = (key: string): string | null =>
        new RegExp(`^${key} = "([^"\\n]{1,500})"`, 'm').exec(block)?.[1] ?? null;
      const [name, version, source] = [value('name'), value('version') ?? '', value('source')];
      if (name === null || source === null) return [];
      return [{ ...blank, key: `${name}@${version}`, name, version, resolved: source, integrity: value('checksum') }];
    });
}

function readGoSum(lock: string): LockedPackage[] {
  return lock.split('\n').flatMap((line) => {
    const [name, version, integrity] = line.trim().split(/\s+/);
    if (name === undefined || version === undefined || integrity === undefined) return [];
    return [{ ...blank, key: `${name}@${version}`, name, version, resolved: null, integrity }];
  });
}
