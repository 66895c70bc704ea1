// Cucumber Expressions over the kinds of this vocabulary: `{thing}` is a part of the kind "thing", `{row:text}` a part named
// "row" of the kind "text". Texts in parentheses are optional, words with a slash between them are alternatives.
import {
  type Argument,
  CucumberExpression,
  ParameterType,
  ParameterTypeRegistry,
} from '@cucumber/cucumber-expressions';
import type { Kind, Name } from './kind.ts';
import { kindsOfPlaces } from './kinds-of-places.ts';
import { kindsOfThings, type Thing } from './kinds-of-things.ts';
import { kindsOfWords } from './kinds-of-words.ts';

export const kinds = { ...kindsOfThings, ...kindsOfPlaces, ...kindsOfWords };

/** What the parts of each kind are read as. */
export type Values = { readonly [Name in keyof typeof kinds]: ReturnType<(typeof kinds)[Name]['read']> };

/** A sentence in its plain form, its quoted texts set aside. */
export interface Said {
  readonly text: string;
  /** The same in lower case, letter by letter. */
  readonly lower: string;
  readonly quotes: readonly string[];
  /** Finds what a sentence names on a page that was looked at. */
  readonly lookUp?: (thing: Thing) => Thing;
}

export function said(text: string, quotes: readonly string[]): Said {
  const lower = text.replaceAll(/\p{Lu}/gu, (capital) => {
    const small = capital.toLowerCase();
    return small.length === capital.length ? small : capital;
  });
  return { text, lower, quotes };
}

const registry = new ParameterTypeRegistry();
const known: Readonly<Record<string, Kind<unknown>>> = kinds;

/** Every part has a parameter type of its own, because Cucumber tells parts by their types alone. */
export function compile(source: string): CucumberExpression {
  for (const [, name = ''] of source.matchAll(/\{([^}]*)\}/g)) {
    const kind = known[name.split(':').at(-1) ?? ''];
    if (kind !== undefined && registry.lookupByTypeName(name) === undefined)
      registry.defineParameterType(parameterType(name, kind));
  }
  return new CucumberExpression(source, registry);
}

function parameterType(name: string, kind: Kind<unknown>): ParameterType<unknown> {
  function transform(this: Said, ...groups: (string | undefined)[]): unknown {
    return kind.read(groups, this.quotes);
  }
  return new ParameterType<unknown>(name, kind.pattern, null, transform, false);
}

/** The parts of a sentence that fits, by their names; `null` when it does not fit. */
export function partsOf(expression: CucumberExpression, sentence: Said): Readonly<Record<string, unknown>> | null {
  const matched = expression.match(sentence.lower);
  if (matched === null || matched.some((argument) => namesNothing(argument, sentence))) return null;
  return Object.fromEntries(
    matched.map((argument) => [partName(argument), found(argument, partValue(argument, sentence), sentence)]),
  );
}

/** An empty text, as an outline's empty cell leaves one, is found on every page. */
function namesNothing(argument: Argument, { quotes }: Said): boolean {
  if (known[kindName(argument)]?.mayBeEmpty === true) return false;
  const marks = (argument.group.value ?? '').matchAll(/\uE000(\d+)\uE001/g);
  return [...marks].some(([, index]) => quotes[Number(index)]?.trim() === '');
}

/** Names are those of the page. */
function found(argument: Argument, value: unknown, { lookUp }: Said): unknown {
  const kind = kindName(argument);
  if (lookUp === undefined) return value;
  if (kind === 'thing') return lookUp(value as Thing);
  const control = known[kind]?.of;
  return control === undefined ? value : lookUp({ name: value as Name, control }).name;
}

const kindName = (argument: Argument): string => argument.getParameterType().name?.split(':').at(-1) ?? '';
const partName = (argument: Argument): string => argument.getParameterType().name?.split(':')[0] ?? '';

/** The expression has matched lower-case letters; what is read are the letters of the sentence. */
function partValue({ group, parameterType }: Argument, sentence: Said): unknown {
  const groups = (group.children ?? [group]).map(({ start, end }) =>
    start === undefined ? undefined : sentence.text.slice(start, end),
  );
  return parameterType.transform(sentence, groups as string[]);
}
