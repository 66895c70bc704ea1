// Kinds of parts that name something: quoted texts, controls, fields, rows.
import { type Kind, type Name, named, nameOf } from './kind.ts';
import { article, bareName, called, control, fieldWord, mark, nameable } from './words.ts';

export interface Thing {
  readonly name: Name;
  /** The word for its kind, `null` when only the name is said. */
  readonly control: string | null;
}

const thing: Kind<Thing> = {
  pattern: `${article}(?:(${control})${called} (${mark})|(${mark}) (${control})|(${mark}|${bareName}) (${nameable})|(${mark}))`,
  means:
    'a control with its name, or a name alone: `the "Add" button`, `the button named "Add"`, `the add button`, `"Add"`',
  read([before, ...groups], quotes) {
    const [nameAfter, nameBefore, after, bareBefore, nameableAfter, alone] = groups;
    const name = nameAfter ?? nameBefore ?? bareBefore ?? alone ?? '';
    return { name: nameOf(name, quotes), control: before ?? after ?? nameableAfter ?? null };
  },
};

const text: Kind<string> = {
  pattern: mark,
  means: 'a text in quotes, or an address',
  read: ([said = ''], quotes) => nameOf(said, quotes).text,
};

const value: Kind<string> = { ...text, means: 'a text in quotes, which may be empty', mayBeEmpty: true };

const texts: Kind<readonly string[]> = {
  pattern: `${mark}(?:(?:, and |, | and )${mark})*`,
  means: 'texts in quotes, with commas or "and"',
  read: ([said = ''], quotes) => said.match(/\uE000\d+\uE001/g)?.map((one) => nameOf(one, quotes).text) ?? [],
};

const fieldCalled = '(?: (?:named|called|labell?ed|with (?:the )?(?:label|placeholder)))?';
const inputCalled = '(?: (?:named|called|labell?ed))?';
const boxOf = '(?: (?:of|for|next to|beside|named|called|labell?ed))?';

export const kindsOfThings = {
  thing,
  text,
  value,
  texts,
  quoted: named(mark, 'a name in quotes'),
  name: named(`${mark}|${bareName}`, 'a name, in quotes or not'),
  field: named(
    `${article}(?:${fieldWord}${fieldCalled} (${mark})|(${mark}|${bareName}) ${fieldWord}|(${mark}))`,
    'a field by its label or placeholder: `the "Title" field`, `the title field`, `"Title"`',
    'field',
  ),
  input: named(
    `${article}(?:${fieldWord}${inputCalled} (${mark})|(${mark}|${bareName}) ${fieldWord})`,
    'a field that is called so: `the "Title" field`, `the text box "Title"`',
    'field',
  ),
  quotedField: named(
    `${article}(?:(${mark}) field|field (${mark}))`,
    'a field with its name in quotes: `the "Title" field`',
    'field',
  ),
  owner: named(`${article}(${mark}|${bareName})(?: ${fieldWord})?`, 'a field, called so or not', 'field'),
  dropdown: named(
    `${article}(${mark}|${bareName})(?: (?:dropdown|drop-down|list|menu|select|field|box))?`,
    'a list to choose from: `"Priority"`, `the priority dropdown`',
    'field',
  ),
  upload: named(
    `${article}(${mark}|${bareName})(?: (?:field|input|upload))?`,
    'a field for files: `"Picture"`, `the picture field`',
    'field',
  ),
  checkbox: named(
    `${article}(?:(?:checkbox|check box|box|item|todo|task|entry)${boxOf} )?(${mark})(?: (?:checkbox|check box|box))?`,
    'a checkbox by its name: `"Buy milk"`, `the checkbox of "Buy milk"`',
    'checkbox',
  ),
  row: named(
    `${article}(?:(?:item|list item|row|entry|todo|task) )?(${mark})(?: (?:row|item|entry|todo|task))?`,
    'a row or a list item by a text in it: `"Buy milk"`, `the row "Buy milk"`',
  ),
};
