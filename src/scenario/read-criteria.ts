// Finds the acceptance criteria in an issue's text: Gherkin, else the steps of a list.
import { visibleLines } from '../core/intake/visible-lines.ts';
import { type Block, blocksOf } from './blocks.ts';
import { criteriaMax, type Scenario, sentencesIn } from './criteria.ts';
import { bareGherkin, continuedGherkin, fencedGherkin, isGherkin, mentionsGherkin } from './find-gherkin.ts';
import { oneLine } from './one-line.ts';
import { proposeSteps } from './propose-steps.ts';
import { missingCriteria, type Reading, tooMuch } from './questions.ts';
import { readGherkin } from './read-gherkin.ts';
import { readLists, readSections } from './read-lists.ts';
import { primarySections, type Section, withoutForeign } from './sections.ts';

export interface Feature {
  readonly title: string;
  readonly text: string;
}

/** The scenarios, at least one sentence in all; or what to ask when there are none, too many, or broken ones. */
export function readCriteria(feature: Feature): Reading {
  const text = visibleLines(feature.text)
    .map((line) => line.text)
    .join('\n');
  const found = findCriteria(blocksOf(text), oneLine(feature.title, 200) || 'The feature works');
  if (found.kind === 'questions') return found;
  const scenarios = unique(found.scenarios);
  const size = { scenarios: scenarios.length, sentences: sentencesIn(scenarios) };
  if (size.sentences === 0) return missingCriteria(proposeSteps(text));
  if (size.scenarios > criteriaMax.scenarios || size.sentences > criteriaMax.sentences)
    return tooMuch(size, criteriaMax);
  return { kind: 'scenarios', scenarios };
}

function findCriteria(all: readonly Block[], title: string): Reading {
  const blocks = withoutForeign(all);
  const fenced = fencedDocuments(blocks);
  if (fenced.documents.length > 0) return readAll(fenced.documents, primarySections(proseOf(fenced.besides)), title);
  // A fence that says no language may hold bare Gherkin; one that says another shows something else.
  const lines = blocks.flatMap((block) => (block.language === null || block.language === '' ? block.lines : []));
  const bare = bareGherkin(lines);
  const begins = mentionsGherkin(bare, 'Given') || mentionsGherkin(bare, 'When');
  const ends = mentionsGherkin(bare, 'Then');
  const prose = proseOf(blocks);
  const plain = primarySections(prose).filter((section) => bareGherkin(section.lines) === '');
  if (begins && ends) return readAll([bare], plain, title);
  const lists = readLists(prose, title);
  if (lists.length > 0) return { kind: 'scenarios', scenarios: lists };
  return begins || ends ? readGherkin(bare, title) : { kind: 'scenarios', scenarios: [] };
}

const proseOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.language === null ? block.lines : []));

interface Fenced {
  readonly documents: readonly string[];
  /** Blocks of which the documents have nothing. */
  readonly besides: readonly Block[];
}

/** Gherkin in fences. What is left open at the end of the last one may be said below it, as an answer is. */
function fencedDocuments(blocks: readonly Block[]): Fenced {
  const last = blocks.findLastIndex(isGherkin);
  const open = last >= 0 && !mentionsGherkin(blocks[last]?.lines.join('\n') ?? '', 'Then');
  const documents = blocks
    .filter(isGherkin)
    .map((block) =>
      open && block === blocks[last]
        ? continuedGherkin(block.lines, proseOf(blocks.slice(last + 1)))
        : fencedGherkin(block.lines),
    );
  return { documents, besides: open ? blocks.slice(0, last) : blocks };
}

/** Gherkin, and sections of criteria besides it. */
function readAll(documents: readonly string[], sections: readonly Section[], title: string): Reading {
  const scenarios: Scenario[] = [];
  for (const document of documents) {
    const reading = readGherkin(document, title);
    if (reading.kind === 'questions') return reading;
    scenarios.push(...reading.scenarios);
  }
  return { kind: 'scenarios', scenarios: [...scenarios, ...readSections(sections, title)] };
}

/** Playwright refuses two tests of the same title. */
function unique(scenarios: readonly Scenario[]): Scenario[] {
  const titles = new Set(scenarios.map((scenario) => scenario.title));
  const used = new Set<string>();
  return scenarios
    .filter((scenario) => scenario.sentences.length > 0)
    .map((scenario) => {
      let title = scenario.title;
      for (let number = 2; used.has(title); number += 1) {
        const next = `${scenario.title} (${number})`;
        title = titles.has(next) ? title : next;
      }
      used.add(title);
      return { ...scenario, title };
    });
}
