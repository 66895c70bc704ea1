// What a person typed into the form of the Actions tab, as the title and the body of an issue.
import { z } from 'zod';

export interface SubmitInputs {
  readonly feature: string;
  readonly target_url: string;
  readonly staging_url: string;
  readonly priority: string;
  readonly label: string;
}

export interface Submission {
  readonly title: string;
  readonly body: string;
  readonly label: string;
}

/** GitHub's limit for titles, and what Chimera reads of a text, in characters. */
const titleCharactersMax = 256;
const featureCharactersMax = 40_000;

/** An empty choice is none in the form of the Actions tab. */
const asConfigured = 'as configured';

const address = z.url({ protocol: /^https?$/ }).max(2_000);

/** Keeps two characters from meaning something together, and shows nothing. */
const joint = '\u200b';

/** Throws with every problem at once: what was found, and what is allowed. */
export function readSubmission(inputs: SubmitInputs, run: string): Submission {
  const problems = [
    ...featureProblems(inputs.feature),
    ...addressProblems('target_url', inputs.target_url),
    ...addressProblems('staging_url', inputs.staging_url),
    ...(['', asConfigured, ...Array.from({ length: 10 }, (_, index) => `${index + 1}`)].includes(inputs.priority)
      ? []
      : [`priority is ${quote(inputs.priority)}; allowed is a whole number from 1 to 10, or "${asConfigured}".`]),
    ...(/^[^\p{Cc}]{1,50}$/u.test(inputs.label)
      ? []
      : [`label is ${quote(inputs.label)}; allowed is one line of 1 to 50 characters.`]),
    ...(/^\d{1,15}$/.test(run) ? [] : [`GITHUB_RUN_ID is ${quote(run)}; the action can only run in a workflow.`]),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { title: titleOf(inputs.feature), body: bodyOf(inputs, run), label: inputs.label };
}

/** The last line names the run, by which the app finds the person who started it. */
export const markOf = (run: string): string => `<!-- chimera:submitted:${run} -->`;

function featureProblems(feature: string): string[] {
  if (feature.trim() === '') return ['feature is empty; say what the application should do, and how one can see it.'];
  if (feature.length <= featureCharactersMax) return [];
  return [`feature has ${feature.length} characters; allowed are at most ${featureCharactersMax}.`];
}

function addressProblems(name: string, value: string): string[] {
  if (value === '' || address.safeParse(value).success) return [];
  return [`${name} is ${quote(value)}; allowed is an http:// or https:// address, or nothing.`];
}

function titleOf(feature: string): string {
  const line = feature
    .trim()
    .split(/\r?\n/, 1)
    .join('')
    .replace(/^#+\s*/, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  const title = line === '' ? 'A feature' : line;
  return title.length <= titleCharactersMax ? title : `${title.slice(0, titleCharactersMax - 1)}…`.toWellFormed();
}

/** In the shape that the issue form gives, so that both are read alike. */
function bodyOf({ feature, target_url: target, staging_url: staging, priority }: SubmitInputs, run: string): string {
  const fields = [
    ['Feature', withoutMarks(feature.trim())],
    ['Target URL', target],
    ['Staging URL', staging],
    ['Priority', priority === asConfigured ? '' : priority],
  ] as const;
  const sections = fields.map(([name, value]) => `### ${name}\n\n${value === '' ? '_No response_' : value}`);
  return `${sections.join('\n\n')}\n\n${markOf(run)}`;
}

/** Hidden comments would hide text from whoever reads the issue, and could pretend to be our mark. */
const withoutMarks = (text: string): string => text.replaceAll('<!--', `<${joint}!--`).replaceAll('-->', `--${joint}>`);

const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
