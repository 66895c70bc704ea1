// What the set-up pages say.
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = raw(`:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem; color: light-dark(#1d232a, #dfe5ec); background: light-dark(#fff, #0f1318); }
h1 { font-size: 1.6rem; font-weight: 600; margin: 0 0 .75rem; } h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p, ol, ul { margin: 0 0 .75rem; } li { margin-bottom: .25rem; }
code { font: .875em ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-bottom: .25rem; } label span { font-weight: 400; color: light-dark(#57606b, #949fab); }
input { display: block; font: inherit; padding: .4rem .6rem; width: 100%; max-width: 24rem; box-sizing: border-box; margin-bottom: 1rem; border: 1px solid light-dark(#aab3bd, #4b5663); border-radius: 6px; background: light-dark(#fff, #171c23); color: inherit; }
button, a.button { font: inherit; font-weight: 600; display: inline-block; padding: .5rem 1.1rem; border: 0; border-radius: 6px; background: light-dark(#16713a, #2a8a4f); color: #fff; cursor: pointer; text-decoration: none; }
a { color: light-dark(#0b5cc4, #6cb0ff); } a.button { color: #fff; }
:focus-visible { outline: 2px solid light-dark(#0b5cc4, #6cb0ff); outline-offset: 2px; }
.note { border-left: 4px solid light-dark(#8a5a00, #e0aa3e); padding: .25rem 0 .25rem 1rem; }
.quiet { color: light-dark(#57606b, #949fab); font-size: .9rem; }`);

function page(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Chimera</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
}

export interface Plan {
  readonly name: string;
  readonly webUrl: string;
  readonly hookUrl: string;
  readonly envPath: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  /** What has to be mended first. */
  readonly obstacle: string | null;
  readonly key: string | undefined;
}

export function startPage(plan: Plan) {
  return page(
    'Set up Chimera',
    html`<p>Chimera is a GitHub App, and this copy of it has no App of its own yet. You can register one here in a minute; you need to be signed in to <code>${plan.webUrl}</code>.</p>
<ol>
<li>You choose a name and go on to GitHub, which shows you the App and asks whether to create it.</li>
<li>GitHub sends you back here. Chimera fetches the App's key and secret from GitHub and keeps them in <code>${plan.envPath}</code>, readable for its owner only.</li>
<li>Chimera starts, and you choose on GitHub which repositories it works for.</li>
</ol>
${plan.obstacle === null ? form(plan) : html`<p class="note" role="alert">${plan.obstacle}</p>`}
<h2>What the App may do</h2>
<ul>${Object.entries(plan.permissions).map(([name, level]) => html`<li>${name.replaceAll('_', ' ')}: ${level === 'write' ? 'read and write' : level}</li>`)}</ul>
<h2>What it hears of</h2>
<p>${plan.events.map((event) => event.replaceAll('_', ' ')).join(', ')}; sent to <code>${plan.hookUrl}</code></p>
<p class="quiet">You have an App already? Set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET and start Chimera again.</p>`,
  );
}

function form({ name, key }: Plan) {
  return html`<form method="post" action="/setup/register">
${key === undefined ? '' : html`<input type="hidden" name="key" value="${key}">`}
<label for="name">Name of the App <span>(unique on GitHub, at most 34 characters)</span></label>
<input id="name" name="name" value="${name}" maxlength="34" required autocomplete="off">
<label for="organization">Organization <span>(leave empty for your own account)</span></label>
<input id="organization" name="organization" pattern="[A-Za-z0-9][A-Za-z0-9\\-]*" autocomplete="off">
<button>Continue</button>
</form>`;
}

/** The manifest goes to GitHub by a form of its own: GitHub takes it by POST, and from the person's browser only. */
export function continuePage(registration: {
  readonly name: string;
  readonly owner: string | null;
  readonly action: string;
  readonly manifest: string;
  readonly back: string;
}) {
  const { name, owner, action, manifest, back } = registration;
  return page(
    'Continue on GitHub',
    html`<p>GitHub will ask whether to create the App <strong>${name}</strong> for ${owner === null ? 'your own account' : html`the organization <strong>${owner}</strong>`}. Afterwards it sends you back here.</p>
<form method="post" action="${action}"><input type="hidden" name="manifest" value="${manifest}"><button>Continue on GitHub</button></form>
<p class="quiet" style="margin-top:1.5rem"><a href="${back}">Back</a></p>`,
  );
}

export function registeredPage({ name, page: address }: { readonly name: string; readonly page: string }) {
  return page(
    'Registered',
    html`<p><strong>${name}</strong> is registered, its credentials are kept, and Chimera is starting.</p>
<p><a class="button" href="${address}/installations/new">Install it</a></p>
<p>There you choose the repositories that it works for.</p>`,
  );
}

export function problemPage(title: string, text: string, link: { readonly href: string; readonly text: string }) {
  return page(title, html`<p class="note" role="alert">${text}</p><p><a href="${link.href}">${link.text}</a></p>`);
}
