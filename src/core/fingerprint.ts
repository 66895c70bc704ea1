// A fingerprint of findings, to see that a round ended exactly where the last one did.
import type { Finding } from './finding.ts';

/** Same findings, in whatever order and on whatever line, give the same text. */
export function createFingerprint(findings: readonly Finding[]): string {
  return findings
    .map((finding) => [finding.rule, finding.severity, finding.path ?? '', finding.title].join('\u001f'))
    .sort()
    .join('\u001e');
}
