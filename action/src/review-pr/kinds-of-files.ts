// What a file is for, from its path alone.

/** Tests of any kind, and what they are made of: fixtures, mocks, recorded data. */
export function isTestFile(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|e2e|specs?|__tests__|__mocks__|__snapshots__|__fixtures__|fixtures|testdata|cypress)\//i.test(
      path,
    ) ||
    /[._-](?:test|spec|cy|e2e)s?\.[a-z]+$/i.test(path) ||
    /(?:^|\/)(?:test_[^/]+|conftest)\.py$/.test(path) ||
    /[a-z0-9]Tests?\.(?:php|java|kt|cs|swift|scala)$/.test(path)
  );
}

/** The settings of a test runner. */
export function isTestSetting(path: string): boolean {
  return (
    /(?:^|\/)(?:playwright|jest|vitest|cypress|karma|wdio)\.(?:config|conf|setup)[^/]*$/i.test(path) ||
    /(?:^|\/)(?:\.mocharc[^/]*|\.nycrc[^/]*|\.c8rc[^/]*|\.coveragerc|\.rspec|pytest\.ini|tox\.ini|phpunit\.xml[^/]*)$/.test(
      path,
    )
  );
}

/** Text for people: it is read, never run. */
export function isDocument(path: string): boolean {
  return (
    /\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path) && !/(?:^|\/)requirements(?:\/[^/]*|[^/]*)\.txt$/i.test(path)
  );
}

/** Scripts that people run in a terminal: what they print is their result. */
export function isTerminalProgram(path: string): boolean {
  return (
    /(?:^|\/)(?:bin|cli|cmd|scripts?|tools?|tasks|examples?|docs|demos?|benchmarks?|bench|migrations?|seeds?)\//i.test(
      path,
    ) ||
    /(?:^|\/)(?:cli|manage\.py|setup\.py|gulpfile|seed|bench)(?:[.-][^/]*)?$/i.test(path) ||
    /(?:^|\/)(?:Rakefile|[^/]+\.rake)$/.test(path)
  );
}

/** Whether a file of this name is text: source, a document, settings or data that people read. */
export function isTextByName(path: string): boolean {
  return (
    languageOf(path) !== null ||
    isDocument(path) ||
    isPage(path) ||
    /\.(?:json[5c]?|jsonl|toml|ini|cfg|conf|properties|env|lock|xml|svg|css|scss|sass|less|csv|tsv|graphqls?|gql|proto|prisma|tf|tfvars|hcl|ps1|bat|cmd|exs?|eex|heex|lua|pl|pm|r|clj|erl|hs|ml|fs|vb|m|mm|csproj|sln|service|mdc)$/i.test(
      path,
    ) ||
    /(?:^|\/)(?:\.env\.[^/]*|\.[a-z]+rc|\.git[a-z]+|CODEOWNERS|LICENSE|go\.(?:mod|sum))$/.test(path)
  );
}

export type Language = keyof typeof extensions;

/** The language of a source file, by its extension; `null` for anything else. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? '';
  const found = Object.entries(extensions).find(([, list]) => list.includes(extension));
  if (found !== undefined) return found[0] as Language;
  return (Object.entries(names).find(([, pattern]) => pattern.test(name))?.[0] as Language | undefined) ?? null;
}

/** Pages: their code stands within markup, partly in attributes. */
export function isPage(path: string): boolean {
  return /\.(?:html?|vue|svelte|astro|erb|ejs|hbs|handlebars|njk|jinja2?|j2|twig)$/i.test(path);
}

const names: Readonly<Record<string, RegExp>> = {
  shell:
    /^(?:dockerfile(?:\..+)?|.+\.dockerfile|makefile|justfile|\.bashrc|\.envrc|procfile|pre-commit|pre-push|commit-msg)$/,
  ruby: /^(?:rakefile|gemfile|guardfile)$/,
};

const extensions = {
  javascript: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'astro', 'html', 'htm', 'ejs'],
  python: ['py', 'pyw'],
  ruby: ['rb', 'erb', 'rake', 'ru', 'gemspec'],
  php: ['php', 'phtml'],
  rust: ['rs'],
  go: ['go'],
  java: ['java', 'kt', 'kts', 'scala', 'groovy', 'gradle', 'swift', 'dart', 'cs', 'c', 'h', 'cc', 'cpp', 'hpp'],
  shell: ['sh', 'bash', 'zsh', 'ksh'],
  sql: ['sql'],
  yaml: ['yml', 'yaml'],
} as const satisfies Record<string, readonly string[]> as Record<
  'javascript' | 'python' | 'ruby' | 'php' | 'rust' | 'go' | 'java' | 'shell' | 'sql' | 'yaml',
  readonly string[]
>;
