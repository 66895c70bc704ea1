// What a change asks for that was not asked for before: each by name, with what speaks against it.
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { ChangedFile, Diff } from '../../diff.ts';
import { isPage, isTestFile } from '../../kinds-of-files.ts';
import type { ReviewContext, Rule } from '../../rule.ts';
import { found, lookAt } from '../source/found.ts';
import { type LockedPackage, readLockFile } from './lock-files.ts';
import { lookAlike } from './look-alike-name.ts';
import { type Dependency, dependenciesIn, isManifest } from './manifests.ts';
import { popularNames } from './popular-names.ts';

export const newDependencies: Rule = {
  name: 'new-dependencies',
  title: 'A dependency was added',
  looksFor:
    'Packages in manifests that were not there before, each named with its licence as far as the lock file says. Objections: a name one typing error away from a well-known one, an address instead of a registry, another package under a known name, any version, a licence that binds the whole program, code that runs when the package is installed; scripts that a page loads from elsewhere without a hash.',
  reason: 'A dependency is code that nobody here reviewed, with all rights of the program.',
  remedy: 'Do without it if little is needed; otherwise check who makes it, and fix its version.',
  examples: { bad: '"expresss": "*"', good: '"express": "^5.1.0"' },
  check(diff, context) {
    const locked = lockedPackages(diff, context);
    return [
      ...diff.flatMap((file) => inManifest(file, context, locked)),
      ...withInstallScripts(diff, context),
      ...diff.flatMap((file) => fromElsewhere(file, diff)),
    ];
  },
};

type Locked = ReadonlyMap<string, LockedPackage>;

function inManifest(file: ChangedFile, context: ReviewContext, locked: Locked): Finding[] {
  if (!isManifest(file.path) || file.status === 'deleted' || isTestFile(file.path)) return [];
  const { before = null, after = null } = context.texts.get(file.path) ?? {};
  const now = after === null ? fromLines(file, 'added') : dependenciesIn(file.path, after);
  const old =
    before === null ? (file.status === 'added' ? [] : fromLines(file, 'removed')) : dependenciesIn(file.path, before);
  if (now === null) return [];
  const known = new Map((old ?? []).map((one) => [one.name, one]));
  const seen = new Set<string>();
  return now.flatMap((dependency) => {
    const was = known.get(dependency.name);
    if ((was !== undefined && !isReplaced(was, dependency)) || seen.has(dependency.name) || isOwn(dependency.version))
      return [];
    seen.add(dependency.name);
    return [named(file, dependency, locked.get(dependency.name) ?? null)];
  });
}

/** A new address for an old name is a new package in its place, and so is another package under that name. */
function isReplaced(was: Dependency, now: Dependency): boolean {
  const isMoved = was.version !== now.version && isAddress(now.version) && !isAddress(was.version);
  return isMoved || (/^npm:/.test(now.version) && packageOf(now) !== packageOf(was));
}

/** The package that is installed, which may be another one than the name says. */
function packageOf({ name, version }: Dependency): string {
  return /^npm:((?:@[^/@]+\/)?[^@]+)/.exec(version)?.[1] ?? name;
}

/** A package of the same repository. */
function isOwn(version: string): boolean {
  return /^(?:workspace:|file:|link:|portal:|\.{1,2}\/)/.test(version);
}

