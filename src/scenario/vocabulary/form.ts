// One form of sentence: what it looks like, and the line of test code that it becomes.
import { quotePattern } from '../plain-sentence.ts';

/** A name as the sentence has it; quoted names are exact, bare words are not. */
export interface Name {
  readonly text: string;
  readonly quoted: boolean;
}

/** The named parts of a sentence that fits a form. */
export interface Parts {
  /** The part as a name; throws when the form has no such part. */
  name(part: string): Name;
  /** The text of a part, `null` when the sentence leaves it out. */
  text(part: string): string | null;
  /** The quoted texts of a list, `null` when the sentence leaves it out. */
  texts(part: string): readonly string[] | null;
}

export interface Form {
  /** `action` changes something, `assertion` checks something; a test needs at least one assertion. */
  readonly kind: 'action' | 'assertion';
  /** Shown to people whose sentence was not understood. */
  readonly example: string;
  readonly pattern: RegExp;
  /** Test code, one statement; `null` when the sentence fits but a part of it means nothing, for example an unknown key. */
  code(parts: Parts): string | null;
  /** Has to be said before the step in front of it, because that one brings it about: a dialog is answered while it is open. */
  readonly early?: true;
}

/** Words for controls, longest first so that the longest is found. */
const controlWords = [
  'menu item',
  'list item',
  'radio button',
  'check box',
  'checkbox',
  'dropdown menu',
  'drop-down',
  'dropdown',
  'combo box',
  'combobox',
  'text field',
  'text box',
  'textbox',
  'text area',
  'textarea',
  'input field',
  'search field',
  'search box',
  'progress bar',
  'page title',
  'button',
  'link',
  'tab',
  'heading',
  'headline',
  'header',
  'option',
  'radio',
  'field',
  'input',
  'box',
  'dialog',
  'image',
  'picture',
  'icon',
  'list',
  'table',
  'item',
  'entry',
  'todo',
  'task',
  'row',
  'cell',
  'error message',
  'success message',
  'warning message',
  'confirmation message',
  'message',
  'text',
  'label',
  'notice',
  'hint',
  'note',
  'error',
  'alert',
  'status',
  'switch',
  'slider',
  'select',
  'section',
  'region',
];

/** Controls that may be named by bare words. For all others bare words would be guesses: "completed items" names no item. */
const nameable =
  'menu item|radio button|check ?box|dropdown(?: menu)?|drop-down|combo ?box|text (?:field|box|area)|textbox|textarea|input field|' +
  'search (?:field|box)|button|link|tab|radio|field|input|switch|slider';

const quantifier =
  '(?:the|a|an|my|this|that|its|your|only|all|every|each|no|not|any|more|less|both|other|another|same|first|last|if|when|while|after|before)';
const bare = `(?!${quantifier}\\b)\\p{L}(?:[\\p{L}\\p{N} '’&+./-]*?[\\p{L}\\p{N}+])?`;
const article = '(?:(?:the|a|an|my|this|its?|one) )?';
const called =
  '(?: (?:named|called|labell?ed|titled|saying|that say|which say|with (?:the )?(?:text|label|name|title|placeholder)|for))?';
const control = `(?:${controlWords.join('|')})`;

/**
 * Placeholders of patterns:
 * `{x:quoted}` a quoted text · `{x:quotes}` several, with commas or "and" · `{x:name}` a quoted text or bare words ·
 * `{thing}` a control with its name in either order, or a name alone: parts `control` and `name` ·
 * `{control}` a control without a name.
 */
export function formPattern(source: string): RegExp {
  const compiled = source
    .replaceAll('{thing}', thing('{name:quoted}', '{name:name}'))
    .replaceAll('{place}', thing('{place:quoted}', '{place:name}').replaceAll('<control>', '<placeControl>'))
    .replaceAll('{control}', `(?<control>${control})`)
    .replaceAll('{the}', article)
    .replaceAll(/\{(\w+):quotes\}/g, `(?<$1>${quotePattern}(?:(?:, and |, | and )${quotePattern})*)`)
    .replaceAll(/\{(\w+):quoted\}/g, `(?<$1>${quotePattern})`)
    .replaceAll(/\{(\w+):name\}/g, `(?<$1>${quotePattern}|${bare})`);
  return new RegExp(`^${compiled}$`, 'iu');
}

function thing(quoted: string, name: string): string {
  const described = `(?<control>${control})${called} ${quoted}`;
  return `${article}(?:${described}|${quoted} (?<control>${control})|${name} (?<control>${nameable})|${quoted})`;
}

/** The parts of a match, with the quoted texts put back. */
export function partsOf(match: RegExpMatchArray, quotes: readonly string[]): Parts {
  const found = match.groups ?? {};
  const text = (part: string): string | null => {
    const value = found[part];
    return value === undefined
      ? null
      : value.replaceAll(/\uE000(\d+)\uE001/g, (_, index) => quotes[Number(index)] ?? '');
  };
  return {
    text,
    texts: (part) =>
      found[part] === undefined
        ? null
        : [...found[part].matchAll(/\uE000(\d+)\uE001/g)].map(([, index]) => quotes[Number(index)] ?? ''),
    name(part) {
      const value = text(part);
      if (value === null) throw new Error(`form: the pattern has no part "${part}"`);
      return { text: value, quoted: found[part]?.startsWith('\uE000') === true };
    },
  };
}
