// Finds Gherkin in markdown: in fenced blocks that say so, or as bare Given/When/Then lines, with or without
// bullets and bold keywords.
import { dialects } from '@cucumber/gherkin';
import type { Block } from './blocks.ts';
import { headingOf } from './sections.ts';

const languages = ['gherkin', 'feature', 'cucumber'];
const structure = /^(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenario|Examples?|Scenarios):/i;
const step = /^(Given|When|Then|And|But)\b[:,]?\s*/i;
const part = /^([|@#*]|""")/;
const listMarker = /^\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+)(?:\[[ xX]\]\s+)?/;

/** Whether a block says that it holds Gherkin. */
export const isGherkin = (block: Block): boolean => languages.includes(block.language ?? '');

/** The lines of a fenced block as a whole Gherkin document. */
export function fencedGherkin(lines: readonly string[]): string {
  return complete(withoutComments(lines));
}

/** The same, and the bare steps and list items of `below` go on where it ends. */
export function continuedGherkin(lines: readonly string[], below: readonly string[]): string {
  return complete([...withoutComments(lines), ...gherkinLines(below, true)]);
}

/** All bare Gherkin lines as one document; empty when there are none. */
export function bareGherkin(lines: readonly string[]): string {
  const found = gherkinLines(lines, false);
  return found.length === 0 ? '' : complete(found);
}

/** `begun`: a scenario is open already, which the lines may go on with. */
function gherkinLines(lines: readonly string[], begun: boolean): string[] {
  const found: string[] = [];
  let inside = begun;
  let below = false;
  for (const line of lines) {
    const cleaned = clean(line);
    const keyword = step.exec(cleaned)?.[1];
    if (structure.test(cleaned)) {
      inside = true;
      below = false;
      found.push(capitalized(cleaned));
    } else if (keyword !== undefined && (inside || /^(given|when|then)$/i.test(keyword))) {
      if (startsAnew(keyword, below, found)) found.push('Scenario:');
      inside = true;
      below = false;
      found.push(capitalized(cleaned.replace(step, `${keyword} `)));
    } else if (headingOf(line) !== null) {
      inside = false;
      below = true;
    } else if (inside && (part.test(cleaned) || listMarker.test(line))) {
      found.push(part.test(cleaned) ? cleaned : `* ${cleaned}`);
    }
  }
  return found;
}

/** Whether a document has a step with this keyword. */
export function mentionsGherkin(source: string, keyword: 'Given' | 'When' | 'Then'): boolean {
  return new RegExp(`^\\s*${keyword}\\b`, 'm').test(source);
}

/** A `Given` after a `Then` begins another scenario, also where nobody has written so; `below` a heading, a `When` does too. */
function startsAnew(keyword: string, below: boolean, found: readonly string[]): boolean {
  const begins = below ? /^(?:given|when)$/i : /^given$/i;
  if (!begins.test(keyword)) return false;
  const last = found.findLastIndex((line) => structure.test(line) || /^Then\b/.test(line));
  return /^Then\b/.test(found[last] ?? '');
}

/** Hidden comments of markdown are no Gherkin. */
function withoutComments(lines: readonly string[]): string[] {
  return lines.map((line) => (/^\s*<!--.*-->\s*$/.test(line) ? '' : line.trimEnd()));
}

/** Adds the `Feature:` and `Scenario:` lines that people leave out. */
function complete(lines: readonly string[]): string {
  const significant = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('@'));
  const head: string[] = [];
  const language = lines.filter((line) => /^\s*#\s*language\s*:/.test(line));
  const words = keywordsOf(language[0]);
  const begins = (line: string, keywords: readonly string[]): boolean =>
    keywords.some((keyword) => line.toLowerCase().startsWith(`${keyword.toLowerCase()}:`));
  if (!significant.some((line) => begins(line, words.feature))) head.push(`${words.feature[0]}:`);
  const [first] = significant;
  if (first !== undefined && (step.test(first) || words.steps.some((keyword) => first.startsWith(keyword)))) {
    head.push(`${words.scenario}:`);
  }
  return [...language, ...head, ...lines.filter((line) => !language.includes(line))].join('\n');
}

/** Gherkin's words in the language that a comment like `# language: de` names; English where it names none that is known. */
function keywordsOf(comment = ''): { feature: readonly string[]; scenario: string; steps: readonly string[] } {
  const name = /:\s*([\w-]+)/.exec(comment)?.[1] ?? 'en';
  const dialect = (Object.hasOwn(dialects, name) ? dialects[name] : undefined) ?? dialects.en;
  if (dialect === undefined) throw new Error('find-gherkin: Gherkin without English');
  const { feature, given, when, and, but } = dialect;
  return {
    feature,
    scenario: dialect.scenario.at(-1) ?? 'Scenario',
    steps: [...given, ...when, ...dialect.then, ...and, ...but],
  };
}

function clean(line: string): string {
  return line
    .replace(/^\s*(?:>\s*)+/, '')
    .replace(listMarker, '')
    .replace(/^\s*#{1,6}\s+(?=\**(?:feature|rule|background|scenario|examples?)\b)/i, '')
    .replace(/^\s*(\*\*|__)(.+?)\1/, '$2')
    .replace(/^\s*([*_])([A-Za-z]+)\1(?=\s)/, '$2')
    .trim();
}

function capitalized(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
