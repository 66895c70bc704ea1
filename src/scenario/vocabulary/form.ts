// One form of sentence: what it looks like, and the line of test code that it becomes.
import type { CucumberExpression } from '@cucumber/cucumber-expressions';
import { compile, partsOf, type Said, type Values } from './expression.ts';
import type { Hearing } from './hearing.ts';

export interface Form {
  /** `action` changes something, `assertion` checks something; a test needs at least one assertion. */
  readonly kind: 'action' | 'assertion';
  /** Shown to people whose sentence was not understood. */
  readonly example: string;
  /** How it may be said, in order of precedence. */
  readonly expressions: readonly CucumberExpression[];
  /** Test code, one statement a line; `null` when no expression fits, or a part means nothing, for example an unknown key. */
  code(sentence: Said): string | null;
  /** Has to be said before the step in front of it, because that one brings it about: a dialog is answered while it is open. */
  readonly early?: true;
  /** Is about what the test hears while the step in front is carried out. */
  readonly hears?: Hearing;
  /** Goes on about what an earlier sentence was about, if there is one. */
  readonly goesOn?: true;
  /** Changes something and checks it too; or does nothing but wait. */
  readonly acts?: boolean;
}

/** The inner texts of the braces of an expression. */
type Braces<Source> = Source extends `${string}{${infer Inner}}${infer Rest}` ? Inner | Braces<Rest> : never;
type NameIn<Inner> = Inner extends `${infer Name}:${string}` ? Name : Inner;
type KindIn<Inner> = Inner extends `${string}:${infer Kind}` ? Kind : Inner;
type Missing<Source, Name extends string> = [Source] extends [`${string}{${Name}${':' | '}'}${string}`]
  ? never
  : undefined;

/** The parts of all the expressions; a part may be missing that is not in every one of them. */
export type Parts<Source extends string> = {
  readonly [Inner in Braces<Source> as NameIn<Inner> & string]:
    | Values[KindIn<Inner> & keyof Values]
    | Missing<Source, NameIn<Inner> & string>;
};

interface FormText<Source extends string> extends Omit<Form, 'expressions' | 'code'> {
  readonly expressions: readonly Source[];
  code(parts: Parts<Source>): string | null;
}

export function form<const Source extends string>({ code, ...text }: FormText<Source>): Form {
  const expressions = text.expressions.map((source) => compile(source));
  return {
    ...text,
    expressions,
    code(sentence) {
      for (const expression of expressions) {
        const parts = partsOf(expression, sentence);
        const line = parts === null ? null : code(parts as Parts<Source>);
        if (line !== null) return line;
      }
      return null;
    },
  };
}
