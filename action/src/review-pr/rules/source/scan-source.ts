// Takes a source text apart into code, strings and comments, line by line, in one pass. A rule that looks for code must
// not be misled by what a comment or a string says about code.
import type { Language } from '../../kinds-of-files.ts';
import { isRegularExpression, type Syntax, syntaxOf } from './syntax.ts';

export interface ScannedLine {
  /** Without comments; strings as they are. */
  readonly code: string;
  /** Without comments, and with nothing between the quotes of strings; what a template inserts is code. */
  readonly bare: string;
  /** What the comments of the line say; `''` when there are none. */
  readonly comment: string;
}

/** One entry a line of `text`. Never throws: what is not well-formed is read as well as it goes. */
export function scanSource(text: string, language: Language): readonly ScannedLine[] {
  const scanner = new Scanner(text, syntaxOf(language));
  scanner.run();
  return scanner.lines;
}

/** What the scanner is in: code (within a template it ends with its brace), a string, or a comment. */
type Mode =
  | { readonly kind: 'code'; braces: number }
  | { readonly kind: 'string'; readonly end: string; readonly multi: boolean; readonly inserts: string | null }
  | { readonly kind: 'comment'; readonly end: string | null };

class Scanner {
  readonly lines: ScannedLine[] = [];
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #modes: Mode[] = [{ kind: 'code', braces: 0 }];
  #at = 0;
  #code: string[] = [];
  #bare: string[] = [];
  #comment: string[] = [];

  constructor(text: string, syntax: Syntax) {
    this.#text = text;
    this.#syntax = syntax;
  }

  run(): void {
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\n') this.#endLine();
      else if (character === '\r') this.#at++;
      else this.#step(this.#modes.at(-1) ?? { kind: 'code', braces: 0 }, character);
    }
    this.#endLine();
  }

  #step(mode: Mode, character: string): number {
    switch (mode.kind) {
      case 'code':
        return this.#inCode(mode, character);
      case 'string':
        return this.#inString(mode, character);
      case 'comment':
        return this.#inComment(mode);
      default:
        return mode satisfies never;
    }
  }

  #inCode(mode: Mode & { kind: 'code' }, character: string): number {
    const syntax = this.#syntax;
    const comment = syntax.comments.find((one) => this.#here(one.start) && one.fits(this.#text, this.#at));
    if (comment !== undefined) {
      this.#modes.push({ kind: 'comment', end: comment.end });
      return this.#write(comment.start.length, 'comment');
    }
    const quote = syntax.strings.find((one) => this.#here(one.start) && one.fits(this.#text, this.#at));
    if (quote !== undefined) {
      // A long string that is a statement of its own documents what it stands in.
      const documents = quote.documents && this.#code.length < 200 && this.#code.join('').trim() === '';
      if (documents) this.#modes.push({ kind: 'comment', end: quote.end });
      else this.#modes.push({ kind: 'string', end: quote.end, multi: quote.multi, inserts: quote.inserts });
      return this.#write(quote.start.length, documents ? 'comment' : 'code');
    }
    if (character === '/' && syntax.regularExpressions && isRegularExpression(this.#bare.slice(-12).join(''))) {
      const length = /^\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(
        this.#text.slice(this.#at, this.#at + 400),
      )?.[0].length;
      if (length !== undefined) return this.#write(length, 'string');
    }
    if (character === '{') mode.braces++;
    if (character === '}' && mode.braces-- === 0 && this.#modes.length > 1) this.#modes.pop();
    return this.#write(1, 'code');
  }

  #inString(mode: Mode & { kind: 'string' }, character: string): number {
    if (character === '\\' && this.#syntax.escapes) return this.#write(2, 'string');
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
      this.#code.push(kind === 'comment' ? ' ' : character);
      this.#bare.push(kind === 'code' ? character : ' ');
      if (kind === 'comment') this.#comment.push(character);
    }
    return taken;
  }

  /** Strings and comments of one line end with it, also where their end was forgotten. */
  #endLine(): void {
    this.lines.push({ code: this.#code.join(''), bare: this.#bare.join(''), comment: this.#comment.join('') });
    this.#at++;
    this.#code = [];
    this.#bare = [];
    this.#comment = [];
    const mode = this.#modes.at(-1);
    if ((mode?.kind === 'comment' && mode.end === null) || (mode?.kind === 'string' && !mode.multi)) this.#modes.pop();
  }
}
