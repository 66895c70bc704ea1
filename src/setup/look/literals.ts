// Looks for plain values in JavaScript text without running it: a string or a number that stands there as such.

/** Longest text that is looked through, in characters. */
const charactersMax = 100_000;

/** The text without its comments; what stands in strings stays. */
export function withoutComments(text: string): string {
  return text
    .slice(0, charactersMax)
    .replace(
      /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g,
      (whole, literal: string | undefined) => literal ?? (whole.startsWith('//') ? '' : ' '),
    );
}

/**
 * The string after `name:`, also as the fallback of an environment variable (`process.env.X ?? 'y'`) and with one port
 * in it that is a constant (`http://localhost:${PORT}`), or of the constant that stands there. `null` when nothing so plain stands there.
 */
export function stringAfter(text: string, name: string): string | null {
  const found = new RegExp(`\\b${name}\\s*:\\s*([^\\n]{1,500})`).exec(text)?.[1];
  if (found === undefined) return new RegExp(`[{,]\\s*${name}\\s*[,}]`).test(text) ? stringOf(text, name) : null;
  const quoted = /^(?:process\.env(?:\.\w+|\[['"]\w+['"]\])\s*(?:\?\?|\|\|)\s*)?(['"`])([^'"`\\]{0,400})\1/.exec(found);
  if (quoted !== null) return filled(text, quoted[2] ?? '', quoted[1] === '`');
  const constant = /^([A-Za-z_$][\w$]*)\s*(?:[,})\];]|$)/.exec(found)?.[1];
  return constant === undefined ? null : stringOf(text, constant);
}

/** What a constant is set to. */
function stringOf(text: string, name: string): string | null {
  const found = assigned(text, name);
  const quoted = /(['"`])([^'"`\\]{0,400})\1\s*;?\s*$/.exec(found ?? '');
  return quoted === null ? null : filled(text, quoted[2] ?? '', quoted[1] === '`');
}

export function numberAfter(text: string, name: string): number | null {
  const found = new RegExp(`\\b${name}\\s*:\\s*([^,}\\n]{1,200})`).exec(text)?.[1];
  if (found === undefined) return null;
  return portIn(found) ?? portIn(assigned(text, /^[A-Za-z_$][\w$]*/.exec(found)?.[0] ?? '') ?? '');
}

/** The text between the braces or brackets after `name:`. */
export function sectionAfter(text: string, name: string): { kind: 'object' | 'list'; text: string } | null {
  const at = new RegExp(`\\b${name}\\s*:\\s*([{[])`).exec(text);
  if (at === null) return null;
  const start = at.index + at[0].length;
  let depth = 1;
  let end = start;
  while (end < text.length && depth > 0) {
    const sign = text[end] ?? '';
    if ('{['.includes(sign)) depth += 1;
    if ('}]'.includes(sign)) depth -= 1;
    end += 1;
  }
  return { kind: at[1] === '{' ? 'object' : 'list', text: text.slice(start, end - 1) };
}

/** `${PORT}` becomes the number that the constant is set to; any other expression makes the text unknown. */
function filled(text: string, value: string, template: boolean): string | null {
  if (!template) return value;
  const [, before = '', name, after = ''] = /^([^$]*)\$\{(\w+)\}([^$]*)$/.exec(value) ?? [];
  if (name === undefined) return value.includes('${') ? null : value;
  const port = portIn(assigned(text, name) ?? '');
  return port === null ? null : `${before}${port}${after}`;
}

const assigned = (text: string, name: string): string | null =>
  name === ''
    ? null
    : (new RegExp(`\\b(?:const|let|var)\\s+${name.replaceAll('$', '\\$')}\\s*=\\s*([^;\\n]{1,300})`).exec(text)?.[1] ??
      null);

function portIn(text: string): number | null {
  const port = Number(/(?:^|[^\w.])(\d{2,5})['"]?\)?\s*$/.exec(text.trim())?.[1] ?? Number.NaN);
  return port > 0 && port < 65_536 ? port : null;
}
