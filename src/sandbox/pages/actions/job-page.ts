/** One job: its steps and its log. */

import type { Job } from '../../world/repository.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { outcomeOf, statePill, stateSign } from '../layout/state.ts';
import { clock, duration } from '../layout/time.ts';
import { type LogLine, type LogPart, logParts } from './log-lines.ts';
import { runPath } from './runs-page.ts';

export function jobPage(repository: Repository, job: Job, nowMs: number): Page {
  const { run } = job;
  const permissions = Object.entries(job.permissions);
  return {
    title: `${job.name} · ${run.displayTitle}`,
    repository,
    tab: 'Actions',
    live: job.status !== 'completed',
    body: html`${heading(
      job.name,
      html`${statePill(outcomeOf(job))} in <a href="${runPath(run)}">${run.displayTitle}</a> · ${clock(job.startedMs, nowMs)} ${duration(job.startedMs, job.completedMs)}`,
    )}
<p class="quiet">Its token may: ${permissions.length === 0 ? 'nothing' : permissions.map(([name, level]) => html`<code>${name}: ${level}</code> `)}</p>
<div class="columns reversed"><aside><h2>Steps</h2><ol class="steps">${job.steps.map(
      (step) =>
        html`<li>${stateSign(outcomeOf(step))} <span class="grow">${step.name}</span><span class="quiet">${duration(step.startedMs, step.completedMs)}</span></li>`,
    )}</ol></aside>
<div class="conversation">${box(html`<h2>Log</h2><a class="right" href="/${fullName(repository)}/actions/runs/${run.id}/job/${job.id}/raw">Raw</a>`, logView(job.log))}</div></div>`,
  };
}

function logView(log: string): Markup {
  const parts = logParts(log);
  if (parts.length === 0) return empty('Nothing has been printed yet.');
  return html`<div class="log">${parts.map(partView)}</div>`;
}

function partView(part: LogPart): Markup {
  if (!('lines' in part)) return lineView(part);
  return html`<details><summary>${lineView(part.title)}</summary>${part.lines.map(lineView)}</details>`;
}

const words = { error: 'Error: ', warning: 'Warning: ', notice: 'Notice: ', command: '' };

function lineView({ number, time, text, mark }: LogLine): Markup {
  return html`<div class="log-line ${mark}" id="L${number}" title="${time}"><span class="number">${number}</span><code>${mark && words[mark]}${text}</code></div>`;
}
