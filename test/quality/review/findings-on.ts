// All rules on one change, in a repository of its own with real git.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDiff } from '../../../action/src/review-pr/diff.ts';
import { readRegistrySettings } from '../../../action/src/review-pr/registry-settings.ts';
import { allRules } from '../../../action/src/review-pr/rules/all-rules.ts';
import { readPaths, readTexts } from '../../../action/src/review-pr/texts.ts';
import type { Finding } from '../../../src/contract/finding.ts';
import { protectedPathsDefault } from '../../../src/core/guardrails/protected-paths.ts';
import { frozenTest, type ReviewCase } from './case.ts';

/** `neighbours` are the files that the repository holds besides those of the change. */
export async function findingsOn(
  { before, after }: Pick<ReviewCase, 'before' | 'after'>,
  neighbours: Readonly<Record<string, string>>,
): Promise<readonly Finding[]> {
  const directory = mkdtempSync(join(tmpdir(), 'chimera-review-'));
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: directory,
      encoding: 'utf8',
    }).trim();
  const commit = (files: Readonly<Record<string, string | null>>): string => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      if (text === null) rmSync(join(directory, path));
      else writeFileSync(join(directory, path), text);
    }
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '--message', 'x');
    return git('rev-parse', 'HEAD');
  };
  try {
    git('init', '--quiet');
    const base = commit({ ...neighbours, [frozenTest.path]: frozenTest.text, ...before });
    const head = commit(after);
    const diff = (await readDiff(directory, base, head)).filter(({ path }) => path !== frozenTest.path);
    const changed = after[frozenTest.path];
    const paths = await readPaths(directory, head);
    const context = {
      test: {
        path: frozenTest.path,
        frozen: frozenTest.text,
        current: changed === undefined ? frozenTest.text : changed,
      },
      protectedPaths: protectedPathsDefault,
      linesMax: 1_500,
      texts: await readTexts(directory, base, head, diff),
      paths,
      registrySettings: await readRegistrySettings(directory, head, paths),
    };
    return (await Promise.all(allRules.map(async (rule) => rule.check(diff, context)))).flat();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
