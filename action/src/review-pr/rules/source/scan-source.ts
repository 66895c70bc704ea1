// Takes a source text apart into code, strings and comments, line by line, in one pass. A rule that looks for code must
// not be misled by what a comment or a string says about code; in doubt something is code.
import { isPage, type Language } from '../../kinds-of-files.ts';
import { LineWriter, type ScannedLine } from './line-writer.ts';
import type { Mode, Opened } from './scan-mode.ts';
import { type Syntax, syntaxOf } from './syntax.ts';

/** Scans are repeated at most so often. */
const scansMax = 8;

/**
 * One entry a line of `text`. Never throws: what is not well-formed is read as well as it goes. `path` says whether the
 * text is a page, and whether it can hold elements (JSX).
 */
export function scanSource(text: string, language: Language, path = ''): readonly ScannedLine[] {
  const plain = new Map<string, number>();
  for (let scans = 1; ; scans++) {
    const scanner = new Scanner({ text, path, syntax: syntaxOf(language), plain });
    scanner.run();
    // What never ends is no comment and no string but a character of some text: then it begins nothing from there on.
    const open = scanner.stillOpen();
    if (open === null || scans === scansMax) return scanner.lines();
    plain.set(open.start, open.at);
  }
}

interface Source {
  readonly text: string;
  readonly path: string;
  readonly syntax: Syntax;
  /** From these places on the marks begin nothing. */
  readonly plain: ReadonlyMap<string, number>;
}

