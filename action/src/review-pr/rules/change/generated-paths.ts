// Which files tools write, by their paths.

/** What package managers write. */
export function isLockFile(path: string): boolean {
  return /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|go\.sum|go\.work\.sum|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|mix\.lock|pubspec\.lock|packages\.lock\.json|gradle\.lockfile|Podfile\.lock|Package\.resolved|flake\.lock)$/.test(
    path,
  );
}

export interface WrittenPath {
  readonly what: string;
  /** Whether it can be told from the path alone that it never belongs in a repository. */
  readonly severity: 'major' | 'minor';
}

const patterns: readonly (readonly [pattern: RegExp, what: string, severity: WrittenPath['severity']])[] = [
  [/(?:^|\/)(?:node_modules|bower_components|jspm_packages)\//, 'an installed package', 'major'],
  [/(?:^|\/)(?:\.venv|venv|site-packages|vendor\/bundle)\//, 'an installed package', 'major'],
  [/(?:^|\/)__pycache__\/|\.py[co]$/, 'a compiled file', 'major'],
  [/\.(?:class|o|obj|so|dylib|dll|exe|wasm\.map|egg)$/i, 'a compiled file', 'major'],
  [/(?:^|\/)target\/(?:debug|release|classes)\//, 'a build result', 'minor'],
  [
    /(?:^|\/)(?:dist|\.next|\.nuxt|\.output|\.svelte-kit|\.parcel-cache|\.turbo|\.angular|\.cache|\.vite)\//,
    'a build result',
    'minor',
  ],
  [/^(?:[^/]+\/)?(?:build|out)\/(?:static|assets|_next|js|css)\//, 'a build result', 'minor'],
  [/^(?:[^/]+\/)?(?:build|out)\/.*(?:\.[0-9a-f]{8,}\.|\.chunk\.|\.bundle\.)/, 'a build result', 'minor'],
  [
    /^(?:(?:packages|apps)\/[^/]+\/)?(?:build|out)\/(?:[^/]+\/)*(?:index|main|app|bundle|server)\.(?:js|mjs|cjs|css|html|d\.ts)$/,
    'a build result',
    'minor',
  ],
  [/(?:\.|-)min\.(?:js|mjs|cjs|css)$/, 'a minified file', 'minor'],
  [/\.(?:bundle|chunk)\.(?:js|mjs|css)$/, 'a build result', 'minor'],
  [/\.(?:js|mjs|cjs|css|ts)\.map$/, 'a source map', 'minor'],
  [/\.tsbuildinfo$|(?:^|\/)\.eslintcache$/, 'a cache of a tool', 'minor'],
  [
    /(?:^|\/)(?:coverage|\.nyc_output|htmlcov|\.pytest_cache|\.mypy_cache|\.ruff_cache)\/|(?:^|\/)\.coverage$|(?:^|\/)lcov\.info$/,
    'a report of a test run',
    'minor',
  ],
  [/(?:^|\/)(?:test-results|playwright-report|blob-report)\//, 'a report of a test run', 'minor'],
  [/(?:^|\/)(?:\.DS_Store|Thumbs\.db)$|\.(?:swp|swo|orig|rej)$|~$/, "a leaving of somebody's computer", 'minor'],
  [/(?:^|\/)(?:npm-debug|yarn-error|yarn-debug|pnpm-debug)\.log|\.log$/, 'a log', 'minor'],
];

/** Folders that hold a tool's results by their names, though people may have written what is in them. */
export function writtenPath(path: string): WrittenPath | null {
  const found = patterns.find(([pattern]) => pattern.test(path));
  return found === undefined ? null : { what: found[1], severity: found[2] };
}

/** Whether people need not read the file. */
export function isWritten(path: string): boolean {
  return (
    writtenPath(path) !== null ||
    /\.snap$|(?:^|\/)(?:generated|__generated__)\/|\.(?:generated|gen|pb)\.[a-z]+$|_pb2(?:_grpc)?\.pyi?$|\.pb\.go$/.test(
      path,
    )
  );
}
