// Plain criteria: the items of the lists below headings like "Acceptance criteria"; without one, of any list.
import type { Scenario, Sentence } from './criteria.ts';
import { oneLine } from './one-line.ts';
import { criteriaSections, headingOf, itemOf, type Section } from './sections.ts';

const goesOn = /^\s*\**(?:Then|And|But)\b/;
const keywordPattern = /^(given|when|then|and|but)\b[:,]?\s+/i;

interface Group {
  title: string | null;
  readonly items: string[];
}

/** `lines` are those outside of fenced blocks. */
export function readLists(lines: readonly string[], title: string): Scenario[] {
  const sections = criteriaSections(lines);
  return sections.length > 0
    ? readSections(sections, title)
    : groupsOf(lines).flatMap((group) => scenariosOf(group, title));
}

/** A part of a section has the part's title; of several sections, one that calls itself a scenario has its own. */
export function readSections(sections: readonly Section[], title: string): Scenario[] {
  return sections.flatMap(({ name, lines }) => {
    const own = sections.length > 1 && /scenario/i.test(name) ? oneLine(name, 200) : title;
    return groupsOf(lines).flatMap((group) => scenariosOf(group, group.title ?? own));
  });
}

/**
 * A line of prose or a heading between lists begins another group. Indented lines continue their item, and a line with
 * "Then" is one more item.
 */
function groupsOf(lines: readonly string[]): Group[] {
  const groups: Group[] = [{ title: null, items: [] }];
  for (const line of lines) {
    const last = groups.at(-1) as Group;
    const found = itemOf(line);
    if (found !== null) last.items.push(found);
    else if (goesOn.test(line) && last.items.length > 0) last.items.push(line.trim());
    else if (line.trim() === '') continue;
    else if (/^\s{2,}\S/.test(line) && last.items.length > 0) last.items.push(`${last.items.pop()} ${line.trim()}`);
    else groups.push({ title: oneLine((headingOf(line)?.name ?? line).replace(/:$/, ''), 200), items: [] });
  }
  return groups.filter((group) => group.items.length > 0);
}

function scenariosOf(group: Group, title: string): Scenario[] {
  const whole = group.items.filter((text) => /^(?:given|when)\b.*\bthen\b/i.test(text));
  if (whole.length > 0 && whole.length === group.items.length) {
    return group.items.map((text) => ({ title: oneLine(text, 200), sentences: [sentenceOf(text)] }));
  }
  let keyword: Sentence['keyword'] = null;
  const sentences = group.items.map((text) => {
    const sentence = sentenceOf(text);
    keyword = sentence.keyword ?? (keywordPattern.test(text) ? keyword : null);
    return { ...sentence, keyword };
  });
  return [{ title, sentences }];
}

function sentenceOf(text: string): Sentence {
  const line = oneLine(text.replaceAll(/(\*\*|__)(.+?)\1/g, '$2'), 2_000);
  const word = keywordPattern.exec(line)?.[1]?.toLowerCase();
  // A sentence that runs from Given to Then in one is no mere precondition.
  const keyword = /\bthen\b/i.test(line.slice(5)) ? null : word;
  return {
    text: line,
    body: line.replace(keywordPattern, ''),
    keyword: keyword === 'given' || keyword === 'when' || keyword === 'then' ? keyword : null,
  };
}
