// The code of a changed file as the rules look at it: its lines, which of them are new, and whole statements.
import type { ChangedFile, Diff } from '../../diff.ts';
import { type Language, languageOf } from '../../kinds-of-files.ts';
import type { ReviewContext } from '../../rule.ts';
import { movedLines } from './moved-lines.ts';
import { scanSource } from './scan-source.ts';

/** Hostile lines are long; of more characters than this, spaces and long values apart, the rest is not looked at. */
export const lineMax = 2_000;
const statementLinesMax = 40;

export interface CodeLine {
  /** Counted from 1, in the file as the change leaves it. */
  readonly number: number;
  readonly text: string;
  /** Without comments, with single spaces. */
  readonly code: string;
  /** Without comments and without what strings say, with single spaces. */
  readonly bare: string;
  readonly comment: string;
  /** New in this change: added, and not only moved or indented. */
  readonly isNew: boolean;
}

/** What belongs together: a line, with those that follow until its brackets are closed or a block begins; an empty block too. */
export interface Statement {
  readonly lines: readonly CodeLine[];
  readonly code: string;
  readonly bare: string;
  /** The line that a finding about the statement stands at: its first new one. */
  readonly line: CodeLine;
}

export interface Code {
  readonly language: Language;
  /** All lines of the file where its text is known, otherwise the added ones. */
  readonly lines: readonly CodeLine[];
  /** Whether `lines` are all lines of the file. */
  readonly whole: boolean;
}

const remembered = new WeakMap<ChangedFile, { readonly context: ReviewContext; readonly code: Code | null }>();

/** `null` when the file is not source code, or is not there any more. Several rules ask for the same file. */
export function readCode(file: ChangedFile, diff: Diff, context: ReviewContext): Code | null {
  const known = remembered.get(file);
  if (known?.context === context) return known.code;
  const code = codeOf(file, diff, context);
  remembered.set(file, { context, code });
  return code;
}

function codeOf(file: ChangedFile, diff: Diff, context: ReviewContext): Code | null {
  const language = languageOf(file.path);
  if (language === null || file.status === 'deleted') return null;
  const moved = movedLines(file, diff);
  const comments = commentsBefore(file, context.texts.get(file.path)?.before ?? null, language);
  const after = context.texts.get(file.path)?.after ?? null;
  const numbers = new Set(file.added.map((line) => line.number));
  const texts = after?.split('\n') ?? file.added.map((line) => line.text);
  const scanned = scanSource(texts.join('\n'), language, file.path);
  const lines = texts.map((text, index): CodeLine => {
    const number = after === null ? (file.added[index]?.number ?? 0) : index + 1;
    const { code = '', bare = '', comment = '' } = scanned[index] ?? {};
    const wasCode = code.trim() === '' || !comments.has(text.trim());
    const isNew = numbers.has(number) && !(moved.has(number) && wasCode);
    return { number, text, code: even(code), bare: even(bare), comment: even(comment), isNew };
  });
  return { language, lines, whole: after !== null };
}

/** Lines that the change takes away and that were comments: the same line as code is new. */
function commentsBefore(file: ChangedFile, before: string | null, language: Language): ReadonlySet<string> {
  if (before === null || file.removed.length === 0) return new Set();
  const scanned = scanSource(before, language, file.path);
  const isComment = (number: number): boolean => scanned[number - 1]?.code.trim() === '';
  return new Set(file.removed.filter((line) => isComment(line.number)).map((line) => line.text.trim()));
}

/** The statements with at least one new line. */
export function newStatements(code: Code): readonly Statement[] {
  const statements: Statement[] = [];
  for (let at = 0; at < code.lines.length; ) {
    const lines = linesOfStatement(code.lines, at);
    at += lines.length;
    const line = lines.find((one) => one.isNew);
    if (line === undefined) continue;
    const join = (part: 'code' | 'bare'): string =>
      lines
        .map((one) => one[part].trim())
        .join(' ')
        .trim();
    statements.push({ lines, code: join('code'), bare: join('bare'), line });
  }
  return statements;
}

function linesOfStatement(all: readonly CodeLine[], from: number): readonly CodeLine[] {
  let open = 0;
  for (let at = from; at < all.length; at++) {
    const line = all[at];
    if (line === undefined || (at > from && line.number !== (all[at - 1]?.number ?? 0) + 1)) return all.slice(from, at);
    open += balance(line.bare);
    const next = all[at + 1]?.bare.trim() ?? '';
    const goesOn =
      open > 0 ||
      inTemplate(line.code) ||
      /^(?:\.\w|\|\||&&|\+ |\?\?)/.test(next) ||
      /(?:[=+,&|]|\\)$/.test(line.bare.trim());
    if (/\{$/.test(line.bare.trim())) return all.slice(from, at + 1 + linesOfEmptyBody(all, at + 1));
    if (!goesOn || at - from + 1 >= statementLinesMax) return all.slice(from, at + 1);
  }
  return all.slice(from);
}

/** How many lines from `from` on close a body that holds comments, a bare `return` or nothing; 0 when it holds more. */
function linesOfEmptyBody(all: readonly CodeLine[], from: number): number {
  for (let at = from; at < Math.min(all.length, from + 5); at++) {
    if (all[at]?.number !== (all[at - 1]?.number ?? 0) + 1) return 0;
    const bare = all[at]?.bare.trim() ?? '';
    if (/^\}[;,)\s]*$/.test(bare)) return at - from + 1;
    if (bare !== '' && bare !== 'return;') return 0;
  }
  return 0;
}

/** A template that ends on a later line. */
function inTemplate(code: string): boolean {
  return (code.match(/`/g)?.length ?? 0) % 2 === 1;
}

function balance(bare: string): number {
  let open = 0;
  for (const character of bare) {
    if (character === '(' || character === '[') open++;
    else if (character === ')' || character === ']') open--;
  }
  return open;
}

/**
 * Runs of spaces become one, so that no pattern can lose its way in them. Of encoded values and of drawings the beginning
 * is left: code needs other characters than they have.
 */
function even(text: string): string {
  const spaced = text.replaceAll(/\s+/g, ' ').trimEnd();
  if (spaced.length <= lineMax) return spaced;
  return spaced
    .replaceAll(/([\w+/=-]{100})[\w+/=-]{100,}|([\d ,.acehlmqstvz-]{100})[\d ,.acehlmqstvz-]{100,}/gi, '$1$2')
    .slice(0, lineMax);
}

/** Whether the line has more code than is looked at. */
export function isTooLong(line: CodeLine): boolean {
  return line.code.length >= lineMax;
}
