// Which package manager a repository uses, and how it installs and runs with it.
import type { PackageManager, PackageManagerName } from './found.ts';
import type { PackageFile } from './package-file.ts';

/** In the order in which they count when there are several. */
const lockfiles: readonly (readonly [string, PackageManagerName])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

const runs: Readonly<Record<PackageManagerName, string>> = {
  npm: 'npm run',
  pnpm: 'pnpm run',
  yarn: 'yarn run',
  bun: 'bun run',
};

/** `names` are those of the top directory. */
export function findPackageManager(
  names: readonly string[],
  content: PackageFile,
): { packageManager: PackageManager; notes: readonly string[] } {
  const locks = lockfiles.filter(([file]) => names.includes(file));
  const told = /^(npm|pnpm|yarn|bun)(?:@|$)/.exec(content.packageManager ?? '')?.[1] as PackageManagerName | undefined;
  const lock = locks.find(([, name]) => name === told) ?? (told === undefined ? locks[0] : undefined);
  const name = told ?? lock?.[1] ?? 'npm';
  const from = lock?.[0] ?? (told === undefined ? 'package.json' : 'the field "packageManager" in package.json');
  const none = lock === undefined && content.dependencies.length === 0 && !content.hasWorkspaces;
  const modernYarn = names.includes('.yarnrc.yml') || /^yarn@(?:[2-9]|\d\d)/.test(content.packageManager ?? '');
  const install = none ? null : installCommand(name, { locked: lock !== undefined, modernYarn });
  const different = new Set(locks.map(([, each]) => each));
  return {
    packageManager: { name, from, install, run: runs[name] },
    notes:
      different.size > 1
        ? [`There are several lockfiles (${locks.map(([file]) => file).join(', ')}); ${name} was taken.`]
        : [],
  };
}

/** pnpm and yarn come with Node.js through corepack; bun has to be fetched. */
function installCommand(
  name: PackageManagerName,
  { locked, modernYarn }: { locked: boolean; modernYarn: boolean },
): string {
  switch (name) {
    case 'npm':
      return locked ? 'npm ci' : 'npm install';
    case 'pnpm':
      return `corepack enable && pnpm install${locked ? ' --frozen-lockfile' : ''}`;
    case 'yarn':
      return `corepack enable && yarn install${locked ? (modernYarn ? ' --immutable' : ' --frozen-lockfile') : ''}`;
    case 'bun':
      return `npm install --global bun && bun install${locked ? ' --frozen-lockfile' : ''}`;
    default:
      return name satisfies never;
  }
}
