// Scenarios to the text of a Playwright test: one test a scenario, one step a sentence, the issue's words as data.
import type { Scenario, Sentence } from './criteria.ts';
import { helpersFor } from './helpers.ts';
import type { NamedThing } from './page/look-up.ts';
import type { SeenElement } from './page/snapshot.ts';
import { type Questions, unclear } from './questions.ts';
import { opening, type Step, type TimelyStep, timely } from './timely.ts';
import { opensPage, type Past, pastWith, understand } from './understand.ts';
import { literal } from './vocabulary/locator.ts';

/** Where a test takes its verbs from: modules as it imports them, `null` for Playwright. */
export interface TestImports {
  readonly test: string;
  readonly expect: string | null;
}

/** What is known of the place that the test is for. */
export interface Surroundings {
  readonly seen: readonly SeenElement[];
  readonly imports: TestImports | null;
}

export const unknownSurroundings: Surroundings = { seen: [], imports: null };

export interface WrittenTest {
  readonly kind: 'test';
  /** Text of the test file. */
  readonly content: string;
  readonly scenarios: readonly Scenario[];
  /** Paths that the test opens, relative to the address of the application; each once. */
  readonly opens: readonly string[];
  /** Things that its sentences name, each once. */
  readonly names: readonly NamedThing[];
}

/** The questions are about sentences that fit no form, and scenarios that check nothing. */
export function writeTest(
  scenarios: readonly Scenario[],
  issue: number,
  { seen, imports }: Surroundings = unknownSurroundings,
): WrittenTest | Questions {
  const read = scenarios.map((scenario) => ({ scenario, steps: stepsOf(scenario, seen) }));
  const unknown = read.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'unknown' ? [step] : [])));
  const unchecked = read.filter(({ steps }) => !steps.some(mayCheck)).map(({ scenario }) => scenario);
  if (unknown.length > 0 || unchecked.length > 0) return unclear(unknown, unchecked);
  const tests = read.map(({ scenario, steps }) => {
    const known = steps.flatMap((step) =>
      step.kind === 'understood' ? [{ title: step.sentence.text, statements: step.statements }] : [],
    );
    return testText(scenario.title, timely(opened(known)));
  });
  const code = read.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'understood' ? step.statements : [])),
  );
  const helpers = helpersFor(code.map((statement) => statement.code).join('\n'));
  const content = `${head(issue, imports)}${helpers}\n${tests.join('\n')}`;
  return {
    kind: 'test',
    content,
    scenarios,
    opens: opensOf(content),
    names: namesIn(read.flatMap(({ steps }) => steps)),
  };
}

function namesIn(steps: readonly Read[]): NamedThing[] {
  const statements = steps.flatMap((step) => (step.kind === 'understood' ? step.statements : []));
  const names = statements.flatMap((statement) => statement.names);
  return [...new Map(names.map((thing) => [`${thing.control} ${thing.text}`, thing])).values()];
}

function opensOf(content: string): string[] {
  return [...new Set([...content.matchAll(/^ *await page\.goto\('([^']*)'\);$/gm)].map(([, path = '']) => path))];
}

/** Nobody knows yet what a sentence checks that is not understood. */
const mayCheck = (step: Read): boolean =>
  step.kind === 'unknown' || step.statements.some((statement) => statement.kind === 'assertion');

const head = (issue: number, imports: TestImports | null): string =>
  `// Written by Chimera from the acceptance criteria of issue #${issue}. It is frozen: it says what was asked for, so the\n` +
  '// change that answers it may not alter it.\n' +
  importLines(imports).join('');

function importLines(imports: TestImports | null): string[] {
  const playwright = '@playwright/test';
  const { test, expect } = { test: imports?.test ?? playwright, expect: imports?.expect ?? playwright };
  return test === expect
    ? [`import { expect, test } from ${literal(test)};\n`]
    : [`import { expect } from ${literal(expect)};\n`, `import { test } from ${literal(test)};\n`];
}

type Read = ReturnType<typeof understand> & { readonly sentence: Sentence };

function stepsOf(scenario: Scenario, seen: readonly SeenElement[]): Read[] {
  let past: Past = 'nothing';
  return scenario.sentences.map((sentence) => {
    const understood = understand(sentence, seen, past);
    // What is not understood may have done anything.
    past = understood.kind === 'understood' ? pastWith(past, understood.statements) : 'acted';
    return { ...understood, sentence };
  });
}

/** A scenario that opens no page begins on the start page. */
function opened(steps: readonly Step[]): readonly Step[] {
  const opens = steps[0]?.statements.some(opensPage) === true;
  if (opens) return steps;
  return [{ title: 'Open the start page', statements: [opening] }, ...steps];
}

function testText(title: string, steps: readonly TimelyStep[]): string {
  const body = steps.map((step) => {
    const said = step.statements.map((statement) => `    ${statement.code.replaceAll('\n', '\n    ')}\n`).join('');
    const lines = said === '' ? '    // Said in the step before, which brings it about.\n' : said;
    const before = step.before.map((line) => `  ${line}\n`).join('');
    return `${before}  await test.step(${literal(step.title)}, async () => {\n${lines}  });\n`;
  });
  return `test(${literal(title)}, async ({ page }) => {\n${body.join('')}});\n`;
}
