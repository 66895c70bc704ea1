// How many rows the table of a test has: each stands for a test of its own.

/** Where a table for a test begins, before the test's name: `it.each`, a decorator, an attribute. */
export const tableBegins =
  /(?<![\w.$])(?:test|it|specify)(?:\.\w+)*\.each\b|@pytest\.mark\.parametrize\b|@parameterized\b/;

const listBegins =
  /\.each\s*(?:<[^()]{0,200}>)?\(\s*(?=\[)|@pytest\.mark\.parametrize\s*\([^[]{0,200}|@parameterized[\w.]*\s*\([^[]{0,200}|\brange\b[^{]{0,100}struct\s*\{[^{}]{0,500}\}|:=\s*(?:\[\]|map\[\w+\])struct\s*\{[^{}]{0,500}\}/;
const named = /\.each\s*\(\s*([\w$]{1,60})\s*\)/;

/** `lines` hold the table, or the name of a list among `all`. What cannot be counted is one row. */
export function rowsOf(lines: readonly string[], all: readonly string[]): number {
  const text = lines.join('\n').slice(0, 50_000);
  const template = /\.each\s*`([^`]*)`/.exec(text.replaceAll(/\$\{[^{}]*\}/g, '$'))?.[1];
  if (template !== undefined) return template.split('\n').filter((line) => line.includes('$')).length;
  const list = listBegins.exec(text);
  if (list !== null) return elementsOf(text.slice(list.index + list[0].length));
  const name = named.exec(text)?.[1];
  if (name === undefined) return tableBegins.test(text) ? 1 : 0;
  const at = all.findIndex((line) => new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b[^=]{0,100}=\\s*\\[`).test(line));
  const whole = at < 0 ? '' : all.slice(at, at + 500).join('\n');
  return at < 0 ? 1 : elementsOf(whole.slice(whole.indexOf('=') + 1));
}

/** Elements of the first list, or block, of a text. Brackets and commas in strings do not count. */
function elementsOf(text: string): number {
  let depth = 0;
  let count = 0;
  let isEmpty = true;
  for (const sign of text.replaceAll(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '0').slice(0, 50_000)) {
    if (/[[{(]/.test(sign)) {
      if (depth === 1) isEmpty = false;
      depth++;
    } else if (/[\]})]/.test(sign)) {
      depth--;
      if (depth <= 0) return count + (isEmpty ? 0 : 1);
    } else if (depth === 1 && sign === ',') {
      count += isEmpty ? 0 : 1;
      isEmpty = true;
    } else if (depth === 1 && /\S/.test(sign)) {
      isEmpty = false;
    }
  }
  return count + (isEmpty ? 0 : 1);
}
