// Text that somebody else wrote, made harmless: it shows what was written and does nothing. No mention pings anybody,
// no reference links anywhere, no HTML, no expression, no marker of ours, no broken table.

/** Shows nothing and takes no room, but keeps two characters from meaning something together. */
const joint = '\u200b';

/** Everything that could hide or turn around what follows, besides ordinary spaces and line breaks. */
const invisible = /(?![\n\t])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** One line of markdown that reads like the text; fit for paragraphs, lists, quotes and table cells. */
export function asText(text: string, charactersMax = 500): string {
  return oneLine(text, charactersMax)
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/[@#]/g, `$&${joint}`)
    .replace(/\bGH-(?=\d)/gi, `$&${joint}`)
    .replaceAll('://', `:${joint}//`)
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}${joint}.`)
    .replaceAll('${', `$${joint}{`)
    .replace(/^(?:[-+=]|\d{1,9}(?=[.)]))/, (match) => (/\d/.test(match) ? `${match}\\` : `\\${match}`));
}

/** A code span: an exact value such as a path or an address. */
export function asCode(text: string, charactersMax = 300): string {
  const line = inert(oneLine(text, charactersMax));
  if (line === '') return '*empty*';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** A code span inside a table, where a bar would end the cell even within code. */
export function asCodeCell(text: string, charactersMax?: number): string {
  return asCode(text, charactersMax).replaceAll('\\|', `\\${joint}|`).replaceAll('|', '\\|');
}

/** Text on several lines that may hold code in backticks, which stays code; everything else is shown as it is. */
export function asProse(text: string, charactersMax = 4_000): string {
  return cut(text, charactersMax)
    .split(/(`[^`\n]+`)/)
    .map((part, index) =>
      index % 2 === 1 ? asCode(part.slice(1, -1), charactersMax) : part.split('\n').map(asTextWithin).join('\n'),
    )
    .join('');
}

/** A fenced block: text on several lines, as it is. */
export function asBlock(text: string, charactersMax = 4_000, language = 'text'): string {
  return fenced(inert(cut(text.replace(/\r\n?/g, '\n').replace(invisible, ''), charactersMax)), language);
}

/**
 * A fence around the text, and nothing taken apart: for what is taken over from there, such as a suggestion. Where there
 * is no text there is no line either, because GitHub would take over an empty one.
 */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, ...(text === '' ? [] : [text]), fence].join('\n');
}

/** One line without any markup, for places that show plain text: titles and commit messages. */
export function asPlain(text: string, charactersMax: number): string {
  return oneLine(text, charactersMax);
}

/**
 * One line for a commit message. What GitHub acts on there is taken apart: closing words and references, mentions,
 * and marks such as `[skip ci]`.
 */
export function asCommitText(text: string, charactersMax: number): string {
  const line = oneLine(text, charactersMax * 2)
    .replace(/[@#](?=\w)/g, `$&${joint}`)
    .replace(/\bGH-(?=\d)/gi, `$&${joint}`)
    .replace(/\[(?=[^\]]*\bci\b|[^\]]*\bactions\b)/gi, `$&${joint}`)
    .replaceAll('://', `:${joint}//`);
  return cut(line, charactersMax);
}

/** The text within so many characters, with `…` in the place of the rest; no character is cut in half. */
export function cut(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text.toWellFormed();
  return `${text.slice(0, charactersMax - 1).replace(/[\ud800-\udbff]$/, '')}…`.toWellFormed();
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function oneLine(text: string, charactersMax: number): string {
  return cut(
    text
      .slice(0, charactersMax * 4)
      .replace(invisible, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    charactersMax,
  );
}

/** What stands between code and code keeps its distance. */
function asTextWithin(line: string): string {
  if (line.trim() === '') return line;
  return `${/^\s/.test(line) ? ' ' : ''}${asText(line, line.length)}${/\s$/.test(line) ? ' ' : ''}`;
}

/** Inside code nothing is rendered; only what is searched for in raw text has to be taken apart. */
function inert(text: string): string {
  return text.replaceAll('<!--', `<${joint}!--`).replaceAll('-->', `--${joint}>`).replaceAll('${{', `$${joint}{{`);
}

/** Backticks in the longest row of them. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
