// What a test must not do, whoever wrote it: wait for time or silence instead of for what is seen, and point at things as no
// person would. Source: https://playwright.dev/docs/best-practices

const rules: readonly { readonly pattern: RegExp; readonly words: string }[] = [
  { pattern: /\bwaitForTimeout\(/, words: 'it waits for a time (waitForTimeout)' },
  { pattern: /\bsetTimeout\(/, words: 'it waits for a time (setTimeout)' },
  { pattern: /networkidle/, words: 'it waits for silence on the network (networkidle)' },
  { pattern: /\bgetByTestId\(/, words: 'it looks for a test id, which nobody sees (getByTestId)' },
  { pattern: /xpath=|\.locator\((['"])\/\//, words: 'it looks for a place in the document (XPath)' },
  {
    pattern: /\bpage\.\$\$?\(|\bwaitForSelector\(/,
    words: 'it looks once instead of waiting (page.$, waitForSelector)',
  },
  { pattern: /\bforce: true\b/, words: 'it clicks what a person could not (force)' },
  { pattern: /\btest\.(?:only|skip|fixme|fail)\(/, words: 'it leaves tests out (only, skip, fixme, fail)' },
];

/** What a test's text does against the rules, in words; empty when it keeps them. Titles and texts of the issue do not count. */
export function brokenRules(text: string): string[] {
  const code = withoutTexts(text);
  return rules.filter(({ pattern }) => pattern.test(code)).map(({ words }) => words);
}

/** A selector is no text of the issue: it is kept, so that its form can be judged. */
function withoutTexts(text: string): string {
  return text.replaceAll(/(\.locator\()?('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/g, (whole, locator) =>
    locator === undefined && !whole.includes('networkidle') ? "''" : whole,
  );
}
