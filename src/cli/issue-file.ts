// An issue as a markdown file: its first `# Title` line, else `title:` in front matter, else the file's name is the
// title, and the rest is the body.
import { basename, extname } from 'node:path';
import { parseDocument } from 'yaml';
import { readSections } from '../core/intake/issue-sections.ts';
import { textCharactersMax } from '../core/intake/read-feature.ts';
import { blocksOf } from '../scenario/blocks.ts';

export interface IssueText {
  readonly title: string;
  readonly body: string;
}

export type IssueFile =
  | { readonly ok: true; readonly issue: IssueText }
  | { readonly ok: false; readonly message: string };

/** `path` is `-` for standard input. */
export function readIssueFile(text: string, path: string): IssueFile {
  const { matter, rest } = splitFrontMatter(text.replace(/\r\n?/g, '\n'));
  const written = titleInMatter(matter);
  if (!written.ok) return { ok: false, message: `The front matter is not valid YAML: ${written.words}` };
  const lines = rest.split('\n');
  const at = lineOfTitle(rest);
  const heading = at === null ? null : (lines[at] ?? '').replace(/^# +/, '').replace(/ +#+ *$/, '');
  const body = at === null ? rest : [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n');
  const fallback = path === '-' ? 'Untitled' : basename(path, extname(path));
  return { ok: true, issue: { title: (heading ?? written.title ?? fallback).trim(), body: body.trim() } };
}

/** The same body with another target URL, whatever it says itself. */
export function withTargetUrl(body: string, url: string): string {
  // What is too long stays so, to be told.
  if (body.length > textCharactersMax) return body;
  const { text, settings } = readSections(body);
  const others = (['staging_url', 'priority'] as const).flatMap((name) =>
    settings[name].map((value) => `${name}: ${value}`),
  );
  return [`target_url: ${url}`, ...others, '', text].join('\n');
}

function splitFrontMatter(text: string): { matter: string; rest: string } {
  const lines = text.split('\n');
  const end =
    lines[0]?.trimEnd() === '---' ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') : -1;
  if (end < 0) return { matter: '', rest: text };
  return { matter: lines.slice(1, end).join('\n'), rest: lines.slice(end + 1).join('\n') };
}

function titleInMatter(matter: string): { ok: true; title: string | null } | { ok: false; words: string } {
  const document = parseDocument(matter, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) return { ok: false, words: broken.message };
  const title: unknown = document.get('title');
  return { ok: true, title: typeof title === 'string' || typeof title === 'number' ? String(title) : null };
}

/** Counted from 0; a `# …` line inside a fence is a comment of what stands there. */
function lineOfTitle(text: string): number | null {
  let at = 0;
  for (const { language, lines } of blocksOf(text)) {
    const found = language === null ? lines.findIndex((line) => /^# +\S/.test(line)) : -1;
    if (found >= 0) return at + found;
    at += language === null ? lines.length : lines.length + 2;
  }
  return null;
}