function isAddress(version: string): boolean {
  return /^(?:git[+:@]|https?:|github:|gitlab:|bitbucket:|@\s*(?:git\+|https?:)|[\w.-]+\/[\w.-]+(?:#.*)?$)/.test(
    version,
  );
}

interface Doubt {
  readonly severity: Finding['severity'];
  readonly says: string;
}

function named(file: ChangedFile, dependency: Dependency, locked: LockedPackage | null): Finding {
  const { name, version } = dependency;
  const doubts = doubtsAbout(dependency, locked);
  const line = file.added.find(({ text }) => mentions(text, name))?.number ?? null;
  const facts = [version, locked?.license ?? (locked === null ? 'licence not known' : 'no licence named')].filter(
    (fact) => fact !== '',
  );
  const worst = (['critical', 'major', 'minor'] as const).find((severity) =>
    doubts.some((doubt) => doubt.severity === severity),
  );
  const doubt = doubts.find((one) => one.severity === worst);
  return found(newDependencies, {
    severity: worst ?? 'info',
    path: file.path,
    line,
    title: `New dependency \`${name}\` (${facts.join(', ')})${doubt === undefined ? '' : `: ${doubt.says}`}`,
    explanation: [
      ...doubts.map((one) => `${one.says[0]?.toUpperCase()}${one.says.slice(1)}.`),
      newDependencies.reason,
      newDependencies.remedy,
    ].join(' '),
    evidence: file.added.find((one) => one.number === line)?.text ?? name,
    verify: verification(dependency),
  });
}

function verification({ name, registry }: Dependency): string {
  if (registry === 'npm')
    return `Look at the package: \`npm view ${name} repository maintainers time.created license scripts\`.`;
  return `Look at the page of ${name} in its registry: who makes it, since when, under which licence.`;
}

function mentions(text: string, name: string): boolean {
  return text
    .toLowerCase()
    .replaceAll(/[-_.]+/g, '-')
    .includes(name.toLowerCase().replaceAll(/[-_.]+/g, '-'));
}

/** Licences that ask for the source of the whole program, or do not allow its use. */
const binding =
  /\b(?:A?GPL|SSPL|BUSL|BSL-1\.1|OSL|EUPL|CC-BY-NC|Commons-Clause|Elastic|RPL|CPAL|UNLICENSED|SEE LICENSE)\b/i;

function doubtsAbout(dependency: Dependency, locked: LockedPackage | null): Doubt[] {
  const { version, registry } = dependency;
  const name = packageOf(dependency);
  const doubts: Doubt[] = [];
  const alike = lookAlike(name, registry);
  if (alike !== null) doubts.push({ severity: 'major', says: `its name looks like \`${alike}\`` });
  if (isAddress(version)) doubts.push({ severity: 'major', says: 'it comes from an address, not from the registry' });
  else if (/^(?:\*|latest|next|x|>=?\s*0(?:\.0)*|)$/.test(version) && registry === 'npm')
    doubts.push({ severity: 'minor', says: 'any version of it may be installed' });
  else if (/^\*$/.test(version)) doubts.push({ severity: 'minor', says: 'any version of it may be installed' });
  if (locked === null) return doubts;
  if (
    locked.license !== null &&
    binding.test(locked.license) &&
    !/\b(?:MIT|Apache|BSD|ISC)\b/i.test(locked.license) &&
    !/\bLGPL\b/.test(locked.license)
  ) {
    doubts.push({
      severity: dependency.isForDevelopment ? 'minor' : 'major',
      says: `its licence is ${locked.license}`,
    });
  }
  if (locked.hasInstallScript) doubts.push(scriptDoubt(name));
  return doubts;
}

function scriptDoubt(name: string): Doubt {
  const known = popularNames.npm.includes(name);
  return { severity: known ? 'minor' : 'major', says: 'it runs a script when it is installed' };
}

/** Packages of the changed lock files, by name; those at the top win. */
function lockedPackages(diff: Diff, context: ReviewContext): Locked {
  const locked = new Map<string, LockedPackage>();
  for (const file of diff) {
    const after = context.texts.get(file.path)?.after ?? null;
    const packages = after === null ? [] : (readLockFile(file.path, after)?.packages ?? []);
    for (const one of packages) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/@]+)@/.exec(one.key)?.[1] ?? one.name;
      if (!locked.has(name) || one.key.startsWith(`node_modules/${name}@`)) locked.set(name, one);
    }
  }
  return locked;
}

