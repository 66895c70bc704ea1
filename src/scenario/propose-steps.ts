// Steps that could be meant by a text that has none: what it names to be clicked, and what it says is shown. A proposal
// for the person who is asked, never a test by itself.
import type { Scenario, Sentence } from './criteria.ts';
import { oneLine } from './one-line.ts';
import { understand } from './understand.ts';

/** Longer is no example any more. */
const claimsMax = 6;
const unitsMax = 60;

type Keyword = 'given' | 'when' | 'then';
interface Step {
  readonly keyword: Keyword;
  readonly body: string;
}

/** One scenario of sentences that are all understood and end with what is seen; `null` when the text names nothing to see. */
export function proposeSteps(text: string): Scenario | null {
  const steps: Step[] = [];
  for (const unit of unitsOf(text)) {
    const claims = claimsOf(unit).filter(({ body }) => !steps.some((step) => step.body === body));
    if (steps.length + claims.length > claimsMax) break;
    steps.push(...claims);
  }
  const last = steps.findLastIndex(({ keyword }) => keyword === 'then');
  if (last < 0) return null;
  const opens = steps[0]?.keyword === 'given' ? [] : [{ keyword: 'given', body: 'I open "/"' } as const];
  return { title: 'Proposed', sentences: [...opens, ...steps.slice(0, last + 1)].map(sentenceOf) };
}

/** The sentences of a proposal in one line, as they can be copied into an answer. */
export const inOneLine = ({ sentences }: Scenario): string => `${sentences.map(({ text }) => text).join(', ')}.`;

/** List items and sentences, each of which is about one thing. */
function unitsOf(text: string): string[] {
  return text
    .split(/\r?\n|(?<=[\s.;])(?=\d{1,2}\)\s)|(?<=[.!?;])\s+(?=[A-Z\d])/)
    .map((unit) => oneLine(unit.replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, ''), 400))
    .filter((unit) => unit !== '')
    .slice(0, unitsMax);
}

const selector = String.raw`[.#][A-Za-z_](?:[\w-]*\w)?(?![\w({$/-]|\.\w)`;
/** A text as it stands: with a placeholder in it, nobody will ever see it. */
const quoted = String.raw`"(?=\S)[^"\n{}<>$]{1,80}(?<=\S)"|(?<![\p{L}\p{N}])'(?=\S)[^'\n{}<>$]{1,80}(?<=\S)'(?![\p{L}\p{N}])|“[^”\n{}<>$]{1,80}”`;
const target = `(?<target>${selector}|${quoted})`;
const pressing = new RegExp(
  String.raw`\b(?:click|press|tap)(?:ing|s|ed)?(?: on)?(?: the| a)?(?: button| link)? ?${target}|${target}(?: is| are)? (?:clicked|pressed)`,
  'iu',
);
const going =
  /\b(?:navigates?|redirect(?:s|ed)?|jumps?|goes?|go|leads?|links?) to (?:the )?['"`(]*(\/[\w/-]*)(?![\w/:${-])/i;
const opening = /\b(?:route|page|path|at|visit|open) ?['"`(]*(\/[\w/-]+)(?![\w/:${-]|\.\w)/i;
/** A text that is said to be shown, by the word in front of it. */
const showing = new RegExp(
  String.raw`\b(?:show(?:s|ing)?|display(?:s|ing)?|says?|saying|reads?|text|titled?|labell?ed|heading|message|named|called)(?: (?:the|a|an|of|is|with|text|title|message|as))* ?:? ?(?<text>${quoted})`,
  'giu',
);
const button = new RegExp(
  String.raw`\b(?<kind>button|link|tab|checkbox|heading)(?: (?:named|called|labell?ed|with (?:the )?(?:text|label|title)))? (?<text>${quoted})|(?<before>${quoted}) (?<after>button|link|tab|checkbox|heading)\b`,
  'giu',
);
const placeholder = new RegExp(String.raw`\bplaceholder(?: text)?(?: (?:is|of))? ?:? ?(?<text>${quoted})`, 'giu');
const marked = new RegExp(String.raw`(?<![\w/'"\x60.#-])(?<selector>${selector})`, 'gu');
const classed = /\b(?<kind>class(?:name)?|class name|id)(?:=| is| of)? ?['"`](?<name>[A-Za-z_][\w-]*)['"`]/gi;
/** What begins with a dot and is the end of a file's name. */
const endings = new Set(
  '.css .ts .tsx .js .jsx .mjs .vue .html .json .md .svg .png .less .scss .sass .styl .env .svelte .ejs .sh .db'.split(
    ' ',
  ),
);

function claimsOf(unit: string): Step[] {
  const pressed = pressing.exec(unit)?.groups?.target;
  const click = pressed === undefined ? null : plain(pressed);
  const path = going.exec(unit)?.[1];
  const route = path === undefined ? opening.exec(unit)?.[1] : undefined;
  const seen = new Set(seenIn(unit).filter((thing) => thing !== `"${click}"`));
  if (path !== undefined && click !== null) seen.add(`URL ${path}`);
  const steps: Step[] = [
    ...(route === undefined ? [] : [{ keyword: 'given', body: `I open "${route}"` } as const]),
    ...(click === null || seen.size === 0 ? [] : [{ keyword: 'when', body: `I click "${click}"` } as const]),
    ...[...seen].map((thing) => ({ keyword: 'then', body: sees(thing) }) as const),
  ];
  return seen.size === 0 ? [] : steps.filter(isUnderstood);
}

const sees = (thing: string): string =>
  thing.startsWith('URL ') ? `the URL ends with "${thing.slice(4)}"` : `I should see ${thing}`;

/** Things as a sentence names them: `the "Save" button`, `".count"`. */
function seenIn(unit: string): string[] {
  const found: string[] = [];
  for (const { groups = {} } of unit.matchAll(button)) {
    found.push(
      `the "${plain(groups.text ?? groups.before ?? '')}" ${(groups.kind ?? groups.after ?? '').toLowerCase()}`,
    );
  }
  for (const { groups = {} } of unit.matchAll(placeholder)) found.push(`the "${plain(groups.text ?? '')}" field`);
  const named = found.join('\n');
  for (const { groups = {} } of unit.matchAll(showing)) {
    const text = plain(groups.text ?? '');
    if (!named.includes(`"${text}"`) && !/^[.#/]/.test(text)) found.push(`"${text}"`);
  }
  for (const { groups = {} } of unit.matchAll(marked)) {
    const name = groups.selector ?? '';
    if (!endings.has(name)) found.push(`"${name}"`);
  }
  for (const { groups = {} } of unit.matchAll(classed)) {
    found.push(`"${groups.kind?.toLowerCase() === 'id' ? '#' : '.'}${groups.name}"`);
  }
  return [...new Set(found)].filter((thing) => !/""|"\s*"/.test(thing));
}

/** Without its quotation marks, and without any that would end it early. */
const plain = (text: string): string =>
  text
    .replaceAll(/^["'“]|["'”]$/g, '')
    .replaceAll(/["“”]/g, '')
    .trim();

const sentenceOf = ({ keyword, body }: Step, index: number, all: readonly Step[]): Sentence => {
  const word = keyword === all[index - 1]?.keyword ? 'And' : `${keyword.charAt(0).toUpperCase()}${keyword.slice(1)}`;
  return { text: `${word} ${body}`, body, keyword };
};

const isUnderstood = ({ keyword, body }: Step): boolean =>
  understand({ text: body, body, keyword }).kind === 'understood';
