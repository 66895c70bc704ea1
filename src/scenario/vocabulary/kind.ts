// One kind of part of a sentence: how it is said, and what it is read as. Each becomes a parameter type of the Cucumber
// Expressions.

/** A name as the sentence has it; quoted names are exact, bare words are not. */
export interface Name {
  readonly text: string;
  readonly quoted: boolean;
}

export interface Kind<Value> {
  /** A regular expression over lower-case letters; quoted texts are marks. */
  readonly pattern: string;
  /** For readers of the documentation. */
  readonly means: string;
  /** What its names are names of: the word for a control, where the part itself says none. */
  readonly of?: string;
  /** Its texts in quotes may be empty. Any other empty text is a name of everything, or of nothing. */
  readonly mayBeEmpty?: true;
  /** `groups` are the groups of the pattern, or the whole where it has none, as the sentence has them. */
  read(groups: readonly (string | undefined)[], quotes: readonly string[]): Value;
}

/** Words that say the same, whichever is taken. */
export const oneOf = (pattern: string, means: string): Kind<string> => ({
  pattern,
  means,
  read: ([said = '']) => said.trim().toLowerCase(),
});

/** Words of which each stands for something of its own. */
export function choice(values: Readonly<Record<string, string>>, means: string): Kind<string> {
  const said = Object.keys(values).sort((left, right) => right.length - left.length);
  return { ...oneOf(said.join('|'), means), read: ([found = '']) => values[found.toLowerCase()] ?? '' };
}

/** A word that turns the sentence around, with the blank behind it. */
export const turn = (pattern: string, means: string): Kind<boolean> => ({
  pattern: `(?:${pattern})?`,
  means,
  read: ([said = '']) => said !== '',
});

/** Whatever is named by the first group that is there. */
export function named(pattern: string, means: string, of?: string): Kind<Name> {
  return {
    pattern,
    means,
    ...(of === undefined ? {} : { of }),
    read: (groups, quotes) => nameOf(groups.find((group) => group !== undefined) ?? '', quotes),
  };
}

export function nameOf(said: string, quotes: readonly string[]): Name {
  const text = said.replaceAll(/\uE000(\d+)\uE001/g, (_, index) => quotes[Number(index)] ?? '');
  return { text, quoted: said.startsWith('\uE000') };
}