/** New packages below the ones that the manifest names, when they run code while they are installed. */
function withInstallScripts(diff: Diff, context: ReviewContext): Finding[] {
  const direct = new Set(
    diff.flatMap((file) => {
      const after = isManifest(file.path) ? (context.texts.get(file.path)?.after ?? null) : null;
      return after === null ? [] : (dependenciesIn(file.path, after) ?? []).map(({ name }) => name);
    }),
  );
  return diff.flatMap((file) => {
    const { before = null, after = null } = context.texts.get(file.path) ?? {};
    const now = after === null ? null : readLockFile(file.path, after);
    if (now === null || (before === null && file.status !== 'added')) return [];
    const old = new Map(
      (before === null ? [] : (readLockFile(file.path, before)?.packages ?? [])).map((one) => [
        one.name,
        one.hasInstallScript,
      ]),
    );
    // A lock file that is new as a whole says nothing about what changed.
    if (before === null) return [];
    const fresh = now.packages.filter(
      (one) => one.hasInstallScript && old.get(one.name) !== true && !direct.has(one.name),
    );
    return fresh.map((one) => {
      const doubt = scriptDoubt(one.name);
      const line =
        file.added.find(({ text }) => text.includes(`${one.name}"`) || text.includes('"hasInstallScript": true'))
          ?.number ?? null;
      return found(newDependencies, {
        severity: doubt.severity,
        path: file.path,
        line,
        title: `Package \`${one.name}\` ${one.version}: ${doubt.says}`,
        evidence: one.key,
        verify: `Look at its scripts: \`npm view ${one.name}@${one.version} scripts\`.`,
      });
    });
  });
}

/** Lines of a manifest whose whole text is not known; in JSON only what looks like a version counts. */
function fromLines(file: ChangedFile, side: 'added' | 'removed'): readonly Dependency[] | null {
  const texts = file[side].map(({ text }) => text.slice(0, 1_000));
  if (!/\.json$/.test(file.path)) return dependenciesIn(file.path, texts.join('\n'));
  const registry = file.path.endsWith('composer.json') ? ('packagist' as const) : ('npm' as const);
  return texts.flatMap((text) => {
    const [, name, version] =
      /^\s*"((?:@[\w.-]+\/)?[\w.-]+(?:\/[\w.-]+)?)"\s*:\s*"((?:[\^~<>=v]*\d[\w.+\- |<>=]*|\*|latest|next|(?:npm|git|https?|github|file|workspace):?[^"]{0,200}))"\s*,?\s*$/.exec(
        text,
      ) ?? [];
    if (
      name === undefined ||
      version === undefined ||
      /^(?:version|node|npm|yarn|pnpm|php|vscode|lockfileVersion|url|homepage)$/.test(name)
    )
      return [];
    return [{ name, version, registry, isForDevelopment: false }];
  });
}

const script =
  /<script\b[^>]{0,500}\bsrc\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]{1,500})|\bimport\s*(?:[\w{}*,\s$]{0,200}\sfrom\s*)?\(?\s*["'](https?:\/\/[^"']{1,500})["']|<link\b(?=[^>]{0,300}stylesheet)[^>]{0,500}\bhref\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]{1,500})/;

function mayLoadCode({ path }: ChangedFile): boolean {
  return !isTestFile(path) && (isPage(path) || /\.[cm]?[jt]sx?$/.test(path));
}

/** What a page or a module loads from another host, and no page or module did before that the change takes it from. */
function fromElsewhere(file: ChangedFile, diff: Diff): Finding[] {
  if (!mayLoadCode(file)) return [];
  const gone = new Set(diff.filter(mayLoadCode).flatMap(({ removed }) => removed.map(({ text }) => text.trim())));
  return file.added.flatMap(({ number, text }) => {
    const line = text.slice(0, 2_000);
    const match = /^\s*(?:\/\/|\*|<!--)/.test(line) || gone.has(line.trim()) ? null : script.exec(line);
    const address = match?.[1] ?? match?.[2] ?? match?.[3];
    if (address === undefined || /\bintegrity\s*=/.test(line) || /fonts\.googleapis\.com/.test(address)) return [];
    return [
      found(newDependencies, {
        severity: match?.[3] === undefined ? 'major' : 'minor',
        path: file.path,
        line: number,
        title: `The page loads code from ${/\/\/([^/]{1,100})/.exec(address)?.[1] ?? 'elsewhere'} without a hash`,
        explanation:
          'Whoever controls that address controls the page. Install the package, or add `integrity` with the hash of this version.',
        evidence: line,
        verify: lookAt(file.path, number),
      }),
    ];
  });
}
