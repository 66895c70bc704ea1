// What the rules see of changes that were chosen to slip past them, and what they raise in clean ones chosen to look bad.
import type { RuleName } from '../../../../action/src/review-pr/rule.ts';
import { allRules } from '../../../../action/src/review-pr/rules/all-rules.ts';
import type { Finding } from '../../../../src/contract/finding.ts';
import { findingsOn } from '../findings-on.ts';
import { allChallenges } from './all-challenges.ts';
import type { ChallengeCase } from './challenge-case.ts';

export interface ChallengeMeasure {
  /** Only rules that are challenged. */
  readonly classes: readonly { readonly rule: RuleName; readonly cases: number; readonly seen: number }[];
  readonly clean: number;
  /** Names of the clean changes that a rule objects to. */
  readonly raised: readonly string[];
}

const ranks: readonly Finding['severity'][] = ['info', 'minor', 'major', 'critical'];

export async function measureChallenge(
  log: (line: string) => void,
  cases: readonly ChallengeCase[] = allChallenges,
): Promise<ChallengeMeasure> {
  const findings = new Map<ChallengeCase, readonly Finding[]>();
  for (const one of cases) findings.set(one, await findingsOn(one, { 'README.md': '# x\n' }));
  const found = (one: ChallengeCase): readonly Finding[] => findings.get(one) ?? [];
  const clean = cases.filter(({ fault }) => fault === null);
  const raised = clean.filter((one) => found(one).some((finding) => objects(one, finding))).map(({ name }) => name);
  const classes = allRules.flatMap(({ name: rule }) => {
    const faulty = cases.filter(({ fault }) => fault === rule);
    const missed = faulty.filter((one) => !found(one).some((finding) => sees(one, finding)));
    for (const { name } of missed) log(`challenge, ${rule}: not seen in "${name}"`);
    return faulty.length === 0 ? [] : [{ rule, cases: faulty.length, seen: faulty.length - missed.length }];
  });
  for (const name of raised) log(`challenge: raised in "${name}"`);
  return { classes, clean: clean.length, raised };
}

const sees = ({ fault, least }: ChallengeCase, { rule, severity }: Finding): boolean =>
  rule === fault && ranks.indexOf(severity) >= ranks.indexOf(least);

/** A protected path is named in any change of it. */
const objects = ({ allowed }: ChallengeCase, { rule, severity }: Finding): boolean =>
  severity !== 'info' && rule !== 'protected-paths' && !allowed.some((name) => name === rule);
