// What the guardian's rules see and what they raise, a class at a time, over changes in real repositories.
import type { RuleName } from '../../../action/src/review-pr/rule.ts';
import { allRules } from '../../../action/src/review-pr/rules/all-rules.ts';
import { common, type ReviewCase } from './case.ts';
import { allCases } from './cases/all-cases.ts';
import { findingsOn } from './findings-on.ts';

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
async function rulesThatObject(one: ReviewCase): Promise<ReadonlySet<string>> {
  return new Set((await findingsOn(one, common)).map(({ rule }) => rule));
}
