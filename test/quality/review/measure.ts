// What the guardian's rules see and what they raise, a class at a time, over changes in real repositories.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDiff } from '../../../action/src/review-pr/diff.ts';
import { readRegistrySettings } from '../../../action/src/review-pr/registry-settings.ts';
import type { RuleName } from '../../../action/src/review-pr/rule.ts';
import { allRules } from '../../../action/src/review-pr/rules/all-rules.ts';
import { readPaths, readTexts } from '../../../action/src/review-pr/texts.ts';
import { protectedPathsDefault } from '../../../src/core/guardrails/protected-paths.ts';
import { common, frozenTest, type ReviewCase } from './case.ts';
import { allCases } from './cases/all-cases.ts';

export interface ClassMeasure {
  readonly rule: RuleName;
  readonly cases: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** Names of cases whose fault was not seen, and of those in which one was seen that is none. */
  readonly missed: readonly string[];
  readonly raised: readonly string[];
}

export interface ReviewMeasure {
  readonly diffs: number;
  readonly clean: number;
  readonly classes: readonly ClassMeasure[];
}

export async function measureReview(
  log: (line: string) => void,
  cases: readonly ReviewCase[] = allCases,
): Promise<ReviewMeasure> {
  const found = new Map<ReviewCase, ReadonlySet<string>>();
  for (const one of cases) found.set(one, await rulesThatObject(one));
  const classes = allRules.map(({ name: rule }) => {
    const faulty = cases.filter(({ faults }) => faults.includes(rule));
    const missed = faulty.filter((one) => found.get(one)?.has(rule) !== true).map(({ name }) => name);
    const raised = cases
      .filter((one) => !one.faults.includes(rule) && found.get(one)?.has(rule) === true)
      .map(({ name }) => name);
    for (const name of missed) log(`${rule}: not seen in "${name}"`);
    for (const name of raised) log(`${rule}: raised in "${name}"`);
    const truePositives = faulty.length - missed.length;
    return {
      rule,
      cases: faulty.length,
      truePositives,
      falsePositives: raised.length,
      falseNegatives: missed.length,
      missed,
      raised,
    };
  });
  return { diffs: cases.length, clean: cases.filter(({ faults }) => faults.length === 0).length, classes };
}

/** Names of the rules that have a finding, whatever its severity: naming is what some of them are for. */
async function rulesThatObject({ before, after }: ReviewCase): Promise<ReadonlySet<string>> {
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
    const base = commit({ ...common, [frozenTest.path]: frozenTest.text, ...before });
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
    const findings = (await Promise.all(allRules.map(async (rule) => rule.check(diff, context)))).flat();
    return new Set(findings.map(({ rule }) => rule));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
