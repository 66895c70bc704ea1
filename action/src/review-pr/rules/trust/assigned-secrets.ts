// Values given to what is named like a secret: an assignment, a parameter of an address, an element, an option of a command.
import { isPlaceholder } from './secret-formats.ts';

/** How sure it is that a value is a secret: a weak password may as well be a word of the program. */
export type Likeness = 'sure' | 'likely';

const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|apikey|private_?key|access_?key|secret_?key|encryption_?key|signing_?key|auth_?key|master_?key|license_?key|credentials?|salt|pepper)';
const ending = '(?:_?(?:value|string|default|prod(?:uction)?|live|staging|dev|base(?:64)?))?';

/** A name that ends in such a word, with the value that it gets: in code, JSON, YAML or a file of settings. */
const quoted = new RegExp(
  `(?<![\\w-])["'\`]?([\\w.$-]{0,60}?${secretWord}s?${ending})["'\`]?\\]?\\s{0,4}(?::\\s{0,4}[\\w|<>\\[\\]&' ]{1,30}\\s{0,4}=|=>|:=|=|:|\\|\\||\\?\\?|(?<=["'\`]\\s{0,4}),)\\s{0,4}(?:[\\w.$]{1,60}(?:\\[[^\\]]{1,60}\\])?\\s{0,4}(?:\\|\\||\\?\\?|or)\\s{0,4})?[bru]?["'\`]([^"'\`]{4,300})["'\`]`,
  'gi',
);
const compared = new RegExp(
  `(?<![\\w-])[\\w.$]{0,60}?${secretWord}\\s{0,4}===?\\s{0,4}["'\`]([^"'\`]{6,300})["'\`]`,
  'gi',
);
const argument = new RegExp(
  `(?:get|env|environ)\\w{0,8}\\(\\s{0,4}["'][\\w-]{0,60}?${secretWord}["']\\s{0,4},\\s{0,4}["']([^"']{6,300})["']`,
  'gi',
);
const hidden = '(?:pass(?:word|wd|phrase)?|pwd|secret)';
/** `Password=…;` of a connection string, `&password=…` of an address; in quotes. */
const parameter = new RegExp(
  `["'\`](?:[^"'\`]{0,300}?[?&;\\s])?([\\w.-]{0,40}?${hidden})=([^\\s;&"'\`<>(){}[\\]]{6,200})(?=[;&"'\`\\s])`,
  'gi',
);
const element = new RegExp(
  `<(?:\\w{1,30}:)?([\\w.-]{0,40}?${secretWord})(?:\\s[^<>]{0,100})?>\\s{0,4}([^<>{}\\s]{6,200})\\s{0,4}</`,
  'gi',
);
/** A user with a password, as curl takes them. */
const user = /(?:^|\s)(?:-u|--user)[\s=]{1,4}["']?[\w.@-]{1,100}:([^\s"'`$]{6,200})/g;

/** Where values stand without quotes: a file of settings, a script, the lines of a container. */
const setting = new RegExp(
  `^\\s{0,40}(?:-\\s{1,4})?(?:export\\s{1,4}|ENV\\s{1,4}|ARG\\s{1,4}|set\\s{1,4})?["']?([\\w.-]{0,60}?${secretWord}${ending})["']?\\s{0,4}[=:]\\s{0,4}([^\\s"'\`#]{6,300})\\s{0,20}(?:#.*)?$`,
  'gi',
);
const spaced = new RegExp(
  `^\\s{0,40}ENV\\s{1,4}(\\w{0,60}?${secretWord}${ending})\\s{1,4}([^\\s"'=]{6,300})\\s{0,20}$`,
  'gi',
);
const beforeCommand = new RegExp(
  `(?:^|[\\s;&|])([A-Z][A-Z\\d_]{0,60}?${secretWord.toUpperCase()})=["']?([^\\s"'\`#;&|]{6,300})["']?(?=\\s{1,4}[\\w./~-])`,
  'g',
);
const bareParameter = new RegExp(
  `(?:\\?|=[^\\s;&?"'\`]{1,100}[;&]\\s?)([\\w.-]{0,40}?${hidden})=([^\\s;&"'\`<>(){}[\\]]{6,200})(?=[;&\\s]|$)`,
  'gi',
);

const named = [quoted, parameter, element];
const namedInSettings = [setting, spaced, beforeCommand, bareParameter];

/** How much a line looks as if it gave a secret its value; `null` when it does not. */
export function assignedSecret(text: string, settings: boolean): Likeness | null {
  const found = [
    ...[...named, ...(settings ? namedInSettings : [])].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, name = '', value = '']) => looksSecret(name, value)),
    ),
    ...[compared, argument].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, value = '']) => looksSecret('secret', value)),
    ),
    ...[...text.matchAll(user)].map(([, value = '']) => looksSecret('password', value)),
  ];
  return found.find((one) => one === 'sure') ?? found.find((one) => one !== null) ?? null;
}

