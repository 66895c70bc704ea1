/** There is no log-in here: whoever looks at the pages chooses whom they act as, and GitHub's rules count for that person. */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { atLeast, roleOn } from '../identity/role.ts';
import type { Site } from '../site.ts';
import { type Account, type Role, roles } from '../world/account.ts';
import { findAccount, findRepository } from '../world/find.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { fromOwnPage, textField } from './layout/form-fields.ts';
import { html, type Markup, nothing } from './layout/markup.ts';

const cookieName = 'acting_as';

/**
 * The person that was chosen; else the first admin of the repository in the path, or the first with another role on
 * it; else the first person of all, but for a private repository nobody.
 */
export function actingAs(context: Context, site: Pick<Site, 'world'>): Account | undefined {
  const chosen = chosenPerson(context, site);
  if (chosen) return chosen;
  const [, owner = '', name = ''] = context.req.path.split('/');
  return defaultPerson(site.world, findRepository(site.world, owner, name));
}

/** The person that was chosen, and not merely assumed. */
export function chosenPerson(context: Context, { world }: Pick<Site, 'world'>): Account | undefined {
  const account = findAccount(world, getCookie(context, cookieName) ?? '');
  return account?.kind === 'User' ? account : undefined;
}

function defaultPerson(world: World, repository: Repository | undefined): Account | undefined {
  const people = peopleOf(world);
  if (repository === undefined) return people[0];
  const first = (role: Role): Account | undefined => people.find((person) => atLeast(roleOn(repository, person), role));
  for (const role of [...roles].reverse()) {
    const found = first(role);
    if (found) return found;
  }
  return repository.private ? undefined : people[0];
}

function peopleOf(world: World): Account[] {
  return [...world.accounts.values()].filter(({ kind }) => kind === 'User');
}

/** The selector in the head of every page: whom one acts as, and all others. */
export function actingForm(context: Context, site: Pick<Site, 'world'>): Markup {
  const people = peopleOf(site.world);
  if (people.length === 0) return nothing;
  const person = actingAs(context, site);
  const { pathname, search } = new URL(context.req.url);
  const back = context.req.method === 'GET' ? pathname + search : '/';
  return html`<details class="menu acting"><summary>acting as <strong>${person?.login ?? 'nobody'}</strong></summary><form method="post" action="/_sandbox/acting"><input type="hidden" name="back" value="${back}"><ul>${people.map(
    ({ login }) =>
      html`<li><button name="login" value="${login}"${login === person?.login && html` aria-current="true"`}>${login}</button></li>`,
  )}</ul></form></details>`;
}

/** Takes the choice: a login, or an empty one for the default again. */
export function mountActing(app: Hono, site: Site): void {
  app.post('/_sandbox/acting', async (context) => {
    if (!fromOwnPage(context, site)) return context.text('Choose on the page itself.', 403);
    const form = await context.req.parseBody();
    const login = textField(form, 'login') ?? '';
    const account = findAccount(site.world, login);
    if (login !== '' && account?.kind !== 'User') return context.text(`There is no person ${login} here.`, 404);
    if (account) setCookie(context, cookieName, account.login, { path: '/', httpOnly: true, sameSite: 'Lax' });
    else deleteCookie(context, cookieName, { path: '/' });
    const back = new URL(textField(form, 'back') ?? '/', site.world.url);
    // Nowhere but here: `//evil.example` is an address too.
    return context.redirect(back.origin === site.world.url ? back.pathname + back.search : '/', 303);
  });
}
