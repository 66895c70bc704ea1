// What a file is for, from its path alone.

export function isTestFile(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|e2e|specs?|__tests__)\//i.test(path) ||
    /[._-](?:test|spec)s?\.[a-z]+$/i.test(path) ||
    /(?:^|\/)test_[^/]+\.py$/.test(path)
  );
}

/** The settings of a test runner. */
export function isTestSetting(path: string): boolean {
  return (
    /(?:^|\/)(?:playwright|jest|vitest|cypress|karma|wdio)\.(?:config|conf|setup)[^/]*$/i.test(path) ||
    /(?:^|\/)\.mocharc/.test(path)
  );
}

/** The language of a source file, by its extension; `null` for anything else. */
export function languageOf(path: string): keyof typeof extensions | null {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const found = Object.entries(extensions).find(([, list]) => list.includes(extension));
  return (found?.[0] as keyof typeof extensions | undefined) ?? null;
}

const extensions = {
  javascript: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'html'],
  python: ['py'],
  ruby: ['rb', 'erb'],
  php: ['php'],
  rust: ['rs'],
  go: ['go'],
} as const satisfies Record<string, readonly string[]> as Record<
  'javascript' | 'python' | 'ruby' | 'php' | 'rust' | 'go',
  readonly string[]
>;
