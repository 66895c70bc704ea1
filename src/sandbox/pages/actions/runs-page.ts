/** Workflow runs, newest first, and who holds and waits for each concurrency group. */

import type { WorkflowRun } from '../../world/repository.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { accountLink, commitLink } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page, subtabs } from '../layout/layout.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import { outcomeOf, stateText } from '../layout/state.ts';
import { clock, duration } from '../layout/time.ts';

/**
 * @param file only runs of the workflow in this file of `.github/workflows`; undefined: all.
 * @param form starts the workflow by hand.
 */
export function runsPage(
  repository: Repository,
  file: string | undefined,
  form: Markup | undefined,
  nowMs: number,
): Page {
  const path = `/${fullName(repository)}/actions`;
  const workflows = [...repository.workflows.values()].filter((workflow) => workflow.state !== 'deleted');
  const all = [...repository.workflowRuns.values()].reverse();
  const shown = all.filter((run) => file === undefined || fileOf(run.workflow.path) === file);
  return {
    title: 'Actions',
    repository,
    tab: 'Actions',
    live: goingOn(repository),
    body: html`${heading('Actions')}
${subtabs('Workflows', [
  { href: path, text: 'All workflows', current: file === undefined },
  ...workflows.map((workflow) => ({
    href: `${path}/workflows/${fileOf(workflow.path)}`,
    text: workflow.name,
    current: file === fileOf(workflow.path),
  })),
])}
${form}
${groupsView(all)}
${
  shown.length === 0
    ? empty('There are no workflow runs yet.')
    : box(undefined, html`<ul class="rows">${shown.map((run) => row(repository, run, nowMs))}</ul>`)
}`,
  };
}

function fileOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function row(repository: Repository, run: WorkflowRun, nowMs: number): Markup {
  return html`<li>${stateText(outcomeOf(run))}<div class="grow"><a class="title" href="${runPath(run)}">${run.displayTitle}</a>
<p class="below">${run.workflow.name} #${run.runNumber}: ${run.event} by ${accountLink(run.actor)} at ${commitLink(repository, run.headSha)}${run.attempt > 1 && ` · attempt ${run.attempt}`}${run.concurrencyGroup && html` · group <code>${run.concurrencyGroup}</code>`}</p></div>
<span class="quiet">${run.headBranch && html`<span class="branch">${run.headBranch}</span> `}${clock(run.runStartedMs, nowMs)} ${duration(run.runStartedMs, run.completedMs)}</span></li>`;
}

export function runPath(run: WorkflowRun): string {
  return `/${fullName(run.repository)}/actions/runs/${run.id}`;
}

/** Groups in which something runs or waits. */
function groupsView(runs: readonly WorkflowRun[]): Markup {
  const open = runs.filter((run) => run.status !== 'completed' && run.concurrencyGroup !== undefined).reverse();
  const names = [...new Set(open.map((run) => run.concurrencyGroup ?? ''))];
  if (names.length === 0) return nothing;
  return box(
    html`<h2>Concurrency groups</h2>`,
    html`<ul class="rows">${names.map((name) => {
      const members = open.filter((run) => run.concurrencyGroup === name);
      return html`<li><code>${name}</code><div class="grow">${members.map((run) => html`<p>${stateText(run.status)} <a href="${runPath(run)}">${run.displayTitle}</a></p>`)}</div></li>`;
    })}</ul>`,
  );
}