/** Where an expression begins, so that `<` opens an element. */
const beforeElement = /(?:[(,=:[!&|?{]|=>|(?<![\w$.#])(?:return|default|yield|await|case|else|do))$/;
const element = /^<(?:([A-Za-z_$][\w$.:-]*)|(?=>))/;
/** Type parameters of a function. */
const parameters = /^<\s*(?:const\s+)?\w+\s*(?:,|=|extends\s)/;

class Scanner {
  readonly #written = new LineWriter();
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #plain: ReadonlyMap<string, number>;
  readonly #hasElements: boolean;
  readonly #modes: Mode[] = [{ kind: 'code', braces: 0 }];
  /** For each open bracket whether it holds a condition, for each open brace whether it is an object. */
  readonly #brackets: boolean[] = [];
  readonly #braces: boolean[] = [];
  /** Whether the last bracket that closed held a condition, and the last brace an object. */
  #wasCondition = false;
  #wasObject = false;
  readonly #lastEnds = new Map<string, number>();
  #closings: Map<string, number> | null = null;
  #at = 0;
  #goesOn = false;

  constructor({ text, path, syntax, plain }: Source) {
    this.#text = text;
    this.#plain = plain;
    this.#hasElements = /\.(?:[cm]?js|jsx|tsx)$/.test(path);
    // A script knows no comments of pages, and runs what stands in one.
    const isScript = /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) && !isPage(path);
    this.#syntax = isScript ? { ...syntax, comments: syntax.comments.filter(({ start }) => start !== '<!--') } : syntax;
  }

  lines(): readonly ScannedLine[] {
    return this.#written.lines;
  }

  run(): void {
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\n') this.#endLine();
      else if (character === '\r' && this.#text[this.#at + 1] === '\n') this.#at++;
      else if (character === '\r' || character === '\u2028' || character === '\u2029') this.#separator(character);
      else this.#step(this.#mode(), character);
    }
    this.#endLine();
  }

  /** The outermost string or comment of several lines that has not ended, `null` when all have. */
  stillOpen(): Opened | null {
    for (const mode of this.#modes) {
      if ((mode.kind === 'string' && mode.multi) || (mode.kind === 'comment' && mode.end !== null)) return mode;
    }
    return null;
  }

  #mode(): Mode {
    return this.#modes.at(-1) ?? { kind: 'code', braces: 0 };
  }

  #step(mode: Mode, character: string): number {
    switch (mode.kind) {
      case 'code':
        return this.#inCode(mode, character);
      case 'string':
        return this.#inString(mode, character);
      case 'comment':
        return this.#inComment(mode);
      case 'tag':
        return this.#inTag(mode, character);
      case 'elements':
        return this.#betweenTags(character);
      default:
        return mode satisfies never;
    }
  }

  /** Ends a line for languages, though not for git. Strings may hold it. */
  #separator(character: string): void {
    const mode = this.#mode();
    if (mode.kind === 'comment' && mode.end === null) this.#modes.pop();
    this.#step(this.#mode(), character);
  }

  #inCode(mode: Mode & { kind: 'code' }, character: string): number {
    const comment = this.#commentHere();
    if (comment > 0) return comment;
    const quote = this.#syntax.strings.find(
      (one) => this.#begins(one.start) && one.fits(this.#text, this.#at) && (!one.multi || this.#ends(one)),
    );
    if (quote !== undefined) {
      const { start, end, multi, inserts } = quote;
      // A long string that is a statement of its own documents what it stands in.
      const documents = quote.documents && this.#written.isBlank();
      if (documents) this.#modes.push({ kind: 'comment', start, at: this.#at, end });
      else
        this.#modes.push({ kind: 'string', start, at: this.#at, end, multi, inserts, escapes: this.#syntax.escapes });
      return this.#write(start.length, documents ? 'comment' : 'code');
    }
    if (character === '/' && this.#beginsPattern()) {
      const length = /^\/(?:[^/\\[\n\r\u2028\u2029]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(
        this.#text.slice(this.#at, this.#at + 400),
      )?.[0].length;
      if (length !== undefined) return this.#write(length - 1, 'string') + this.#write(1, 'code');
    }
    if (character === '<' && this.#hasElements && beforeElement.test(this.#written.before())) {
      const tag = this.#openTag();
      if (tag > 0) return tag;
    }
    this.#countBrackets(mode, character);
    return this.#write(1, 'code');
  }

  #commentHere(): number {
    const comment = this.#syntax.comments.find(
      (one) => this.#begins(one.start) && one.fits(this.#text, this.#at) && this.#ends(one),
    );
    if (comment === undefined) return 0;
    this.#modes.push({ kind: 'comment', start: comment.start, at: this.#at, end: comment.end });
    return this.#write(comment.start.length, 'comment');
  }

  #beginsPattern(): boolean {
    const { beforePattern } = this.#syntax;
    if (beforePattern === null) return false;
    const before = this.#written.before();
    if (before.endsWith(')')) return this.#wasCondition;
    if (before.endsWith('}')) return !this.#wasObject && this.#modes.length === 1;
    return beforePattern.test(before);
  }

  #countBrackets(mode: Mode & { kind: 'code' }, character: string): void {
    if (!/[(){}]/.test(character)) return;
    const before = this.#written.before();
    if (character === '(') this.#brackets.push(/(?<![\w$.#])(?:if|while|for|with|for await)$/.test(before));
    else if (character === ')') this.#wasCondition = this.#brackets.pop() ?? false;
    else if (character === '{') {
      mode.braces++;
      this.#braces.push(/(?:[(,=:[!&|?+*%~^-]|(?<![\w$.#])(?:return|typeof|void|in|of))$/.test(before));
    } else if (character === '}') {
      if (mode.braces > 0) this.#wasObject = this.#braces.pop() ?? false;
      if (mode.braces-- === 0 && this.#modes.length > 1) this.#modes.pop();
    }
  }

  #inString(mode: Mode & { kind: 'string' }, character: string): number {
    if (character === '\\' && mode.escapes) {
      this.#goesOn = /^\r?\n/.test(this.#text.slice(this.#at + 1, this.#at + 3));
      return this.#write(2, 'string');
    }
    if (this.#here(mode.end)) {
      this.#modes.pop();
      return this.#write(mode.end.length, 'code');
    }
    if (mode.inserts !== null && this.#here(mode.inserts)) {
      this.#modes.push({ kind: 'code', braces: 0 });
      return this.#write(mode.inserts.length, 'code');
    }
    return this.#write(1, 'string');
  }

  #inComment(mode: Mode & { kind: 'comment' }): number {
    if (mode.end === null || !this.#here(mode.end)) return this.#write(1, 'comment');
    this.#modes.pop();
    return this.#write(mode.end.length, 'comment');
  }

  /** Takes the beginning of a tag; 0 when there is none. */
  #openTag(): number {
    const words = this.#text.slice(this.#at, this.#at + 100);
    const match = parameters.test(words) ? null : element.exec(words);
    if (match === null) return 0;
    this.#modes.push({ kind: 'tag', name: match[1] ?? '', closes: false, angles: 0 });
    return this.#write(match[0].length, 'code');
  }

  #inTag(mode: Mode & { kind: 'tag' }, character: string): number {
    if (character === '/' && this.#here('/>')) {
      this.#modes.pop();
      return this.#write(2, 'code');
    }
    const comment = this.#commentHere();
    if (comment > 0) return comment;
    if ((character === '"' || character === "'") && this.#begins(character)) {
      const quote = { start: character, at: this.#at, end: character };
      this.#modes.push({ kind: 'string', ...quote, multi: true, inserts: null, escapes: false });
    } else if (character === '{') this.#modes.push({ kind: 'code', braces: 0 });
    else if (character === '<') mode.angles++;
    else if (character === '>' && mode.angles > 0) mode.angles--;
    else if (character === '>') {
      this.#modes.pop();
      if (mode.closes) this.#modes.pop();
      // Without an end it was no element.
      else if (this.#lastClosing(mode.name) > this.#at) this.#modes.push({ kind: 'elements' });
    }
    return this.#write(1, 'code');
  }

  /** Text of a page is no string: it counts as code, but nothing in it begins a string or a comment. */
  #betweenTags(character: string): number {
    if (character === '{') this.#modes.push({ kind: 'code', braces: 0 });
    else if (this.#here('</')) {
      this.#modes.push({ kind: 'tag', name: '', closes: true, angles: 0 });
      return this.#write(2, 'code');
    } else if (character === '<') {
      const tag = this.#openTag();
      if (tag > 0) return tag;
    }
    return this.#write(1, 'code');
  }

  /** Where the last element of this name ends, -1 when none does. */
  #lastClosing(name: string): number {
    if (this.#closings === null) {
      this.#closings = new Map();
      for (const match of this.#text.matchAll(/<\/\s{0,9}([\w$.:-]*)/g))
        this.#closings.set(match[1] ?? '', match.index);
    }
    return this.#closings.get(name) ?? -1;
  }

  #begins(mark: string): boolean {
    return this.#here(mark) && this.#at < (this.#plain.get(mark) ?? Number.POSITIVE_INFINITY);
  }

  /** Whether the end of the mark that stands here comes anywhere later. */
  #ends({ start, end }: { readonly start: string; readonly end: string | null }): boolean {
    if (end === null) return true;
    const last = this.#lastEnds.get(end) ?? this.#text.lastIndexOf(end);
    this.#lastEnds.set(end, last);
    return last >= this.#at + start.length;
  }

  #here(words: string): boolean {
    return this.#text.startsWith(words, this.#at);
  }

  /** Takes `count` characters, but never over the end of the line; returns how many. */
  #write(count: number, kind: 'code' | 'string' | 'comment'): number {
    let taken = 0;
    for (; taken < count; taken++) {
      const character = this.#text[this.#at];
      if (character === undefined || character === '\n') break;
      this.#at++;
      this.#written.add(character, kind);
    }
    return taken;
  }

  /** Strings and comments of one line end with it, also where their end was forgotten. */
  #endLine(): void {
    this.#written.endLine();
    this.#at++;
    const mode = this.#mode();
    const ends = (mode.kind === 'comment' && mode.end === null) || (mode.kind === 'string' && !mode.multi);
    if (ends && !(mode.kind === 'string' && this.#goesOn)) this.#modes.pop();
    this.#goesOn = false;
  }
}
