// Gherkin documents to scenarios, by Cucumber's own parser. Outlines become one scenario for each row.
import { AstBuilder, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import type * as messages from '@cucumber/messages';
import { criteriaMax, type Scenario, type Sentence } from './criteria.ts';
import { sentencesOfTable } from './data-table.ts';
import { oneLine } from './one-line.ts';
import { blockBelow, brokenGherkin, type Questions, type Reading, tooMuch } from './questions.ts';

/** `title` names scenarios that have no name of their own. */
export function readGherkin(source: string, title: string): Reading {
  const parsed = parse(source);
  if (parsed.kind === 'questions') return parsed;
  const outlines = outlinesOf(parsed.children, []);
  const blocked = outlines.flatMap(({ steps }) => withKeywords(steps)).find(isBlocked);
  if (blocked !== undefined) return blockBelow(oneLine(blocked.step.text, 500));
  const size = sizeOf(outlines);
  // Before they are written out: a table of many rows below many steps would fill the memory.
  if (size.scenarios > criteriaMax.scenarios || size.sentences > criteriaMax.sentences)
    return tooMuch(size, criteriaMax);
  return { kind: 'scenarios', scenarios: outlines.flatMap((outline) => scenariosOf(outline, title)) };
}

function parse(source: string): { kind: 'parsed'; children: readonly messages.FeatureChild[] } | Questions {
  let count = 0;
  const parser = new Parser(new AstBuilder(() => String(count++)), new GherkinClassicTokenMatcher());
  try {
    return { kind: 'parsed', children: parser.parse(source).feature?.children ?? [] };
  } catch (error) {
    // Whatever the parser throws is about the text: `# language: constructor` ends in a TypeError of its own.
    const said = error instanceof Error ? error.message : String(error);
    return brokenGherkin({ said, source, lines: linesOf(error, source) });
  }
}

/** The lines that the parser objects to. */
function linesOf(error: unknown, source: string): string[] {
  const found = error instanceof Errors.CompositeParserException ? error.errors : [error];
  const numbers = found.flatMap((one) => (one instanceof Errors.GherkinException ? [one.location?.line ?? 0] : []));
  const lines = source.split('\n');
  return [...new Set(numbers)].map((number) => lines[number - 1]?.trim() ?? '').filter((line) => line !== '');
}

type Child = messages.FeatureChild | messages.RuleChild;

/** A scenario with the steps of its backgrounds before its own. */
interface Outline {
  readonly name: string;
  readonly steps: readonly messages.Step[];
  readonly examples: readonly messages.Examples[];
}

function outlinesOf(children: readonly Child[], inherited: readonly messages.Step[]): Outline[] {
  let background = inherited;
  return children.flatMap((child) => {
    if (child.background !== undefined) background = [...background, ...child.background.steps];
    if ('rule' in child && child.rule !== undefined) return outlinesOf(child.rule.children, background);
    if (child.scenario === undefined) return [];
    const { name, steps, examples } = child.scenario;
    return [{ name, steps: [...background, ...steps], examples }];
  });
}

function sizeOf(outlines: readonly Outline[]): { scenarios: number; sentences: number } {
  let [scenarios, sentences] = [0, 0];
  for (const { steps, examples } of outlines) {
    const rows = examples.reduce((sum, one) => sum + one.tableBody.length, 0);
    scenarios += Math.max(1, rows);
    const lines = steps.reduce((sum, step) => sum + Math.max(1, step.dataTable?.rows.length ?? 1), 0);
    sentences += Math.max(1, rows) * lines;
  }
  return { scenarios, sentences };
}

function scenariosOf({ name, steps, examples }: Outline, title: string): Scenario[] {
  const rows = examples.flatMap(({ tableHeader, tableBody }) => {
    const names = tableHeader?.cells.map((cell) => cell.value) ?? [];
    return tableBody.map((row) => new Map(names.map((one, index) => [one, row.cells[index]?.value ?? ''])));
  });
  const own = oneLine(name, 200) || title;
  if (rows.length === 0) return [{ title: own, sentences: sentencesOf(steps, new Map()) }];
  return rows.map((row) => ({
    title: `${filled(own, row)} [${oneLine([...row.values()].join(', '), 80)}]`,
    sentences: sentencesOf(steps, row),
  }));
}

/** What a step is for, in any language; `And` and `*` go on with what was before. */
const keywords: Readonly<Record<string, Sentence['keyword']>> = { Context: 'given', Action: 'when', Outcome: 'then' };

interface KeywordStep {
  readonly step: messages.Step;
  readonly keyword: Sentence['keyword'];
}

function withKeywords(steps: readonly messages.Step[]): KeywordStep[] {
  let keyword: Sentence['keyword'] = null;
  return steps.map((step) => {
    keyword = keywords[step.keywordType ?? 'Unknown'] ?? keyword;
    return { step, keyword };
  });
}

function sentencesOf(steps: readonly messages.Step[], row: ReadonlyMap<string, string>): Sentence[] {
  return withKeywords(steps).flatMap(({ step, keyword }) => {
    const body = oneLine(filled(step.text, row), 2_000);
    const start = step.keyword.trim() === '*' ? '' : step.keyword;
    const table = tableOf({ step, keyword })?.map((sentence) => oneLine(filled(sentence, row), 2_000));
    return (table ?? [body]).map((one) => ({ text: `${start}${one}`.trim(), body: one, keyword }));
  });
}

/** A text block, or a table that says nothing by itself. */
const isBlocked = (said: KeywordStep): boolean =>
  said.step.docString !== undefined || (said.step.dataTable !== undefined && tableOf(said) === null);

/** The table below a step as sentences; `null` when there is none, or none that is understood. */
function tableOf({ step: { text, dataTable }, keyword }: KeywordStep): readonly string[] | null {
  if (dataTable === undefined) return null;
  const rows = dataTable.rows.map(({ cells }) => cells.map(({ value }) => value));
  return sentencesOfTable(text, rows, keyword);
}

function filled(text: string, row: ReadonlyMap<string, string>): string {
  return text.replaceAll(/<([^<>]+)>/g, (whole, name: string) => row.get(name) ?? whole);
}
