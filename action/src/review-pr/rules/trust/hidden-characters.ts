// Characters that nobody sees, where they hide or reorder text: not those that scripts and emoji need.

export interface HiddenText {
  /** What kind of characters, for people. */
  readonly what: string;
  /** What tag characters spell, `''` otherwise. */
  readonly spelled: string;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Scripts in which joiners and breaks without width belong to the spelling. */
const joined = /[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]/;

/** The first thing hidden in a line, or `null`. `isData`: texts of a translation, where marks of direction are ordinary. */
export function hiddenText(line: string, isData: boolean, isFirst: boolean): HiddenText | null {
  const text = isFirst ? line.replace(/^\ufeff/, '') : line;
  if (!/[^\x20-\x7e\t\r]/.test(text)) return null;
  const tags = /[\u{e0000}-\u{e007f}]/u.test(text)
    ? text.replaceAll(/\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu, '')
    : '';
  if (/[\u{e0000}-\u{e007f}]/u.test(tags)) return { what: 'tag characters', spelled: spell(tags) };
  if (text.includes('\0')) return { what: 'zero bytes, which make tools take the file for binary', spelled: '' };
  const orders = /[\u202a-\u202e\u2066-\u2069]/.test(text);
  if (orders && !(isData && rightToLeft.test(text))) return { what: 'characters that reorder text', spelled: '' };
  if (/(?:\u{e0100}|[\u{e0101}-\u{e01ef}]){2}/u.test(text))
    return { what: 'variation selectors in a row', spelled: '' };
  if (/[\ufe00-\ufe0f]{3}/.test(text)) return { what: 'variation selectors in a row', spelled: '' };
  if (/\u3164|\uffa0|\u115f\u1160|(?<=[\w$])\u115f/.test(text)) return { what: 'letters without a form', spelled: '' };
  return hasHiddenWidth(text) ? { what: 'characters without width', spelled: '' } : null;
}

function hasHiddenWidth(text: string): boolean {
  for (const match of text.matchAll(/[\u200b-\u200d\u2060-\u2064\ufeff\u180e]/g)) {
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    const after = text.slice(match.index + 1, match.index + 4);
    const joins = match[0] === '\u200d' && /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?$/u.test(before);
    if (!joins && !joined.test(before.slice(-3)) && !joined.test(after)) return true;
  }
  return false;
}

/** Tag characters are ASCII, moved to where nobody sees it. */
function spell(text: string): string {
  return [...text]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((code) => code > 0xe001f && code < 0xe007f)
    .map((code) => String.fromCharCode(code - 0xe0000))
    .join('');
}
