/**
 * GitHub flavoured markdown of strangers as HTML that can do nothing. Hidden comments stay hidden; `#12`, `@login` and
 * commit ids become links when a repository is given.
 */
import { Marked, type TokenizerAndRendererExtension } from 'marked';
import sanitize from 'sanitize-html';
import { escapeHtml, type Markup, trusted } from './markup.ts';

/**
 * @param options.repository `owner/name`, for links to issues and commits.
 * @param options.breaks line ends are line breaks, as in comments but not in files.
 */
export function markdown(
  text: string,
  options: { readonly repository?: string | undefined; readonly breaks?: boolean } = {},
): Markup {
  const marked = new Marked({ gfm: true, breaks: options.breaks ?? true });
  if (options.repository !== undefined) marked.use({ extensions: references(options.repository) });
  return trusted(alerts(sanitize(marked.parse(text, { async: false }), rules)));
}

const rules: sanitize.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'span', 'br', 'hr', 'blockquote', 'pre', 'code', 'samp'],
    ...['strong', 'b', 'em', 'i', 'del', 's', 'ins', 'sub', 'sup', 'kbd', 'var', 'q', 'abbr', 'mark'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'input', 'details', 'summary', 'a', 'img', 'figure', 'figcaption'],
    ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'class'],
    img: ['src', 'alt', 'title', 'width', 'height', 'align'],
    input: ['type', 'checked', 'disabled'],
    details: ['open'],
    ol: ['start'],
    '*': ['align', 'colspan', 'rowspan'],
  },
  allowedClasses: { a: ['mention'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  transformTags: {
    a: sanitize.simpleTransform('a', { rel: 'nofollow' }),
    // The only input that markdown makes is the box of a task list.
    input: (_tag, attributes) => ({
      tagName: 'input',
      attribs: { type: 'checkbox', disabled: '', ...(attributes.checked === undefined ? {} : { checked: '' }) },
    }),
  },
};

/** `#12`, `@login` and full commit ids. They do not count inside words, code or links. */
function references(repository: string): TokenizerAndRendererExtension[] {
  const reference = (
    name: string,
    pattern: RegExp,
    link: (match: string) => { readonly href: string; readonly text: string; readonly mention?: boolean },
  ): TokenizerAndRendererExtension => ({
    name,
    level: 'inline',
    start: (source) => {
      const at = source.search(new RegExp(`(?<![\\w/])${pattern.source}`));
      return at === -1 ? undefined : at;
    },
    tokenizer(source) {
      if (this.lexer.state.inLink) return undefined;
      const match = new RegExp(`^${pattern.source}`).exec(source)?.[0];
      return match === undefined ? undefined : { type: name, raw: match };
    },
    renderer: (token) => {
      const { href, text, mention } = link(token.raw);
      return `<a href="${escapeHtml(href)}"${mention ? ' class="mention"' : ''}>${escapeHtml(text)}</a>`;
    },
  });
  return [
    reference('issue', /#\d+\b/, (match) => ({ href: `/${repository}/issues/${match.slice(1)}`, text: match })),
    reference('mention', /@[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?/, (match) => ({
      href: match.endsWith('[bot]') ? `/apps/${match.slice(1, -5)}` : `/${match.slice(1)}`,
      text: match,
      mention: true,
    })),
    reference('commit', /\b[0-9a-f]{40}\b/, (match) => ({
      href: `/${repository}/commit/${match}`,
      text: match.slice(0, 7),
    })),
  ];
}

/** `> [!NOTE]` and its kin. Runs on sanitized HTML, and adds nothing but fixed text. */
function alerts(text: string): string {
  return text.replace(
    /<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:<br \/>)?\s*/g,
    (_match, kind: string) => {
      const word = kind.charAt(0) + kind.slice(1).toLowerCase();
      return `<blockquote class="alert ${kind.toLowerCase()}"><p class="alert-title">${word}</p><p>`;
    },
  );
}
