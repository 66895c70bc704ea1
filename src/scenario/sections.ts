// Markdown as headings with what stands below them: with number signs, in bold, or as a line that ends in a colon.
import type { Block } from './blocks.ts';

export interface Heading {
  readonly name: string;
  /** 1 to 6 with number signs, 7 in bold, 8 with a colon: what stands below a heading ends at one of its own level or above. */
  readonly level: number;
}

export interface Section extends Heading {
  readonly lines: readonly string[];
}

const pattern = /^(?:(#{1,6}) (.+?) ?#*|(?:\*\*|__)(.+?):?(?:\*\*|__):?|([A-Z][^.!?]{0,60}):)$/;
const item = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+)$/;
const step = /^\**(?:given|when|then|and|but)\b/i;
const levels = { bold: 7, colon: 8 };

const wanted =
  /accept|criteri|definition of done|expected|scenario|how to (?:test|check|verify)|test steps|^steps|reproduc/i;
const steps = /steps|how to|reproduc/i;
const outcome = /expected/i;
/** What is done today, or with every change: a criterion only where nothing else is one. */
const secondary = /definition of done|reproduc/i;
/** What is said not to be asked for, and what is told of today. */
const foreign =
  /^\P{L}*(?:out of scope|not (?:included|in scope)|non-?goals?|(?:actual|current)(?: (?:behaviou?rs?|results?|outcomes?|state))?|(?:additional |further |implementation |technical )?notes?|(?:test )?environment)\P{L}*$/iu;

/** What an item of a list says; `null` for any other line. */
export const itemOf = (line: string): string | null => item.exec(line)?.[1] ?? null;

export function headingOf(line: string): Heading | null {
  // Runs of blanks would cost the pattern cubic time.
  const short = line.trim().replaceAll(/\s+/g, ' ').slice(0, 400);
  const [, signs, signed, bold, colon] = (itemOf(line) === null && !step.test(short) && pattern.exec(short)) || [];
  if (signs !== undefined && signed !== undefined) return { name: signed, level: signs.length };
  if (bold !== undefined) return { name: bold, level: levels.bold };
  return colon === undefined ? null : { name: colon, level: levels.colon };
}

/** The sections that say what is wanted, else those that could: see `secondary`. */
export function criteriaSections(lines: readonly string[]): readonly Section[] {
  const primary = primarySections(lines);
  return primary.length > 0 ? primary : ofOneLevel(listed(lines));
}

/** The sections that say what is wanted. */
export const primarySections = (lines: readonly string[]): Section[] =>
  ofOneLevel(listed(lines).filter(({ name }) => !secondary.test(name)));

const ofOneLevel = (sections: readonly Section[]): Section[] =>
  sections.filter(({ level }) => level === sections[0]?.level);

const listed = (lines: readonly string[]): Section[] => joined(wantedSections(lines)).filter(hasItems);

interface Line {
  readonly heading: Heading | null;
  readonly isItem: boolean;
}

/** A section within another is a part of it. */
function wantedSections(lines: readonly string[]): Section[] {
  const read = lines.map((line) => ({ heading: headingOf(line), isItem: itemOf(line) !== null }));
  const found: Section[] = [];
  let end = 0;
  for (const [index, { heading }] of read.entries()) {
    if (index < end || heading === null || !wanted.test(heading.name)) continue;
    const after = endBelow(heading, read, index + 1);
    if (!outcome.test(heading.name) && !read.slice(index, after).some(({ isItem }) => isItem)) continue;
    found.push({ ...heading, lines: lines.slice(index + 1, after) });
    end = after;
  }
  return found;
}

/** Bold lines and lines with a colon that follow such a heading at once, before any item, are titles of its parts. */
function endBelow({ level }: Heading, lines: readonly Line[], start: number): number {
  let items = false;
  let parts = false;
  for (let index = start; index < lines.length; index += 1) {
    const { heading, isItem } = lines[index] as Line;
    items ||= isItem;
    if (heading === null || heading.level > level) continue;
    parts ||= !items;
    if (heading.level < levels.bold || !parts) return index;
  }
  return lines.length;
}

const hasItems = (section: Section): boolean => section.lines.some((line) => itemOf(line) !== null);

/** Steps and the outcome that is expected of them are one section; the outcome may be said without a list. */
function joined(sections: readonly Section[]): Section[] {
  const all: Section[] = [];
  for (const section of sections) {
    const before = all.at(-1);
    if (
      before !== undefined &&
      before.level === section.level &&
      steps.test(before.name) &&
      outcome.test(section.name)
    ) {
      all[all.length - 1] = {
        ...(hasItems(section) ? section : before),
        lines: [...asItems(before), ...asItems(section)],
      };
    } else all.push(section);
  }
  return all;
}

/** Only the items, or all of the words where there are none. */
function asItems(section: Section): string[] {
  const said = section.lines.filter((line) => line.trim() !== '');
  if (!hasItems(section)) return said.map((line) => `- ${line.trim()}`);
  return said.filter((line) => itemOf(line) !== null || /^\s{2,}\S/.test(line));
}

/** Prose without the sections that tell of something else than what is wanted. */
export function withoutForeign(blocks: readonly Block[]): Block[] {
  let inside: Heading | null = null;
  const isWanted = (line: string): boolean => {
    const heading = headingOf(line);
    if (heading !== null && inside !== null && (heading.level <= inside.level || wanted.test(heading.name)))
      inside = null;
    if (heading !== null && inside === null && foreign.test(heading.name)) inside = heading;
    return inside === null;
  };
  return blocks.map((block) => (block.language === null ? { ...block, lines: block.lines.filter(isWanted) } : block));
}
