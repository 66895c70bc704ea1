// Why a test failed, from Playwright's own words. A red test proves something only when it is red for its feature.

export type FailureReason =
  /** An assertion did not hold. */
  | 'assertion'
  /** An element to act on is not there. */
  | 'missing-element'
  /** Several elements fit, so it is not clear which one is meant. */
  | 'ambiguous'
  /** The element is there but cannot be used: disabled, covered, hidden. */
  | 'unusable'
  /** A page could not be opened. */
  | 'navigation'
  /** The browser did not start, or went away. */
  | 'browser'
  | 'other';

/** In order of precedence: the first pattern that is found decides. */
const patterns: readonly (readonly [RegExp, FailureReason])[] = [
  [/strict mode violation/, 'ambiguous'],
  [
    /browserType\.launch|Target page, context or browser has been closed|browser has been closed|Target crashed/,
    'browser',
  ],
  [/net::ERR_|\bpage\.(goto|reload|goBack)\b|ECONNREFUSED|ENOTFOUND|Navigation (failed|interrupted)/, 'navigation'],
  [/^Error: expect\(|^expect\(|^Error: [^\n]*\n+expect\(/, 'assertion'],
  [/^TimeoutError: [\s\S]*locator resolved to/, 'unusable'],
  [/^TimeoutError: (locator|page|frame)\.\w+: Timeout/, 'missing-element'],
];

export function failureReason(message: string): FailureReason {
  return patterns.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
}
