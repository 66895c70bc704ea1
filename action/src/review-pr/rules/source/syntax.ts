// How comments and strings begin and end in each language.
import type { Language } from '../../kinds-of-files.ts';

export interface Syntax {
  readonly comments: readonly Mark[];
  readonly strings: readonly Quote[];
  /** Whether a backslash takes the sense from the next character of a string. */
  readonly escapes: boolean;
  /** What may stand before the slash that begins a regular expression; `null` where slashes never do. */
  readonly beforePattern: RegExp | null;
}

interface Mark {
  readonly start: string;
  /** `null`: the end of the line. */
  readonly end: string | null;
  /** Whether the mark means that where it stands. */
  fits(text: string, at: number): boolean;
}

interface Quote {
  readonly start: string;
  readonly end: string;
  /** May go over several lines. */
  readonly multi: boolean;
  /** What begins code within the string; `null` when nothing does. */
  readonly inserts: string | null;
  /** A statement that is only such a string is a comment. */
  readonly documents: boolean;
  fits(text: string, at: number): boolean;
}

export function syntaxOf(language: Language): Syntax {
  return syntaxes[language];
}

const operators = '(?<!\\+)\\+|(?<!-)-|[(,=:[!&|?{;*%~^]';
const words = 'return|typeof|case|in|of|do|else|void|await|yield|throw|delete|instanceof|default|new';
/** Of closing brackets, those of conditions and of blocks are told apart from others by the scanner. */
const javascriptPattern = new RegExp(`^$|(?:${operators}|=>|(?<![\\w$.#])(?:${words}))$`);
const rubyWords = 'if|unless|when|and|or|not|while|until|return|in|do|then|else|elsif';
const rubyPattern = new RegExp(`(?:[(,=~:[!&|?{;+*%^-]|(?<![\\w.@$])(?:${rubyWords}))$`);

const always = (): boolean => true;
/** A `//` after a colon is an address. */
const notAddress = (text: string, at: number): boolean => text[at - 1] !== ':';
const afterSpace = (text: string, at: number): boolean => at === 0 || /\s/.test(text[at - 1] ?? '');
const notAttribute = (text: string, at: number): boolean => text[at + 1] !== '[';
const atLineStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';
/** A single quote that is not a lifetime or an apostrophe. */
const oneCharacter = (text: string, at: number): boolean =>
  /^'(?:\\[^\n]{1,9}|[^'\\\n]{1,2})'/.test(text.slice(at, at + 12));

const mark = (start: string, end: string | null, fits: Mark['fits'] = always): Mark => ({ start, end, fits });
const quote = (start: string, more: Partial<Quote> = {}): Quote => {
  return { start, end: start, multi: false, inserts: null, documents: false, fits: always, ...more };
};

const slashes = mark('//', null, notAddress);
const stars = mark('/*', '*/');
const hash = mark('#', null);
const hashAfterSpace = mark('#', null, afterSpace);
const both = [quote('"'), quote("'")];
const triple = { multi: true, documents: true };

const syntaxes: Readonly<Record<Language, Syntax>> = {
  javascript: {
    comments: [slashes, stars, mark('<!--', '-->'), mark('#!', null, (_, at) => at === 0)],
    strings: [...both, quote('`', { multi: true, inserts: '${' })],
    escapes: true,
    beforePattern: javascriptPattern,
  },
  python: {
    comments: [hash],
    strings: [quote('"""', triple), quote("'''", triple), ...both],
    escapes: true,
    beforePattern: null,
  },
  ruby: {
    comments: [hashAfterSpace, mark('=begin', '=end', atLineStart), mark('<!--', '-->')],
    strings: [quote('"', { inserts: '#{' }), quote("'"), quote('`', { inserts: '#{' })],
    escapes: true,
    beforePattern: rubyPattern,
  },
  php: {
    comments: [slashes, mark('#', null, notAttribute), stars, mark('<!--', '-->')],
    strings: both,
    escapes: true,
    beforePattern: null,
  },
  rust: {
    comments: [slashes, stars],
    strings: [quote('r#"', { end: '"#', multi: true }), quote('"'), quote("'", { fits: oneCharacter })],
    escapes: true,
    beforePattern: null,
  },
  go: {
    comments: [slashes, stars],
    strings: [quote('"'), quote('`', { multi: true }), quote("'", { fits: oneCharacter })],
    escapes: true,
    beforePattern: null,
  },
  java: {
    comments: [slashes, stars],
    strings: [quote('"""', { multi: true }), ...both],
    escapes: true,
    beforePattern: null,
  },
  shell: { comments: [hashAfterSpace], strings: both, escapes: true, beforePattern: null },
  sql: { comments: [mark('--', null), stars], strings: both, escapes: false, beforePattern: null },
  yaml: { comments: [hashAfterSpace], strings: both, escapes: false, beforePattern: null },
};
