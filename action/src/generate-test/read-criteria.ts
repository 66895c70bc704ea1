// Finds the acceptance criteria in an issue's text: Gherkin, else the steps of a list.
import type { PhaseRequest } from '../../../src/contract/request.ts';
import { PhaseError } from '../job.ts';
import { oneLine } from '../text/cut.ts';
import { criteriaExample, type Scenario } from './criteria.ts';
import { bareGherkin, fencedGherkin, mentionsGherkin } from './find-gherkin.ts';
import { readGherkin } from './read-gherkin.ts';
import { readLists } from './read-lists.ts';

export type Feature = Extract<PhaseRequest['work'], { command: 'generate_test' }>['feature'];

const scenariosMax = 30;
const sentencesMax = 300;

/** Throws `no_criteria` when there are none, `not_understood` when the Gherkin cannot be parsed. */
export function readCriteria(feature: Feature): Scenario[] {
  const text = feature.text.replaceAll('\r\n', '\n').replaceAll(/<!--[\s\S]*?-->/g, '');
  const title = oneLine(feature.title, 200) || 'The feature works';
  const scenarios = unique(findCriteria(text, title));
  const sentences = scenarios.reduce((sum, scenario) => sum + scenario.sentences.length, 0);
  if (sentences === 0) throw missingCriteria();
  if (scenarios.length > scenariosMax || sentences > sentencesMax) {
    throw new PhaseError(
      'not_understood',
      `The issue has ${scenarios.length} scenarios with ${sentences} sentences; at most ${scenariosMax} scenarios with ` +
        `${sentencesMax} sentences make one test. Split the issue.`,
    );
  }
  return scenarios;
}

function findCriteria(text: string, title: string): Scenario[] {
  const fenced = fencedGherkin(text);
  if (fenced.length > 0) return fenced.flatMap((source) => readGherkin(source, title));
  const bare = bareGherkin(text);
  if (mentionsGherkin(bare, 'Then')) return readGherkin(bare, title);
  const lists = readLists(text, title);
  if (lists.length > 0) return lists;
  return mentionsGherkin(bare, 'Given') || mentionsGherkin(bare, 'When') ? readGherkin(bare, title) : [];
}

/** Playwright refuses two tests of the same title. */
function unique(scenarios: Scenario[]): Scenario[] {
  const seen = new Map<string, number>();
  return scenarios
    .filter((scenario) => scenario.sentences.length > 0)
    .map((scenario) => {
      const count = (seen.get(scenario.title) ?? 0) + 1;
      seen.set(scenario.title, count);
      return count === 1 ? scenario : { ...scenario, title: `${scenario.title} (${count})` };
    });
}

function missingCriteria(): PhaseError {
  return new PhaseError(
    'no_criteria',
    'The issue has no acceptance criteria. Add a heading "Acceptance criteria" with steps below it, as a list or as ' +
      `Given/When/Then, the last of them saying what is seen. For example:\n\n${criteriaExample}`,
  );
}
