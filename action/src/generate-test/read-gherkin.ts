// Gherkin documents to scenarios, by Cucumber's own parser. Outlines become one scenario for each row.
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import type * as messages from '@cucumber/messages';
import { PhaseError } from '../job.ts';
import { oneLine } from '../text/cut.ts';
import { criteriaExample, type Scenario, type Sentence } from './criteria.ts';

/** `title` names scenarios that have no name of their own. Throws `not_understood` with the parser's words. */
export function readGherkin(source: string, title: string): Scenario[] {
  const feature = parse(source).feature;
  return feature === undefined ? [] : scenariosOf(feature.children, [], title);
}

function parse(source: string): messages.GherkinDocument {
  let count = 0;
  const parser = new Parser(new AstBuilder(() => String(count++)), new GherkinClassicTokenMatcher());
  try {
    return parser.parse(source);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new PhaseError(
      'not_understood',
      `The Gherkin in the issue cannot be parsed. ${said}\n\nThis is what was read:\n\n${source}\n\nA valid example:\n\n${criteriaExample}`,
    );
  }
}

type Child = messages.FeatureChild | messages.RuleChild;

function scenariosOf(children: readonly Child[], inherited: readonly messages.Step[], title: string): Scenario[] {
  let background = inherited;
  return children.flatMap((child) => {
    if (child.background !== undefined) background = [...background, ...child.background.steps];
    if ('rule' in child && child.rule !== undefined) return scenariosOf(child.rule.children, background, title);
    return child.scenario === undefined ? [] : rowsOf(child.scenario, background, title);
  });
}

function rowsOf(scenario: messages.Scenario, background: readonly messages.Step[], title: string): Scenario[] {
  const rows = scenario.examples.flatMap((examples) => {
    const names = examples.tableHeader?.cells.map((cell) => cell.value) ?? [];
    return examples.tableBody.map((row) => new Map(names.map((name, index) => [name, row.cells[index]?.value ?? ''])));
  });
  const name = oneLine(scenario.name, 200) || title;
  if (rows.length === 0)
    return [{ title: name, sentences: sentencesOf([...background, ...scenario.steps], new Map()) }];
  return rows.map((row) => ({
    title: `${filled(name, row)} [${oneLine([...row.values()].join(', '), 80)}]`,
    sentences: sentencesOf([...background, ...scenario.steps], row),
  }));
}

function sentencesOf(steps: readonly messages.Step[], row: ReadonlyMap<string, string>): Sentence[] {
  let keyword: Sentence['keyword'] = null;
  return steps.map((step) => {
    if (step.dataTable !== undefined || step.docString !== undefined) {
      throw new PhaseError(
        'not_understood',
        `The step "${step.text}" has a table or a text block below it, which is not understood. Write one sentence for each line of it.`,
      );
    }
    const word = step.keyword.trim().toLowerCase();
    if (word === 'given' || word === 'when' || word === 'then') keyword = word;
    const body = oneLine(filled(step.text, row), 2_000);
    return { text: `${step.keyword.trim() === '*' ? '' : step.keyword}${body}`.trim(), body, keyword };
  });
}

function filled(text: string, row: ReadonlyMap<string, string>): string {
  return text.replaceAll(/<([^<>]+)>/g, (whole, name: string) => row.get(name) ?? whole);
}
