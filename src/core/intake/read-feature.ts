// From an issue, as it was when it was labelled, to a feature request: what is missing comes from the configuration,
// what is wrong is told.
import type { Config } from '../config/config-schema.ts';
import { isWebAddress, webAddressAllowed } from '../config/web-address.ts';
import type { FeatureRequest } from '../task.ts';
import { readSections, type SettingName } from './issue-sections.ts';

/** Longest text of an issue, in characters: it travels to the phases, whose input GitHub limits. */
export const textCharactersMax = 40_000;

export interface IntakeProblem {
  readonly field: 'feature' | SettingName;
  readonly found: string;
  readonly allowed: string;
  /** What was found, what is allowed and what to do. */
  readonly message: string;
}

export type FeatureOutcome =
  | { readonly ok: true; readonly feature: FeatureRequest; readonly priority: number }
  | { readonly ok: false; readonly problems: readonly IntakeProblem[] };

/** `issue` is the webhook's own, never one read later. */
export function readFeature(
  issue: { readonly title: string; readonly body: string | null },
  config: Pick<Config, 'target_url' | 'staging_url' | 'priority'>,
): FeatureOutcome {
  const body = issue.body ?? '';
  if (body.length > textCharactersMax) return { ok: false, problems: [tooLong(body.length)] };
  const { text, settings } = readSections(body);
  const targetUrl = readAddress('target_url', settings.target_url, config.target_url);
  const stagingUrl = readAddress('staging_url', settings.staging_url, config.staging_url);
  const priority = readPriority(settings.priority, config.priority);
  const problems = [text === '' ? [emptyText] : [], targetUrl.problems, stagingUrl.problems, priority.problems].flat();
  if (problems.length > 0) return { ok: false, problems };
  const title = issue.title.replace(/\p{Cc}+/gu, ' ').trim();
  const feature = { title, text, targetUrl: targetUrl.value, stagingUrl: stagingUrl.value };
  return { ok: true, feature, priority: priority.value };
}

interface Reading<Value> {
  readonly value: Value;
  readonly problems: readonly IntakeProblem[];
}

function readAddress(
  field: 'target_url' | 'staging_url',
  given: readonly string[],
  fallback: string | null,
): Reading<string | null> {
  const values = new Set(given.map((text) => text.replace(/^<(.*)>$/, '$1')));
  const [value] = values;
  if (value === undefined) return { value: fallback, problems: [] };
  if (values.size > 1) return { value: null, problems: [contradiction(field, webAddressAllowed)] };
  if (isWebAddress(value)) return { value, problems: [] };
  return { value: null, problems: [wrong(field, value, webAddressAllowed)] };
}

const priorityAllowed = 'a whole number from 1 (least) to 10 (most urgent)';

function readPriority(given: readonly string[], fallback: number): Reading<number> {
  const values = new Set(given);
  const [value] = values;
  if (value === undefined) return { value: fallback, problems: [] };
  if (values.size > 1) return { value: fallback, problems: [contradiction('priority', priorityAllowed)] };
  if (/^(?:[1-9]|10)$/.test(value)) return { value: Number(value), problems: [] };
  return { value: fallback, problems: [wrong('priority', value, priorityAllowed)] };
}

function wrong(field: SettingName, value: string, allowed: string): IntakeProblem {
  const found = JSON.stringify(value.length > 100 ? `${value.slice(0, 99)}…` : value);
  return { field, found, allowed, message: `${field} is ${found}; allowed is ${allowed}.` };
}

function contradiction(field: SettingName, allowed: string): IntakeProblem {
  const found = 'several values';
  return { field, found, allowed, message: `${field} is given more than once; give it once: ${allowed}.` };
}

const emptyText: IntakeProblem = {
  field: 'feature',
  found: 'nothing',
  allowed: 'a description of the feature with acceptance criteria',
  message:
    'The issue does not say what is wanted. Describe the feature and list acceptance criteria, as Given/When/Then or as steps.',
};

function tooLong(characters: number): IntakeProblem {
  const allowed = `at most ${textCharactersMax.toLocaleString('en')} characters`;
  const found = `${characters.toLocaleString('en')} characters`;
  return { field: 'feature', found, allowed, message: `The issue has ${found}; allowed are ${allowed}. Shorten it.` };
}