/** Names of what is about a secret without being one. */
const aboutSecrets =
  /(?:name|label|key_?name|field|input|type|url|uri|path|header|prefix|suffix|placeholder|message|title|text|hint|error|regex|pattern|length|policy|id|public_?key|kind|param|cookie|event|selector|class|column|reset|forgot|show|hide|csrf_?token_?name|next_?token|page_?token|cancel_?token|max_?token|design_?token|color_?token)s?$/i;

function looksSecret(name: string, value: string): Likeness | null {
  if (value.length < 6 || isPlaceholder(value) || aboutSecrets.test(name)) return null;
  if (/(?:public|publishable|tokens$|tokenizer|^next|^page|(?:by|buy|com|mini|over|sur|tres)pass$)/i.test(name))
    return null;
  if (isReference(value)) return null;
  const isPassword = /pass|pwd/i.test(name) && !/(?:secret|key|token)s?$/i.test(name);
  return isPassword ? likePassword(value) : likeKey(value);
}

/** Addresses, paths, sentences, also of other scripts, rules of a form, versions, names of variables, properties and styles, what is kept elsewhere. */
function isReference(value: string): boolean {
  return (
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) ||
    /\s/.test(value) ||
    /^(?:https?:|\.{0,2}\/|[a-z]+:\/\/(?!.*:.*@)|arn:|data:|#|var\(|op:|vault:|projects\/)/i.test(value) ||
    /^[a-z_]+(?::[^|]+)?(?:\|[a-z_]+(?::[^|]+)?)+$|^[a-z_]+:[\d,.]+$/i.test(value) ||
    /\p{Lo}/u.test(value) ||
    /^[\^~<>=v]{0,2}\d{1,5}(?:\.\d{1,5}){1,3}(?:-[a-z]{1,8}(?:\.\d{1,3})?)?$/.test(value) ||
    (/^[\w$]+(?:\.[\w$]+)+(?:\(.*\))?$/.test(value) && !/\d/.test(value)) ||
    (/[()[\];]|=>/.test(value) && value.length < 8)
  );
}

/** Letters, as a name or a text has them: `token`, `Token`, `TOKEN`, `accessToken`; at its end a number of two digits. */
const word = String.raw`(?:\p{Lu}?\p{Ll}+(?:\p{Lu}\p{Ll}{2,})*|\p{Lu}+)(?:[vV]?\d{1,2})?`;
const numbered = String.raw`(?:${word}|\d{1,2}|\d\p{Ll}{1,3})`;
const oneWord = new RegExp(`^${word}$`, 'u');
const words = new RegExp(`^${word}(?:[-_.:/]${numbered})*[?!.:…]?$`, 'u');
const wordsAndYear = new RegExp(`^${word}(?:[-_.:/](?:${numbered}|\\d{1,4}))*$`, 'u');
const saysWhatItIs = /pass|pwd|token|secret|key|field|input|login|user/i;

function likePassword(value: string): Likeness | null {
  if (words.test(value)) {
    const isPhrase = !/\d/.test(value) && /[-_]/.test(value) && /^[\w-]{12,}$/.test(value);
    const isWeak = isPhrase || (/\d/.test(value) && oneWord.test(value));
    return isWeak && !saysWhatItIs.test(value) ? 'likely' : null;
  }
  if (wordsAndYear.test(value)) return saysWhatItIs.test(value) ? null : 'likely';
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  const isPlain = /^[\x20-\x7e]+$/.test(value);
  if (/\d/.test(value) && /[^\d]/.test(value)) return isPlain && (isMixed || entropyOf(value) >= 3) ? 'sure' : 'likely';
  return /[a-z].*[!@#$%^&*+=~].*[a-z]/i.test(value) && !saysWhatItIs.test(value) ? 'likely' : null;
}

function likeKey(value: string): Likeness | null {
  // Letters alone are a key when they are many and in no order.
  if (/^[a-z]{20,}$/i.test(value)) return entropyOf(value) > 3.9 ? 'sure' : null;
  if (words.test(value) || value.length < 10 || !/\d/.test(value) || !/[^\d]/.test(value)) return null;
  if (wordsAndYear.test(value)) return 'likely';
  const entropy = entropyOf(value);
  return entropy >= 3 ? 'sure' : entropy >= 2.5 ? 'likely' : null;
}

/** Bits of surprise a character, by Shannon. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
