// Kinds of parts that say where on the page something is: a place that is found by its role, or the whole page. Any other
// place is none of these, so that the sentence is asked about and the place never thrown away.
import { nameOf, oneOf } from './kind.ts';
import { locate, type Scope } from './locator.ts';
import { described, determiner, distinguished, mark, words } from './words.ts';

const wholePages =
  'page|home ?page|web ?page|start page|screen|app|application|site|website|view|dashboard|browser|window|interface';

export const wholePage: Scope = 'page';

const landmarks: Readonly<Record<string, string>> = {
  header: 'banner',
  footer: 'contentinfo',
  sidebar: 'complementary',
  'side bar': 'complementary',
  'navigation bar': 'navigation',
  navigation: 'navigation',
  navbar: 'navigation',
  'nav bar': 'navigation',
  table: 'table',
};

/** What shows one text and has no role of its own. */
const tellers =
  'counter|count|total|subtotal|sum|amount|price|score|message|error|warning|notification|notice|confirmation|hint|note|toast|' +
  'badge|label|tooltip|text|caption|title|heading|headline|status|alert|indicator|timer|results?';

const plainList = `${determiner}?(?:(?:whole|entire|current|same|visible|filtered|sorted|updated) )?list`;
const namedList = `${determiner}?(?:(${mark}) list|list(?: named| called| titled)? (${mark})|list of (${words}))`;
/** Five groups, of which one says which list it is; none for the only one. */
const list = `${plainList}|${namedList}|${distinguished('list')}`;
const landmark = `${determiner}?(?:(?:page|site|app|main) )?(${Object.keys(landmarks).join('|')})`;
const preposition = '(?:on|in|at|of|inside|within)';
const place = `(?:${list}|${landmark}|${described(wholePages)})`;

const said =
  'the page, the list, a list by its name, a landmark: `the page`, `the todo list`, `the "Done" list`, `the header`';

function listNamed(
  [before, after, of, front, bareFront]: readonly (string | undefined)[],
  quotes: readonly string[],
): Scope {
  const name = before ?? after ?? of ?? front ?? bareFront;
  return name === undefined ? wholePage : locate({ name: nameOf(name, quotes), control: 'list' });
}

function placeNamed(groups: readonly (string | undefined)[], quotes: readonly string[]): Scope {
  const role = landmarks[groups[5]?.toLowerCase() ?? ''];
  return role === undefined ? listNamed(groups, quotes) : `page.getByRole('${role}')`;
}

/** What a sentence says of a thing in one place; `null` when it names two. */
export function inside(
  holder: Scope | undefined,
  where: Scope | undefined,
  say: (scope: Scope) => string,
): string | null {
  const places = [holder, where].filter((scope) => scope !== undefined && scope !== wholePage);
  return places.length > 1 ? null : say(places[0] ?? wholePage);
}

export const kindsOfPlaces = {
  holder: { pattern: place, means: `what shows something: ${said}`, read: placeNamed },
  where: {
    pattern: `(?: ${preposition} ${place})?`,
    means: `a place, or none: \`on\` or \`in\` ${said}`,
    read: placeNamed,
  },
  somewhere: {
    pattern: `${preposition} ${place}`,
    means: `a place: \`on\` or \`in\` ${said}`,
    read: placeNamed,
  },
  list: {
    pattern: `(?:${list})`,
    means: 'the list, or a list by its name: `the list`, `the todo list`, `the "Done" list`',
    read: listNamed,
  },
  teller: oneOf(described(tellers), 'what shows one text: `the counter`, `the error message`, `the total price`'),
};
