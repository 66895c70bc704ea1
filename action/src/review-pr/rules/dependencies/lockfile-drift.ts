// Whether manifests and lock files say the same, and whether a lock file fetches what it fetched before.
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { ChangedFile, Diff } from '../../diff.ts';
import { isTestFile } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { isLockFile } from '../change/generated-paths.ts';
import { found } from '../source/found.ts';
import { type LockFile, readLockFile } from './lock-files.ts';
import { tamperedPackages } from './locked-sources.ts';
import { type Dependency, dependenciesIn, isManifest } from './manifests.ts';

export const lockfileDrift: Rule = {
  name: 'lockfile-drift',
  title: 'The lock file does not fit',
  looksFor:
    'Dependencies of a manifest that changed without its lock file, and lock files that ask for something else than the manifest; in lock files: archives from an unknown host or over plain HTTP, hashes that are gone or differ for the same version, an archive of another package or repository, a lock file that was deleted. Hosts that the lock file named before, also where it moves, and registries of the repository’s settings are known.',
  reason: 'An install then fails, or fetches something that nobody looked at.',
  remedy:
    'Run the package manager (for example `npm install`) and commit what it writes; never edit a lock file by hand.',
  examples: {
    bad: 'package.json: "zod": "^4.0.0" added, package-lock.json as before',
    good: 'both changed by `npm install zod`',
  },
  check: (diff, context) => [
    ...diff.flatMap((file) => withoutLock(file, diff, context)),
    ...diff.flatMap((file) => (isLockFile(file.path) ? inLockFile(file, diff, context) : [])),
  ],
};

/** Lock files by the manifest that they belong to. */
const lockNames: Readonly<Record<string, readonly string[]>> = {
  'package.json': ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
  'composer.json': ['composer.lock'],
  Pipfile: ['Pipfile.lock'],
  'pyproject.toml': ['poetry.lock', 'uv.lock', 'pdm.lock'],
  'Cargo.toml': ['Cargo.lock'],
  Gemfile: ['Gemfile.lock'],
  'go.mod': ['go.sum'],
};

function withoutLock(file: ChangedFile, diff: Diff, context: ReviewContext): Finding[] {
  const { folder, name } = partsOf(file.path);
  const names = lockNames[name];
  if (names === undefined || isTestFile(file.path) || file.status === 'deleted') return [];
  const changed = changedDependencies(file, context);
  if (changed.length === 0) return [];
  const lock = locksAbove(folder, names, [
    ...context.paths,
    ...diff.filter((one) => one.status === 'deleted').map((one) => one.path),
  ])[0];
  if (lock === undefined || diff.some((one) => one.path === lock)) return [];
  const line =
    file.added.find(({ text }) => changed.some((one) => text.includes(one)))?.number ?? file.added[0]?.number ?? null;
  return [
    found(lockfileDrift, {
      severity: 'major',
      path: file.path,
      line,
      title: `Dependencies changed and ${lock} did not`,
      evidence: changed.slice(0, 10).join(', '),
      verify:
        name === 'package.json'
          ? 'Run `npm ci` (or the same of your package manager): it refuses.'
          : `Compare ${file.path} with ${lock}.`,
    }),
  ];
}

function partsOf(path: string): { readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, slash), name: path.slice(slash) };
}

/** Lock files in the folder or above it, the nearest first. */
function locksAbove(folder: string, names: readonly string[], paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  const found: string[] = [];
  for (let at = folder; ; at = at.replace(/[^/]+\/$/, '')) {
    found.push(...names.map((name) => `${at}${name}`).filter((path) => all.has(path)));
    if (at === '') return found;
  }
}

