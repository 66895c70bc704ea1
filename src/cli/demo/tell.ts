// What the demonstration prints.
import { styleText } from 'node:util';
import { describePhase, type PhaseName } from '../../core/phase.ts';
import type { Attempt, AttemptRecord, Task } from '../../core/task.ts';
import type { Report } from './report.ts';
import { repository, type Stage } from './stage.ts';

const marks = { succeeded: '✓', rejected: '↺', errored: '✗', void: '–' } as const;
const colours = { succeeded: 'green', rejected: 'yellow', errored: 'red', void: 'gray' } as const;

const repositoryUrl = ({ sandbox }: Stage): string => `${sandbox.url}/${repository.owner}/${repository.repo}`;
const title = (phase: PhaseName): string => describePhase(phase).title.padEnd(22);

export function announce(stage: Stage, issue: number): void {
  console.log(`
  local GitHub  ${stage.sandbox.url}
  repository    ${repositoryUrl(stage)}
  application   ${stage.targetUrl}
  issue         ${repositoryUrl(stage)}/issues/${issue}

Labelled the issue "chimera". From here on nobody touches anything:
`);
}

export function tellStart(stage: Stage, attempt: Attempt): void {
  const run = `${repositoryUrl(stage)}/actions/runs/${attempt.runId}`;
  console.log(
    `  ${styleText('gray', '…')} ${title(attempt.phase)} ${styleText('gray', `round ${attempt.round}  ${run}`)}`,
  );
}

export function tellAttempt(attempt: AttemptRecord): void {
  const seconds = `${((attempt.endedAt - attempt.startedAt) / 1000).toFixed(1)} s`.padStart(7);
  const mark = styleText(colours[attempt.verdict], marks[attempt.verdict]);
  console.log(`  ${mark} ${title(attempt.phase)} ${seconds}  ${attempt.verdict}: ${firstLine(attempt.summary)}`);
}

export function summarise(stage: Stage, report: Report, task: Task): void {
  const { pullRequest, checkRun, reviews, evidence } = report;
  const colour = report.status === 'completed' ? 'green' : 'red';
  const link = (proof: { commit: string; runId: number } | null): string =>
    proof === null ? 'missing' : `${proof.commit.slice(0, 7)}  ${repositoryUrl(stage)}/actions/runs/${proof.runId}`;
  console.log(`
${styleText(colour, `The task is ${report.status}`)} after ${report.seconds} s, ${task.round} rounds and ${report.phases.length} phase runs.

  pull request      ${pullRequest?.url ?? 'none'}
  check run         ${checkRun === null ? 'none' : `${checkRun.title} (${checkRun.conclusion})  ${checkRun.url}`}
  reviews           ${reviews.map((review) => `${review.state} by ${review.user}`).join(', ') || 'none'}
  staging           ${report.deploymentUrl ?? 'none'}
  red on base       ${link(evidence.redOnBase)}
  green on head     ${link(evidence.greenOnHead)}
  green on staging  ${link(evidence.greenOnStaging)}
  requests          ${report.requests.total} by the app, ${report.requests.contentCreating} of them creating content`);
  if (task.state.kind === 'waiting' || task.state.kind === 'failed') {
    console.log(`\n  What the app says about it: ${repositoryUrl(stage)}/issues/${task.issue}`);
  }
}

const firstLine = (text: string): string => {
  const line = text.split('\n')[0] ?? '';
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
};
