// The lines of a source text as a scan takes them apart, each in three versions whose columns agree.

export interface ScannedLine {
  /** Without comments; strings as they are. */
  readonly code: string;
  /** Without comments, and with nothing between the quotes of strings; what a template inserts is code. */
  readonly bare: string;
  /** What the comments of the line say; `''` when there are none. */
  readonly comment: string;
}

/** So many characters say what a slash or a bracket begins. */
const tailLength = 24;

export class LineWriter {
  readonly lines: ScannedLine[] = [];
  /** Where the code of this line ends so far, and how the last line with code ended. */
  #codeEnd = 0;
  #lineBefore = '';
  #code: string[] = [];
  #bare: string[] = [];
  #comment: string[] = [];

  add(character: string, kind: 'code' | 'string' | 'comment'): void {
    this.#code.push(kind === 'comment' ? ' ' : character);
    this.#bare.push(kind === 'code' ? character : ' ');
    if (kind === 'comment') this.#comment.push(character);
    else if (kind === 'code' && character > ' ') this.#codeEnd = this.#bare.length;
  }

  endLine(): void {
    this.lines.push({ code: this.#code.join(''), bare: this.#bare.join(''), comment: this.#comment.join('') });
    if (this.#codeEnd > 0) this.#lineBefore = this.before();
    this.#codeEnd = 0;
    this.#code = [];
    this.#bare = [];
    this.#comment = [];
  }

  /** How the code so far ends, without comments and strings: its last characters, over lines. */
  before(): string {
    const own = this.#bare.slice(Math.max(0, this.#codeEnd - tailLength), this.#codeEnd).join('');
    if (own.length === tailLength) return own;
    return `${this.#lineBefore} ${own}`.trimEnd().slice(-tailLength);
  }

  /** Whether nothing but blanks and comments stands in this line so far. */
  isBlank(): boolean {
    return this.#code.length < 200 && this.#code.join('').trim() === '';
  }
}
