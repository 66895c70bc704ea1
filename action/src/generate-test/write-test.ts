// Scenarios to the text of a Playwright test: one test a scenario, one step a sentence, the issue's words as data.
import { PhaseError } from '../job.ts';
import { criteriaExample, type Scenario, type Sentence } from './criteria.ts';
import { type Statement, understand } from './understand.ts';
import { literal } from './vocabulary/locator.ts';

interface Step {
  readonly title: string;
  readonly statements: readonly Statement[];
}

const unknownShownMax = 5;

/**
 * Text of the test file. Throws `not_understood` with the sentences that fit no form, and `no_criteria` for a scenario
 * that checks nothing.
 */
export function writeTest(scenarios: readonly Scenario[], issue: number): string {
  const understood = scenarios.map((scenario) => ({ scenario, steps: stepsOf(scenario) }));
  const unknown = understood.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'unknown' ? [step] : [])));
  if (unknown.length > 0) throw notUnderstood(unknown);
  const tests = understood.map(({ scenario, steps }) => {
    const known = steps.flatMap((step) =>
      step.kind === 'understood' ? [{ title: step.sentence.text, statements: step.statements }] : [],
    );
    if (!known.some((step) => step.statements.some((statement) => statement.kind === 'assertion')))
      throw checksNothing(scenario);
    return testText(scenario.title, opened(known));
  });
  const head =
    `// Written by Chimera from the acceptance criteria of issue #${issue}. It is frozen: it says what was asked for, so the\n` +
    '// change that answers it may not alter it.\n' +
    `import { expect, test } from '@playwright/test';\n`;
  return `${head}\n${tests.join('\n')}`;
}

type Read = ReturnType<typeof understand> & { readonly sentence: Sentence };

function stepsOf(scenario: Scenario): Read[] {
  return scenario.sentences.map((sentence) => ({ ...understand(sentence), sentence }));
}

/** A scenario that opens no page begins on the start page. */
function opened(steps: readonly Step[]): readonly Step[] {
  const opens = steps[0]?.statements.some((statement) => statement.code.startsWith('await page.goto(')) === true;
  if (opens) return steps;
  return [{ title: 'Open the start page', statements: [{ kind: 'action', code: `await page.goto('./');` }] }, ...steps];
}

function testText(title: string, steps: readonly Step[]): string {
  const body = steps.map((step) => {
    const lines = step.statements.map((statement) => `    ${statement.code}\n`).join('');
    return `  await test.step(${literal(step.title)}, async () => {\n${lines}  });\n`;
  });
  return `test(${literal(title)}, async ({ page }) => {\n${body.join('')}});\n`;
}

function notUnderstood(unknown: readonly Extract<Read, { kind: 'unknown' }>[]): PhaseError {
  const shown = unknown.slice(0, unknownShownMax).map(({ sentence, nearest }) => {
    const forms = nearest.map((form) => `  - ${form}`).join('\n');
    return `"${sentence.text}"\n  Sentences like these are understood:\n${forms}`;
  });
  const more = unknown.length > unknownShownMax ? `\n\n… and ${unknown.length - unknownShownMax} more.` : '';
  const count = unknown.length === 1 ? 'One sentence' : `${unknown.length} sentences`;
  return new PhaseError(
    'not_understood',
    `${count} of the acceptance criteria could not be turned into a step. Put names and texts in quotes, and say one thing ` +
      `in a sentence.\n\n${shown.join('\n\n')}${more}`,
  );
}

function checksNothing(scenario: Scenario): PhaseError {
  const last = scenario.sentences.at(-1)?.text ?? '';
  return new PhaseError(
    'no_criteria',
    `The scenario "${scenario.title}" has no sentence that says what is to be seen (no "Then …"); its last one is "${last}". ` +
      `Add one, for example: Then I see "…". A whole example:\n\n${criteriaExample}`,
  );
}
