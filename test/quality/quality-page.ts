// The page with the measured quality, as the measure writes it.
import type { AppMeasure } from './end-to-end/measure.ts';
import type { WebBenchMeasure } from './end-to-end/web-bench.ts';
import type { ChallengeMeasure } from './review/challenge/measure.ts';
import type { ReviewMeasure } from './review/measure.ts';

export interface Measures {
  readonly apps: readonly AppMeasure[];
  /** `null` where the data are missing. */
  readonly webBench: WebBenchMeasure | null;
  readonly review: ReviewMeasure;
  readonly challenge: ChallengeMeasure;
  /** `2026-11-21`. */
  readonly date: string;
  readonly commit: string;
}

export function qualityPage({ apps, webBench, review, challenge, date, commit }: Measures): string {
  const sum = (part: (app: AppMeasure) => number): number => apps.reduce((total, app) => total + part(app), 0);
  const [killed, mutants] = [sum((app) => app.killed), sum((app) => app.mutants)];
  const alarms = sum((app) => app.falseAlarms.length);
  const runs = sum((app) => app.correctRuns);
  return `# Measured quality

Written by \`npm run quality -- --write\` on ${date}, commit ${commit}. The deterministic parts alone: no model.

## The generated tests

${apps.length} small applications of our own (\`test/quality/apps\`), each with an issue as a person writes it and with faults planted in what
that issue asks for. The test comes from the issue's words; it runs in a real browser.

**${killed} of ${mutants} faults are seen (${percent(killed, mutants)}); ${alarms} false alarms in ${runs} runs of the correct versions.** Issue, application and faults
were written by the same people who wrote the vocabulary, so this says how much a test sees of what its sentences say, not how much of what
strangers write is understood.

| application | scenarios | faults seen | false alarms | not seen |
|---|---|---|---|---|
${apps.map(appRow).join('\n')}

## Descriptions that were not written for us

${webBenchText(webBench)}

## The guardian's rules

${review.diffs} small changes in real repositories (\`test/quality/review\`), ${review.diffs - review.clean} with planted faults and ${review.clean} clean ones, many of them
look-alikes. The first 131 were written apart from the rules; the others came with what was mended, so these figures say that it stays
mended, and not how much of what strangers write is seen. A class has few cases, so a single miss weighs much.

| class | changes with it | seen | raised wrongly | precision | recall |
|---|---|---|---|---|---|
${review.classes.map(classRow).join('\n')}

## Where the rules end

${challengeText(challenge)}
`;
}

const appRow = ({ name, scenarios, killed, mutants, falseAlarms, survivors }: AppMeasure): string =>
  `| ${name} | ${scenarios} | ${killed} of ${mutants} | ${falseAlarms.length} | ${survivors.join(', ')} |`;

const classRow = ({ rule, cases, truePositives, falsePositives }: ReviewMeasure['classes'][number]): string =>
  `| [${rule}](rules/${rule}.md) | ${cases} | ${truePositives} | ${falsePositives} | ${percent(truePositives, truePositives + falsePositives)} | ${percent(truePositives, cases)} |`;

function challengeText({ classes, clean, raised }: ChallengeMeasure): string {
  const sum = (part: 'cases' | 'seen'): number => classes.reduce((total, one) => total + one[part], 0);
  const rows = classes.map(({ rule, cases, seen }) => `| [${rule}](rules/${rule}.md) | ${cases} | ${seen} |`);
  return `${sum('cases') + clean} changes by somebody who knew the rules and looked for what they miss and what they object to without cause
(\`test/quality/review/challenge\`): other languages, unusual spellings, faults out of sight. Part of what was found that way has been
mended since. **${sum('seen')} of ${sum('cases')} faults are seen (${percent(sum('seen'), sum('cases'))}); ${raised.length} of ${clean} clean changes are objected to.** The tests, a
model that reviews, protected paths and people are there for the rest.

| class | changes with it | seen |
|---|---|---|
${rows.join('\n')}`;
}

function webBenchText(measure: WebBenchMeasure | null): string {
  if (measure === null) return 'Not measured: the Web-Bench data were not there.';
  const { compiling, proposed, tasks, authorsTests } = measure;
  return `Of ${tasks} task descriptions of Web-Bench (bytedance/web-bench, Apache-2.0), ${compiling} (${percent(compiling, tasks)}) become a compiling test with at least one
assertion. They are instructions to programmers ("Create components/header.ts …"), for which their authors wrote ${authorsTests.toLocaleString('en')} tests by hand, and not
criteria; so people are asked, or a model words them.

For ${proposed} (${percent(proposed, tasks)}) the question proposes steps that name what the description names, and that become a compiling test with at least
one assertion once somebody has confirmed or corrected them. How many of them say the right thing was not measured.`;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
