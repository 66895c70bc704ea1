/** What was deployed where, newest first. */
import type { Deployment } from '../../world/actions/deployment.ts';
import type { Repository } from '../../world/repository.ts';
import { accountLink, commitLink } from '../layout/account-link.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { stateText } from '../layout/state.ts';
import { clock } from '../layout/time.ts';
import { webLink } from '../layout/web-link.ts';

/** @param environment only this one; undefined: all. */
export function deploymentsPage(repository: Repository, environment: string | undefined, nowMs: number): Page {
  const shown = [...repository.deployments.values()]
    .filter((deployment) => environment === undefined || deployment.environment === environment)
    .reverse();
  const names = [...new Set(shown.map((deployment) => deployment.environment))];
  return {
    title: 'Deployments',
    repository,
    tab: 'Deployments',
    live: goingOn(repository),
    body: html`${heading('Deployments')}${
      shown.length === 0
        ? empty('Nothing has been deployed.')
        : names.map((name) =>
            box(
              html`<h2>${name}</h2>`,
              html`<ul class="rows">${shown
                .filter((deployment) => deployment.environment === name)
                .map((deployment) => row(repository, deployment, nowMs))}</ul>`,
            ),
          )
    }`,
  };
}

function row(repository: Repository, deployment: Deployment, nowMs: number): Markup {
  const last = deployment.statuses.at(-1);
  return html`<li>${stateText(last?.state ?? 'pending')}<div class="grow">${commitLink(repository, deployment.sha)} from <code>${deployment.ref}</code> ${last && webLink(last.environmentUrl, last.environmentUrl)}
<p class="below">${accountLink(deployment.creator)} ${clock(deployment.writtenMs, nowMs)} ${last && webLink(last.logUrl, 'log')} ${last?.description}</p></div></li>`;
}
