/** What a person can do with a run, as forms: cancel it, start it again, let its jobs into an environment. */
import type { Site } from '../../site.ts';
import type { WorkflowRun } from '../../world/repository.ts';
import { buttons, postForm, textInput } from '../layout/form.ts';
import { box } from '../layout/layout.ts';
import { html, type Markup, nothing } from '../layout/markup.ts';
import type { Viewer } from '../viewer.ts';
import { runPath } from './runs-page.ts';

export function runTools(site: Site, run: WorkflowRun, viewer: Viewer): Markup {
  const path = runPath(run);
  const press = (deed: string, text: string): Markup =>
    postForm(`${path}/${deed}`, html`<button>${text}</button>`, 'buttons');
  const deeds =
    run.status !== 'completed'
      ? press('cancel', 'Cancel workflow')
      : html`${press('rerun', 'Re-run all jobs')}${run.conclusion !== 'success' && press('rerun-failed-jobs', 'Re-run failed jobs')}`;
  return html`${viewer.may('write') && html`<div class="line">${deeds}</div>`}${reviewForm(site, run, viewer)}`;
}

/** Environments that wait for this person's word. */
function reviewForm(site: Site, run: WorkflowRun, { person }: Viewer): Markup {
  if (run.status === 'completed' || person === undefined) return nothing;
  const names = site.runs.waitingFor(run).map((name) => name.toLowerCase());
  const waiting = [...run.repository.environments.values()].filter(
    ({ name, reviewers }) => names.includes(name.toLowerCase()) && reviewers.includes(person),
  );
  if (waiting.length === 0) return nothing;
  const boxes = waiting.map(
    ({ id, name }) =>
      html`<label class="choice"><input type="checkbox" name="environments" value="${id}" checked> <span>${name}</span></label>`,
  );
  const fields = html`${boxes}${textInput('comment', 'Comment')}${buttons(
    html`<button class="main" name="state" value="approved">Approve and deploy</button>`,
    html`<button name="state" value="rejected">Reject</button>`,
  )}`;
  return box(html`<h2>Review pending deployments</h2>`, postForm(`${runPath(run)}/review`, fields, 'form pad'));
}
