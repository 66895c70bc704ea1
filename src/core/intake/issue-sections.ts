// An issue's text taken apart: the fields of an issue form, or lines such as `priority: 7` in plain text.
import { type VisibleLine, visibleLines } from './visible-lines.ts';

const settingNames = ['target_url', 'staging_url', 'priority'] as const;
export type SettingName = (typeof settingNames)[number];

export interface IssueSections {
  /** What is wanted and how to tell that it is there, in the person's own markdown. */
  readonly text: string;
  /** What was written for each setting; more than one entry when it was given more than once. */
  readonly settings: Readonly<Record<SettingName, readonly string[]>>;
}

/** GitHub writes this under a field that was left empty. */
const noResponse = '_no response_';

/** Splits the body of an issue; it decides nothing about the values. */
export function readSections(body: string): IssueSections {
  const settings: Record<SettingName, string[]> = { target_url: [], staging_url: [], priority: [] };
  const text: string[] = [];
  let open: SettingName | null = null;
  for (const line of visibleLines(body)) {
    const heading = line.fenced ? null : headingOf(line.text);
    if (heading !== null) {
      open = settingOf(heading);
      if (open === null && heading !== 'feature') text.push(line.text);
      continue;
    }
    if (line.text.trim().toLowerCase() === noResponse) continue;
    if (open !== null) {
      if (line.text.trim() !== '') settings[open].push(line.text.trim());
      continue;
    }
    const setting = settingLine(line);
    if (setting === null) text.push(line.text);
    else settings[setting.name].push(setting.value);
  }
  return { text: withoutEmptySections(text), settings };
}

/** The words of a `###` heading in lower case, or `null`. Issue forms use this level for their fields. */
function headingOf(line: string): string | null {
  if (!line.startsWith('### ')) return null;
  return line.slice(4).trim().toLowerCase();
}

function settingOf(words: string): SettingName | null {
  const key = words.replace(/[ -]+/g, '_');
  return settingNames.find((name) => name === key) ?? null;
}

/** `Target URL: https://…`, `**priority:** 7`; not inside a list, where it would be a criterion. */
function settingLine({ text, fenced }: VisibleLine): { name: SettingName; value: string } | null {
  const colon = text.indexOf(':');
  if (fenced || colon < 0 || colon > 40) return null;
  const name = settingOf(text.slice(0, colon).replaceAll('*', '').replaceAll('`', '').trim().toLowerCase());
  const value = withoutAsterisks(text.slice(colon + 1).trim());
  return name === null || value === '' ? null : { name, value };
}

/** Bold marks around a value; a loop, because a pattern would take quadratic time on a long row of asterisks. */
function withoutAsterisks(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === '*') start += 1;
  while (end > start && text[end - 1] === '*') end -= 1;
  return text.slice(start, end).trim();
}

/** Drops an "Acceptance criteria" heading with nothing below it, and blank lines at both ends. */
function withoutEmptySections(lines: readonly string[]): string {
  const text = lines.join('\n').trim();
  return /^### acceptance criteria$/i.test(text) ? '' : text;
}
