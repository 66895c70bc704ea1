/** One workflow run: jobs with their steps, annotations, summaries, artifacts. */

import type { Artifact, Job, WorkflowRun } from '../../world/repository.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { accountLink, commitLink } from '../layout/account-link.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import { outcomeOf, statePill, stateSign, stateText } from '../layout/state.ts';
import { clock, duration } from '../layout/time.ts';
import { webLink } from '../layout/web-link.ts';
import { annotationsView } from '../pull/check-run-page.ts';
import { runPath } from './runs-page.ts';

/** @param attempt the run's last one when undefined. */
export function runPage(
  repository: Repository,
  run: WorkflowRun,
  attempt: number | undefined,
  tools: Markup,
  nowMs: number,
): Page {
  const shownAttempt = attempt ?? run.attempt;
  const jobs = [...repository.jobs.values()].filter((job) => job.run === run && job.attempt === shownAttempt);
  const artifacts = [...repository.artifacts.values()].filter(
    (artifact) => artifact.run === run && artifact.attempt === shownAttempt,
  );
  return {
    title: run.displayTitle,
    repository,
    tab: 'Actions',
    live: run.status !== 'completed',
    body: html`${heading(
      run.displayTitle,
      html`${statePill(outcomeOf(run))} ${run.workflow.name} #${run.runNumber}: ${run.event} by ${accountLink(run.triggeringActor)} ${clock(run.runStartedMs, nowMs)} at ${commitLink(repository, run.headSha)} ${duration(run.runStartedMs, run.completedMs)}`,
    )}
<p class="line">${run.concurrencyGroup && html`<span>Concurrency group <code>${run.concurrencyGroup}</code></span>`}${attempts(run, shownAttempt)}</p>
${tools}
${run.startupError !== undefined && box(html`<strong>This run could not start</strong>`, html`<pre class="message pad">${run.startupError}</pre>`, { tone: 'bad' })}
${jobs.map((job) => jobView(job, nowMs))}
${jobs.map((job) => job.checkRun && job.checkRun.output.annotations.length > 0 && annotationsView(repository, job.checkRun))}
${jobs.map((job) => summaryView(repository, job))}
${artifactsView(run, artifacts)}
${inputsView(run)}`,
  };
}

function attempts(run: WorkflowRun, shown: number): Markup {
  if (run.attempt === 1) return nothing;
  const numbers = Array.from({ length: run.attempt }, (_, index) => index + 1);
  return html`<span>Attempt ${numbers.map((number) =>
    number === shown
      ? html` <strong>${number}</strong>`
      : html` <a href="${runPath(run)}/attempts/${number}">${number}</a>`,
  )}</span>`;
}

function jobView(job: Job, nowMs: number): Markup {
  const href = `${runPath(job.run)}/job/${job.id}`;
  const url = job.deployment?.statuses.at(-1)?.environmentUrl;
  return box(
    html`${stateText(outcomeOf(job))} <a class="title" href="${href}">${job.name}</a>${job.environment && html` <span>to <strong>${job.environment}</strong> ${webLink(url, url ?? '')}</span>`}<span class="right quiet">${clock(job.startedMs, nowMs)} ${duration(job.startedMs, job.completedMs)}</span>`,
    job.steps.length === 0
      ? nothing
      : html`<ol class="steps">${job.steps.map((step) => html`<li>${stateSign(outcomeOf(step))} <span class="grow">${step.name}</span><span class="quiet">${duration(step.startedMs, step.completedMs)}</span></li>`)}</ol>`,
  );
}

function summaryView(repository: Repository, job: Job): Markup | undefined {
  if (job.summary.trim() === '') return undefined;
  const text = markdown(job.summary, { repository: fullName(repository), breaks: false });
  return box(html`<h2>${job.name} summary</h2>`, html`<div class="prose pad">${text}</div>`);
}

function artifactsView(run: WorkflowRun, artifacts: readonly Artifact[]): Markup {
  if (artifacts.length === 0) return run.status === 'completed' ? empty('This run left no artifacts.') : nothing;
  return box(
    html`<h2>Artifacts <span class="count">${artifacts.length}</span></h2>`,
    html`<ul class="rows">${artifacts.map(
      (artifact) =>
        html`<li><div class="grow"><a class="title" href="${runPath(run)}/artifacts/${artifact.id}" download>${artifact.name}.zip</a><p class="below"><code>${artifact.digest}</code></p></div><span class="quiet">${bytes(artifact.zip.length)}</span></li>`,
    )}</ul>`,
  );
}

function inputsView(run: WorkflowRun): Markup {
  const inputs = Object.entries(run.inputs);
  if (inputs.length === 0) return nothing;
  return html`<details class="box"><summary class="box-head">Inputs</summary><dl class="pad">${inputs.map(([name, value]) => html`<dt>${name}</dt><dd><pre class="message">${readable(String(value))}</pre></dd>`)}</dl></details>`;
}

/** JSON with line ends; anything else as it is. */
function readable(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // it only looked like JSON
  }
}

function bytes(count: number): string {
  return count < 1000
    ? `${count} B`
    : count < 1_000_000
      ? `${(count / 1000).toFixed(1)} kB`
      : `${(count / 1e6).toFixed(1)} MB`;
}
