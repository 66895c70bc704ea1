// Builds findings: every rule says where, what, why, by what evidence and how a person checks it.
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { Rule } from '../../rule.ts';

export interface Claim {
  readonly severity: Finding['severity'];
  readonly path: string | null;
  readonly line: number | null;
  /** One line, at most 300 characters; more is cut. */
  readonly title: string;
  /** What is special about this case; the rule's own reason and remedy otherwise. */
  readonly explanation?: string;
  /** The line itself, never a secret. */
  readonly evidence?: string | undefined;
  readonly verify: string;
  readonly suggestion?: string | undefined;
}

/** A finding of `rule`, within the lengths that the contract allows. */
export function found(rule: Pick<Rule, 'name' | 'reason' | 'remedy'>, claim: Claim): Finding {
  const { severity, path, line, title, verify } = claim;
  const evidence = claim.evidence === undefined ? '' : visible(claim.evidence.trim()).slice(0, 300);
  const explanation = (claim.explanation ?? `${rule.reason} ${rule.remedy}`).slice(0, 4_000);
  return {
    rule: rule.name,
    severity,
    path,
    line,
    title: visible(title).slice(0, 300),
    explanation,
    ...(evidence === '' ? {} : { evidence }),
    verify: verify.slice(0, 1_000),
    ...(claim.suggestion === undefined ? {} : { suggestion: claim.suggestion.slice(0, 4_000) }),
  };
}

/** How a person looks at a line of the change. */
export function lookAt(path: string, line: number | null): string {
  return line === null ? `Look at ${path} in the change.` : `Look at line ${line} of ${path}.`;
}

/** Characters that nobody sees become their numbers. */
export function visible(text: string): string {
  return text.replaceAll(/\p{Cc}|\p{Cf}|\u{115f}|\u{1160}|\u{3164}|\u{ffa0}|[\u{e0100}-\u{e01ef}]/gu, (character) =>
    character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
