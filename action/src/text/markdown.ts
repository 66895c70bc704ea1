// Texts of other people inside markdown that we write: shown as they are, never as markup, mentions or comments.

/** Text within a line. */
export function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll(/[@#](?=\w)/g, (sign) => (sign === '@' ? '&#64;' : '&#35;'));
}

/** A block of text as it is, in a fence that the text does not contain. */
export function block(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** Text that may hold code in backticks, which is kept; everything else is shown as it is. */
export function prose(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.split('\n').map(inlineKeepingEnds).join('\n')))
    .join('');
}

function inlineKeepingEnds(line: string): string {
  const [, before = '', after = ''] = /^(\s*).*?(\s*)$/.exec(line) ?? [];
  return line.trim() === '' ? line : `${before && ' '}${inline(line)}${after && ' '}`;
}
