// Scenarios to the text of a Playwright test: one test a scenario, one step a sentence, the issue's words as data.
import type { Scenario, Sentence } from './criteria.ts';
import { type Questions, unclear } from './questions.ts';
import { opening, type Step, type TimelyStep, timely } from './timely.ts';
import { understand } from './understand.ts';
import { literal } from './vocabulary/locator.ts';

export interface WrittenTest {
  readonly kind: 'test';
  /** Text of the test file. */
  readonly content: string;
  readonly scenarios: readonly Scenario[];
}

/** The questions are about sentences that fit no form, and scenarios that check nothing. */
export function writeTest(scenarios: readonly Scenario[], issue: number): WrittenTest | Questions {
  const read = scenarios.map((scenario) => ({ scenario, steps: stepsOf(scenario) }));
  const unknown = read.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'unknown' ? [step] : [])));
  const unchecked = read.filter(({ steps }) => !steps.some(mayCheck)).map(({ scenario }) => scenario);
  if (unknown.length > 0 || unchecked.length > 0) return unclear(unknown, unchecked);
  const tests = read.map(({ scenario, steps }) => {
    const known = steps.flatMap((step) =>
      step.kind === 'understood' ? [{ title: step.sentence.text, statements: step.statements }] : [],
    );
    return testText(scenario.title, timely(opened(known)));
  });
  return { kind: 'test', content: `${head(issue)}\n${tests.join('\n')}`, scenarios };
}

/** Nobody knows yet what a sentence checks that is not understood. */
const mayCheck = (step: Read): boolean =>
  step.kind === 'unknown' || step.statements.some((statement) => statement.kind === 'assertion');

const head = (issue: number): string =>
  `// Written by Chimera from the acceptance criteria of issue #${issue}. It is frozen: it says what was asked for, so the\n` +
  '// change that answers it may not alter it.\n' +
  `import { expect, test } from '@playwright/test';\n`;

type Read = ReturnType<typeof understand> & { readonly sentence: Sentence };

function stepsOf(scenario: Scenario): Read[] {
  return scenario.sentences.map((sentence) => ({ ...understand(sentence), sentence }));
}

/** A scenario that opens no page begins on the start page. */
function opened(steps: readonly Step[]): readonly Step[] {
  const opens = steps[0]?.statements.some((statement) => statement.code.startsWith('await page.goto(')) === true;
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
