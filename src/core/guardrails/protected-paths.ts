// Paths that a change set may not touch unless the repository says otherwise: what decides how the change is built,
// checked, installed or reviewed, and what tells coding agents how to behave.

/** Never lifted: the workflows and the configuration that hold the change to account. */
export const protectedPathsAlways: readonly string[] = ['.github/**'];

const manifests: readonly string[] = [
  // JavaScript
  ...['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  ...['bun.lock', 'bun.lockb', 'deno.json', 'deno.jsonc', 'deno.lock', '.npmrc', '.yarnrc*', '.pnpmfile*'],
  // Module resolution: a path mapping could put something else in the place of the test runner.
  ...['tsconfig*.json', 'jsconfig*.json'],
  // Python
  ...['requirements*.txt', 'requirements*.in', 'requirements/*.txt', 'requirements/*.in', 'constraints*.txt'],
  ...['setup.py', 'setup.cfg', 'pyproject.toml', 'Pipfile', 'Pipfile.lock', 'poetry.lock'],
  ...['uv.lock', 'pdm.lock', 'conda-lock.yml'],
  // Ruby, Go, Rust, PHP
  ...['Gemfile', 'Gemfile.lock', '*.gemspec', 'go.mod', 'go.sum', 'go.work', 'go.work.sum', 'Cargo.toml', 'Cargo.lock'],
  ...['composer.json', 'composer.lock'],
  // Java and Kotlin
  ...['pom.xml', 'build.gradle*', 'settings.gradle*', 'gradle.lockfile', 'gradlew', 'gradlew.bat', 'gradle/wrapper/**'],
  // .NET
  ...['*.csproj', '*.fsproj', '*.vbproj'],
  ...['packages.config', 'packages.lock.json', 'Directory.Packages.props', 'Directory.Build.*', 'nuget.config'],
  // Elixir, Dart, Swift, Nix
  ...['mix.exs', 'mix.lock', 'pubspec.yaml', 'pubspec.lock', 'Package.swift', 'Package.resolved'],
  ...['Podfile', 'Podfile.lock', 'flake.nix', 'flake.lock'],
];

const anywhere: readonly string[] = [
  'CODEOWNERS',
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
  '.gitmodules',
  '.gitattributes',
  'node_modules/**',
  ...manifests,
];

/** The built-in patterns: dot files and dot folders at the top, manifests, lock files, owners and agents' orders. */
export const protectedPathsDefault: readonly string[] = [
  ...protectedPathsAlways,
  '.*',
  '.*/**',
  ...anywhere.map((pattern) => `**/${pattern}`),
];
