// From an issue's words to a Playwright test, or to the questions that are in its way.
import type { Scenario } from './criteria.ts';
import type { Questions } from './questions.ts';
import { type Feature, readCriteria } from './read-criteria.ts';
import { writeTest } from './write-test.ts';

export type Draft =
  | { readonly kind: 'test'; readonly content: string; readonly scenarios: readonly Scenario[] }
  | Questions;

/** The same words always make the same test, byte for byte. `text` is what a person sees of the issue. */
export function draftTest(feature: Feature, issue: number): Draft {
  const criteria = readCriteria(feature);
  return criteria.kind === 'questions' ? criteria : writeTest(criteria.scenarios, issue);
}
