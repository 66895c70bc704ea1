// Measures the quality of the agents: `npm run quality` prints the figures, `npm run quality -- --write` keeps them in
// docs/quality.md with date and commit.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureEndToEnd } from './end-to-end/measure.ts';
import { measureWebBench } from './end-to-end/web-bench.ts';
import { qualityPage } from './quality-page.ts';
import { measureChallenge } from './review/challenge/measure.ts';
import { measureReview } from './review/measure.ts';

const log = (line: string): void => console.log(line);
const review = await measureReview(log);
const challenge = await measureChallenge(log);
const webBench = measureWebBench();
log(
  webBench === null
    ? 'Web-Bench: the data are not here'
    : `Web-Bench: ${webBench.compiling} of ${webBench.tasks} descriptions, ${webBench.proposed} proposals`,
);
const apps = await measureEndToEnd(log, undefined, 4);
const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
const page = qualityPage({
  apps,
  webBench,
  review,
  challenge,
  date: new Date().toISOString().slice(0, 10),
  commit: `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`,
});
console.log(`\n${page}`);
if (process.argv.includes('--write'))
  writeFileSync(fileURLToPath(new URL('../../docs/quality.md', import.meta.url)), page);
