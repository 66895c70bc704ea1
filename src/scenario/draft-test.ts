// From an issue's words to a Playwright test, or to the questions that are in its way.
import type { Questions } from './questions.ts';
import { type Feature, readCriteria } from './read-criteria.ts';
import { type Surroundings, unknownSurroundings, type WrittenTest, writeTest } from './write-test.ts';

export type Draft = WrittenTest | Questions;

/** The same words and surroundings always make the same test, byte for byte. `text` is what a person sees of the issue. */
export function draftTest(feature: Feature, issue: number, surroundings: Surroundings = unknownSurroundings): Draft {
  const criteria = readCriteria(feature);
  return criteria.kind === 'questions' ? criteria : writeTest(criteria.scenarios, issue, surroundings);
}
