// What a test brings along to tell whole names and words from parts of longer ones. Playwright finds texts anywhere in others, or
// only alone, and signs and remarks around a name are the page's own.

const helpers: Readonly<Record<string, string>> = {
  called: String.raw`
/** The whole name of a field. Signs may stand around it, and "required", "optional" or words in parentheses behind it. */
const called = (name: string): RegExp => {
  const signs = '[^\\p{L}\\p{N}]*';
  const plain = name.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || name;
  const words = plain.replace(/\s+|[\\^$.*+?()[\]{}|/]/g, (sign) => (/\s/.test(sign) ? '\\s+' : '\\' + sign));
  return new RegExp('^' + signs + words + signs + '((required|optional)' + signs + '|\\(.*)?$', 'ius');
};
`,
  whole: String.raw`
/** The text, in capitals or not, and not within a longer word or number. A capital, or a lonely letter, is a neighbour's. */
const whole = (text: string): RegExp => {
  const words = text.replace(/\p{L}|\s+|[\\^$.*+?()[\]{}|/]/gu, (sign) => {
    if (/\p{L}/u.test(sign)) return '[' + sign.toLowerCase() + sign.toUpperCase() + ']';
    return /\s/.test(sign) ? '\\s+' : '\\' + sign;
  });
  const letter = /^\p{L}/u.test(text) ? '(?<![\\p{Ll}\\p{Lu}](?=\\p{Ll}))' : '';
  const begins = /^\d/.test(text) ? '(?<!\\d[.,]?)' : letter;
  const letters = /\p{L}$/u.test(text) ? '(?!\\p{Ll}{2})' : '';
  const ends = /\d$/.test(text) ? '(?![.,]?\\d)' : letters;
  return new RegExp(begins + words + ends, 'u');
};
`,
};

/** Those that the code calls. */
export const helpersFor = (code: string): string =>
  Object.entries(helpers)
    .flatMap(([name, text]) => (new RegExp(`\\b${name}\\(`).test(code) ? [text] : []))
    .join('');
