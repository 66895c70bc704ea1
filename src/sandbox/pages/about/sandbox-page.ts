/** What a person cannot see on GitHub: webhook deliveries with their answers, and the weather. */
import type { Weather } from '../../weather/weather.ts';
import type { Delivery } from '../../world/delivery.ts';
import { fullName } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { goingOn } from '../layout/going-on.ts';
import { box, empty, heading, type Page } from '../layout/layout.ts';
import { html, type Markup } from '../layout/markup.ts';
import { clock } from '../layout/time.ts';

/** Newest deliveries that the list shows. */
const shownMax = 200;

export function sandboxPage(world: World, weather: Weather): Page {
  const deliveries = [...world.deliveries.values()].reverse();
  const waiting = deliveries.some((delivery) => delivery.outcome === undefined);
  return {
    title: 'Deliveries and weather',
    live: waiting || [...world.repositories.values()].some(goingOn),
    body: html`${heading('Deliveries and weather')}
${weatherView(weather)}
${box(
  html`<h2>Webhook deliveries <span class="count">${deliveries.length}</span></h2>`,
  deliveries.length === 0
    ? empty('No webhook has been sent.')
    : html`<ul class="rows">${deliveries.slice(0, shownMax).map((delivery) => row(delivery, world.now()))}</ul>`,
)}`,
  };
}

export function deliveryPage(world: World, id: number): Page | undefined {
  const delivery = world.deliveries.get(id);
  if (delivery === undefined) return undefined;
  const { outcome } = delivery;
  return {
    title: `Delivery ${delivery.guid}`,
    live: outcome === undefined,
    body: html`${heading(html`${nameOf(delivery)}`, html`${outcomeView(delivery)} <code>${delivery.guid}</code> to <code>${delivery.url}</code> ${clock(delivery.writtenMs, world.now())}`)}
${box(html`<h2>Headers</h2>`, pre(headerText(delivery.requestHeaders)))}
${box(html`<h2>Payload</h2>`, pre(JSON.stringify(JSON.parse(delivery.requestBody), null, 2)))}
${outcome?.kind === 'answered' && box(html`<h2>Answer</h2>`, pre(`${outcome.statusCode}\n${headerText(outcome.headers)}\n\n${outcome.body}`))}`,
  };
}

function row(delivery: Delivery, nowMs: number): Markup {
  const { repository, redelivery, id } = delivery;
  return html`<li>${outcomeView(delivery)}<div class="grow"><a class="title" href="/_sandbox/deliveries/${id}">${nameOf(delivery)}</a>${redelivery && html` <span class="tag">redelivery</span>`}
<p class="below">to ${delivery.app.name}${repository && ` for ${fullName(repository)}`}</p></div><span class="quiet">${clock(delivery.writtenMs, nowMs)}</span></li>`;
}

function nameOf({ event, action }: Delivery): string {
  return action === null ? event : `${event}.${action}`;
}

function outcomeView({ outcome }: Delivery): Markup {
  switch (outcome?.kind) {
    case undefined:
      return html`<span class="state busy">○ under way</span>`;
    case 'lost':
      return html`<span class="state bad" title="The weather lost it; nothing was sent.">✕ lost</span>`;
    case 'timed_out':
      return html`<span class="state bad">✕ timed out</span>`;
    case 'failed':
      return html`<span class="state bad" title="${outcome.reason}">✕ failed</span>`;
    case 'answered':
      return outcome.statusCode < 300
        ? html`<span class="state good">✓ ${outcome.statusCode}</span>`
        : html`<span class="state bad">✕ ${outcome.statusCode}</span>`;
  }
}

function weatherView(weather: Weather): Markup {
  const { webhooks, dispatch, errors } = weather;
  const rows: readonly (readonly [name: string, value: string])[] = [
    [
      'Webhooks',
      `lost ${percent(webhooks.lost)}, repeated ${percent(webhooks.repeated)}, reordered ${percent(webhooks.reordered)}, late by ${webhooks.lateMs.join(' to ')} ms`,
    ],
    ['Reads', `lag ${weather.readLagMs} ms behind writes`],
    ['Dispatches', `answer lost ${percent(dispatch.lostAnswer)}, run twice ${percent(dispatch.twice)}`],
    [
      'Errors',
      `502 before ${percent(errors.before)}, 502 after the work ${percent(errors.after)}, 429 ${percent(errors.tooMany)}, secondary limit ${percent(errors.secondaryLimit)}, slow by ${errors.slowMs} ms`,
    ],
    ['Secondary limits', weather.secondaryLimits ? 'enforced' : 'not enforced'],
  ];
  return box(
    html`<h2>Weather</h2>`,
    html`<dl class="pad">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
  );
}

function percent(chance: number): string {
  return `${Math.round(chance * 100)} %`;
}

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function pre(text: string): Markup {
  return html`<pre class="message pad scroll">${text}</pre>`;
}
