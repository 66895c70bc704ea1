/** Check runs of a commit, as lists on the pull request and beside a check run. */
import type { CheckRun } from '../../world/check.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { html, type Markup } from '../layout/markup.ts';
import { outcomeOf, stateText } from '../layout/state.ts';
import { duration } from '../layout/time.ts';

/** The newest of each name and app, oldest first. */
export function checkRunsAt(repository: Repository, sha: string): CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns.values()) {
    if (run.headSha === sha) newest.set(`${run.app.id} ${run.name}`, run);
  }
  return [...newest.values()];
}

/** A line: state, name, title, duration. */
export function checkRunRow(repository: Repository, run: CheckRun, current = false): Markup {
  return html`<li${current && html` class="current"`}>${stateText(outcomeOf(run))}<div class="grow"><a class="title" href="/${fullName(repository)}/runs/${run.id}"${current && html` aria-current="page"`}>${run.app.name} / ${run.name}</a>${run.output.title && html`<p class="below">${run.output.title}</p>`}</div><span class="quiet">${duration(run.startedMs, run.completedMs)}</span></li>`;
}
