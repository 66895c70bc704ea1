// A browser without a window: follows links and sends forms as a person's would, with cookies, origin and redirects.

/** Shows one page at a time. A redirect to an address that nobody answers stays in `location`. */
export class Browser {
  /** The page's HTML. */
  text = '';
  url = '';
  status = 0;
  /** Where the last answer led to; undefined when it was a page. */
  location: string | undefined;
  readonly #cookies = new Map<string, string>();

  /** The page's text as a person reads it. */
  get plain(): string {
    return decode(this.text.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
  }

  get(url: string): Promise<this> {
    return this.#ask(url, { method: 'GET' });
  }

  /** Sends a form, by default from a page without an origin of its own. */
  post(url: string, fields: Record<string, string> | URLSearchParams, origin = 'null'): Promise<this> {
    return this.#ask(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });
  }

  /** Follows the link with this text. */
  follow(text: string): Promise<this> {
    const links = [...this.text.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)];
    const found = links.find(([, , inside = '']) => decode(inside.replace(/<[^>]*>/g, '')).trim() === text);
    if (!found) throw new Error(`No link "${text}" on ${this.url}: ${this.plain}`);
    return this.get(new URL(attribute(found[1] ?? '', 'href') ?? '', this.url).href);
  }

  /**
   * Sends the form that has a button with this text (by default the first form), with these fields changed or chosen.
   * Only one address further; a redirect to a page of the same site is followed.
   */
  submit(fields: Record<string, string | readonly string[]> = {}, button?: string): Promise<this> {
    // The head of each page has a form of its own, to choose whom one acts as.
    const part = button === undefined ? this.text.slice(Math.max(0, this.text.indexOf('<main'))) : this.text;
    const forms = [...part.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
    const found = forms.find(([, , inside = '']) => button === undefined || inside.includes(`>${button}</button>`));
    if (!found) throw new Error(`No form with the button "${button}" on ${this.url}: ${this.plain}`);
    const [, head = '', inside = ''] = found;
    const data = new URLSearchParams([...standing(inside), ...pressed(inside, button)]);
    for (const [name, value] of Object.entries(fields)) {
      data.delete(name);
      for (const each of [value].flat()) data.append(name, each);
    }
    const action = new URL(attribute(head, 'action') ?? this.url, this.url);
    if ((attribute(head, 'method') ?? 'get').toLowerCase() === 'post') {
      return this.post(action.href, data, new URL(this.url).origin);
    }
    action.search = data.toString();
    return this.get(action.href);
  }

  async #ask(url: string, init: RequestInit): Promise<this> {
    const { origin } = new URL(url);
    const cookie = [...this.#cookies].filter(([key]) => key.startsWith(`${origin} `)).map(([, pair]) => pair);
    const headers = {
      accept: 'text/html',
      ...init.headers,
      ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
    };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.#cookies.set(`${origin} ${pair.split('=')[0]}`, pair);
    }
    const location = answer.headers.get('location');
    this.url = url;
    this.status = answer.status;
    this.text = await answer.text();
    this.location = location === null ? undefined : new URL(location, url).href;
    return this;
  }
}

/** What the fields of a form hold as it stands. */
function standing(form: string): [string, string][] {
  const inputs = [...form.matchAll(/<input\b([^>]*)>/g)].flatMap(([, head = '']): [string, string][] => {
    const name = attribute(head, 'name');
    const type = attribute(head, 'type') ?? 'text';
    if (name === undefined || (['radio', 'checkbox'].includes(type) && !/\schecked\b/.test(head))) return [];
    return [[name, attribute(head, 'value') ?? '']];
  });
  const areas = [...form.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)];
  const texts = areas.map(
    ([, head = '', text = '']) => [attribute(head, 'name') ?? '', decode(text)] as [string, string],
  );
  return [...inputs, ...texts, ...[...form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(chosen)];
}

/** Without a choice, a list from which one is taken stands at its first. */
function chosen([, head = '', inside = '']: RegExpMatchArray): [string, string][] {
  const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
  const selected = options.filter((option) => /\sselected\b/.test(option));
  const shown = selected.length > 0 || /\smultiple\b/.test(head) ? selected : options.slice(0, 1);
  return shown.map((option) => [attribute(head, 'name') ?? '', attribute(option, 'value') ?? '']);
}

/** A button may have a name and a value of its own. */
function pressed(form: string, text: string | undefined): [string, string][] {
  const all = [...form.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)];
  const head = all.find(([, , inside]) => inside === text)?.[1] ?? '';
  const name = attribute(head, 'name');
  return name === undefined ? [] : [[name, attribute(head, 'value') ?? '']];
}

function attribute(head: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(` ${head}`)?.[1];
  return value === undefined ? undefined : decode(value);
}

function decode(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
