// Plain criteria: the items of the lists below a heading like "Acceptance criteria"; without one, of any list.
import type { Scenario, Sentence } from './criteria.ts';
import { oneLine } from './one-line.ts';

const heading = /^\s*(?:#{1,6}\s+(.+?)\s*#*|(?:\*\*|__)(.+?):?(?:\*\*|__):?|([A-Z][^.!?]{0,60}):)\s*$/;
const wanted = /accept|criteri|definition of done|expected|scenario|how to (?:test|check|verify)|test steps|^steps/i;
const item = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+)$/;
const goesOn = /^\s*\**(?:Then|And|But)\b/;
const keywordPattern = /^(given|when|then|and|but)\b[:,]?\s+/i;

interface Group {
  title: string | null;
  readonly items: string[];
}

/** `lines` are those outside of fenced blocks. */
export function readLists(lines: readonly string[], title: string): Scenario[] {
  const section = linesOfSection(lines);
  return groupsOf(section ?? lines)
    .filter((group) => group.items.length > 0)
    .flatMap((group) => scenariosOf(group, section === null || group.title === null ? title : group.title));
}

/** The lines below the first wanted heading that has a list, up to the next heading of its kind. */
function linesOfSection(lines: readonly string[]): readonly string[] | null {
  for (const [index, line] of lines.entries()) {
    const name = headingOf(line);
    if (name === null || !wanted.test(name)) continue;
    const level = levelOf(line);
    const length = lines
      .slice(index + 1)
      .findIndex((next) => levelOf(next) > 0 && (level === 0 || levelOf(next) <= level));
    const section = lines.slice(index + 1, length < 0 ? undefined : index + 1 + length);
    if (section.some((one) => item.test(one))) return section;
  }
  return null;
}

/**
 * A line of prose or a heading between lists begins another group. Indented lines continue their item, and a line with
 * "Then" is one more item.
 */
function groupsOf(lines: readonly string[]): Group[] {
  const groups: Group[] = [{ title: null, items: [] }];
  for (const line of lines) {
    const last = groups.at(-1) as Group;
    const found = item.exec(line)?.[1];
    if (found !== undefined) last.items.push(found);
    else if (goesOn.test(line) && last.items.length > 0) last.items.push(line.trim());
    else if (line.trim() === '') continue;
    else if (/^\s{2,}\S/.test(line) && last.items.length > 0) last.items.push(`${last.items.pop()} ${line.trim()}`);
    else groups.push({ title: oneLine((headingOf(line) ?? line).replace(/:$/, ''), 200), items: [] });
  }
  return groups;
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

function headingOf(line: string): string | null {
  // Runs of blanks would cost the pattern cubic time.
  const match = item.test(line) ? null : heading.exec(line.replaceAll(/\s+/g, ' ').slice(0, 400));
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? null);
}

/** Depth of a markdown heading, 0 for any other line. */
function levelOf(line: string): number {
  return /^\s*(#{1,6})\s/.exec(line)?.[1]?.length ?? 0;
}
