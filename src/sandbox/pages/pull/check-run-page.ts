/** A check run as its app wrote it: title, summary, text, annotations, and the buttons that it offers. */
import type { CheckAnnotation, CheckRun } from '../../world/check.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { commitLink } from '../layout/account-link.ts';
import { postForm } from '../layout/form.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, heading, type Page } from '../layout/layout.ts';
import { markdown } from '../layout/markdown.ts';
import { html, type Markup } from '../layout/markup.ts';
import { outcomeOf, statePill } from '../layout/state.ts';
import { clock, duration } from '../layout/time.ts';
import { webLink } from '../layout/web-link.ts';
import type { Viewer } from '../viewer.ts';
import { checkRunRow, checkRunsAt } from './check-runs-at.ts';

export function checkRunPage(repository: Repository, run: CheckRun, viewer: Viewer, nowMs: number): Page {
  const { output } = run;
  const pulls = [...repository.issues.values()].filter((issue) => issue.pull?.headSha === run.headSha);
  const path = `/${fullName(repository)}`;
  return {
    title: `${run.name} · ${output.title ?? run.status}`,
    repository,
    tab: pulls.length > 0 ? 'Pull requests' : 'Actions',
    live: goingOn(repository),
    body: html`${heading(
      html`${run.app.name} / ${run.name}`,
      html`${statePill(outcomeOf(run))} on ${commitLink(repository, run.headSha)}${pulls.map((issue) => html` of <a href="${path}/pull/${issue.number}">#${issue.number} ${issue.title}</a>`)} · started ${clock(run.startedMs, nowMs)} ${duration(run.startedMs, run.completedMs)}`,
    )}
<div class="columns"><div class="conversation">
${buttonsView(run, `${path}/runs/${run.id}`, viewer)}
${output.title && html`<h2 class="title">${output.title}</h2>`}
${prose(repository, output.summary)}
${prose(repository, output.text)}
${output.annotations.length > 0 && annotationsView(repository, run)}
${webLink(run.detailsUrl, 'View more details')}
</div><aside><h2>Checks on this commit</h2><ul class="rows">${checkRunsAt(repository, run.headSha).map((each) => checkRunRow(repository, each, each === run))}</ul></aside></div>`,
  };
}

function prose(repository: Repository, text: string | null): Markup | undefined {
  if (text === null || text.trim() === '') return undefined;
  return box(
    undefined,
    html`<div class="prose pad">${markdown(text, { repository: fullName(repository), breaks: false })}</div>`,
  );
}

/** The app's own buttons, and GitHub's to run it again, which an app that has not finished does not need. */
function buttonsView(run: CheckRun, path: string, viewer: Viewer): Markup {
  const off = !viewer.may('write') && html` disabled`;
  const who = viewer.person === undefined ? 'nobody here' : viewer.person.login;
  const actions = run.actions.map(
    ({ label, description, identifier }) =>
      html`<button name="identifier" value="${identifier}" title="${description}"${off}>${label}</button>`,
  );
  return html`<div class="line">${actions.length > 0 && postForm(`${path}/actions`, actions, 'buttons')}${run.status === 'completed' && postForm(`${path}/rerequest`, html`<button${off}>Re-run</button>`, 'buttons')}<span class="quiet">${off ? `${who} may not write to this repository` : `as ${who}`}</span></div>`;
}

export function annotationsView(repository: Repository, run: CheckRun): Markup {
  const { annotations } = run.output;
  return box(
    html`<h2>Annotations <span class="count">${annotations.length}</span></h2>`,
    html`<ul class="rows">${annotations.map((annotation) => annotationRow(repository, run, annotation))}</ul>`,
  );
}

const tones = { failure: 'bad', warning: 'busy', notice: 'quiet' } as const;

function annotationRow(repository: Repository, run: CheckRun, annotation: CheckAnnotation): Markup {
  const { level, path, startLine, endLine, title, message, rawDetails } = annotation;
  const lines = endLine > startLine ? `${startLine}-${endLine}` : `${startLine}`;
  return html`<li><span class="state ${tones[level]}">${level}</span><div class="grow">${title && html`<strong>${title}</strong> `}<a href="/${fullName(repository)}/blob/${run.headSha}/${path}#L${startLine}"><code>${path}:${lines}</code></a>
<pre class="message">${message}</pre>${rawDetails && html`<details><summary>Raw details</summary><pre class="message">${rawDetails}</pre></details>`}</div></li>`;
}
