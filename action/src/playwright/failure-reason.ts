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

/**
 * In order of precedence: the first pattern that is found decides. All of them begin at a line's beginning with
 * Playwright's own words, because the names in locators are an issue's words and may say anything.
 */
const patterns: readonly (readonly [RegExp, FailureReason])[] = [
  [/^(?:Error: )?(?:[\w.]+: )?(?:Error: )?strict mode violation: /m, 'ambiguous'],
  [
    /^(?:\w*Error: )?(?:[\w.]+: )?(?:browserType\.launch|Target (?:page|crashed|closed)|Browser has been closed)/im,
    'browser',
  ],
  [/^\w*Error: page\.(?:goto|reload|goBack|goForward): /, 'navigation'],
  [/^Error: expect\(/, 'assertion'],
  [/^TimeoutError: [\s\S]*^\s*- +locator resolved to /m, 'unusable'],
  [/^TimeoutError: (?:locator|page|frame)\.\w+: Timeout/, 'missing-element'],
];

export function failureReason(message: string): FailureReason {
  const said = withoutSnippet(message);
  return patterns.find(([pattern]) => pattern.test(said))?.[1] ?? 'other';
}

/** Playwright shows the lines of the test around the failure; what stands in them has not happened. */
function withoutSnippet(message: string): string {
  const start = message.search(/^\s*>?\s*\d+ \|/m);
  return start < 0 ? message : message.slice(0, start);
}