/** Names that a manifest asks for newly, no more, or otherwise. A module that Go only needs below others does not count. */
function changedDependencies(file: ChangedFile, context: ReviewContext): readonly string[] {
  const { before = null, after = null } = context.texts.get(file.path) ?? {};
  if (after === null || (before === null && file.status !== 'added')) return changedLines(file);
  const [old, now] = [before === null ? [] : dependenciesIn(file.path, before), dependenciesIn(file.path, after)];
  if (old === null || now === null) return [];
  const asked = (list: readonly Dependency[]) => new Map(list.filter(isLocked).map((one) => [one.name, one.version]));
  const [was, is] = [asked(old), asked(now)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
}

/** What lies in the repository itself needs no archive. */
function isLocked({ version }: Dependency): boolean {
  return !/^(?:workspace:|link:)/.test(version);
}

function changedLines(file: ChangedFile): readonly string[] {
  if (!isManifest(file.path)) return [];
  return [...file.added, ...file.removed].flatMap(({ text }) => {
    const [, name] =
      /^\s*"((?:@[\w.-]+\/)?[\w.-]+)"\s*:\s*"[\^~<>=]*\d[\w.+\- |<>=]*"\s*,?\s*$/.exec(text.slice(0, 500)) ??
      (file.path.endsWith('.json')
        ? []
        : (/^\s*(?:gem\s+["'])?([\w.-]+)["']?\s*(?:=|,|==|>=)\s*["'{]?[\^~]?\d/.exec(text.slice(0, 500)) ?? []));
    return name === undefined ||
      /^(?:version|node|npm|yarn|pnpm|edition|rust-version|php|requires-python|target-version|line-length)$/.test(name)
      ? []
      : [name];
  });
}

function inLockFile(file: ChangedFile, diff: Diff, context: ReviewContext): Finding[] {
  const { folder, name } = partsOf(file.path);
  if (file.status === 'deleted') {
    const manifest = Object.entries(lockNames).find(([, names]) => names.includes(name))?.[0];
    const left = manifest !== undefined && context.paths.includes(`${folder}${manifest}`);
    const other = diff.some(
      (one) => one.status === 'added' && isLockFile(one.path) && partsOf(one.path).folder === folder,
    );
    if (!left || other) return [];
    const verify = `Look whether ${folder}${manifest} is still used.`;
    return [
      found(lockfileDrift, {
        severity: 'major',
        path: file.path,
        line: null,
        title: 'The lock file was deleted',
        evidence: file.path,
        verify,
      }),
    ];
  }
  const { before = null, after = null } = context.texts.get(file.path) ?? {};
  const now = after === null ? null : readLockFile(file.path, after);
  const old = before === null ? null : readLockFile(file.path, before);
  const known = old ?? (file.status === 'added' ? movedLock(name, diff, context) : null);
  return [
    ...tamperedPackages({ file, old: known, now, manifests: manifestTexts(diff, context) }).map((one) =>
      found(lockfileDrift, one),
    ),
    ...(now === null ? [] : otherThanManifest(file, { old, now }, diff, context)),
  ];
}

/** What the change deletes under this name elsewhere: a lock file that moves says what it said before. */
function movedLock(name: string, diff: Diff, context: ReviewContext): LockFile | null {
  const gone = diff
    .filter((one) => one.status === 'deleted' && partsOf(one.path).name === name)
    .flatMap((one) => readLockFile(one.path, context.texts.get(one.path)?.before ?? '') ?? []);
  const [first] = gone;
  return first === undefined ? null : { ...first, packages: gone.flatMap(({ packages }) => packages) };
}

function manifestTexts(diff: Diff, context: ReviewContext): string {
  return [
    context.registrySettings,
    ...diff
      .filter((file) => isManifest(file.path))
      .map((file) => context.texts.get(file.path)?.after ?? file.added.map(({ text }) => text).join('\n')),
  ].join('\n');
}

/** npm's lock file repeats what each manifest asks for. */
function otherThanManifest(
  file: ChangedFile,
  { old, now }: { old: LockFile | null; now: LockFile },
  diff: Diff,
  context: ReviewContext,
): Finding[] {
  const { folder } = partsOf(file.path);
  return [...(now.asked ?? [])].flatMap(([place, asked]) => {
    const path = `${folder}${place === '' ? '' : `${place}/`}package.json`;
    const change = diff.find((one) => one.path === path);
    const text = context.texts.get(path)?.after ?? null;
    const manifest = text === null ? null : dependenciesIn(path, text);
    let differing: string[] = [];
    if (manifest !== null) {
      const wanted = new Map(manifest.map((one) => [one.name, one.version]));
      const peers = new Set(peersOf(text ?? ''));
      const all = new Set([...[...wanted.keys()].filter((name) => !peers.has(name)), ...asked.keys()]);
      differing = [...all].filter((name) => wanted.get(name) !== asked.get(name));
    } else if (change === undefined && old?.asked?.has(place) === true) {
      const was = old.asked.get(place) ?? new Map<string, string>();
      differing = [...new Set([...was.keys(), ...asked.keys()])].filter((name) => was.get(name) !== asked.get(name));
    }
    if (differing.length === 0) return [];
    const line =
      file.added.find(({ text }) => differing.some((name) => text.includes(`"${name}"`)))?.number ??
      file.added[0]?.number ??
      null;
    return [
      found(lockfileDrift, {
        severity: 'major',
        path: file.path,
        line,
        title: `The lock file asks for something else than ${path}`,
        evidence: differing.slice(0, 10).join(', '),
        verify: 'Run `npm ci`: it refuses when the two differ.',
      }),
    ];
  });
}

/** npm does not repeat these in the entry of the manifest's own dependencies. */
function peersOf(text: string): readonly string[] {
  const all = /"peerDependencies"\s*:\s*\{([^}]{0,20000})\}/.exec(text)?.[1] ?? '';
  const own = new Set(
    [...text.replace(/"peerDependencies"\s*:\s*\{[^}]{0,20000}\}/, '').matchAll(/"([^"]{1,200})"\s*:/g)].map(
      (match) => match[1],
    ),
  );
  return [...all.matchAll(/"([^"]{1,200})"\s*:/g)].map((match) => match[1] ?? '').filter((name) => !own.has(name));
}
