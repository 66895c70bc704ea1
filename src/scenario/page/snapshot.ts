// What a page offers, read from the accessibility snapshot that Playwright takes of it. The words are the page's: bounded, and data.

/** One thing on a page, as a screen reader would announce it. */
export interface SeenElement {
  /** ARIA role, for example `button`. */
  readonly role: string;
  readonly name: string;
}

const charactersMax = 200_000;
const elementsMax = 2_000;
const nameCharactersMax = 200;

/**
 * The named elements of a snapshot, each once. A line is `- role "name" [state]: text` in YAML; an escape in a name is that of JSON.
 * Source: https://playwright.dev/docs/aria-snapshots
 */
export function readSnapshot(text: string): SeenElement[] {
  const found = new Map<string, SeenElement>();
  for (const line of text.slice(0, charactersMax).split('\n')) {
    const [, role, quoted] = /^\s*- '?([a-z]+) ("(?:[^"\\]|\\.)*")/.exec(line) ?? [];
    const name = quoted === undefined ? null : unquoted(quoted);
    if (role === undefined || name === null || name === '' || name.length > nameCharactersMax) continue;
    found.set(`${role} ${name}`, { role, name });
    if (found.size >= elementsMax) break;
  }
  return [...found.values()];
}

function unquoted(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted)).trim();
  } catch {
    // An escape that JSON does not know: then it is no name that an issue would quote.
    return null;
  }
}
