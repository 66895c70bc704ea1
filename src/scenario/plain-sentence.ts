// Brings a sentence into the one plain form that the vocabulary knows: quoted texts set aside as data, no subject,
// no auxiliary verbs, verbs in their base form. "The user should no longer see “Milk”." becomes `not see ⟨0⟩`.

export interface PlainSentence {
  /** The sentence with each quoted text replaced by a mark. */
  readonly text: string;
  /** The quoted texts, in order. */
  readonly quotes: readonly string[];
}

// An unquoted path or address counts as quoted: its words are no verbs.
const quoted =
  /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|`([^`]+)`|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])|‘([^’]+)’(?![\p{L}\p{N}])|(?<=^|\s)(\/(?:[^\s.,;]|[.,;](?=[^\s]))*|https?:\/\/(?:[^\s.,;]|[.,;](?=[^\s]))+)/gu;

const regularVerbs =
  'click tap press hit push open visit load navigate browse start return land type enter fill input set change select ' +
  'choose pick check uncheck tick untick mark hover focus clear reload refresh upload attach drag scroll accept dismiss confirm answer show display contain say read list ' +
  'include appear disappear vanish exist view activate follow download ask double-click remain stay end begin';

const irregular: Readonly<Record<string, string>> = {
  sees: 'see',
  saw: 'see',
  seeing: 'see',
  finds: 'find',
  found: 'find',
  goes: 'go',
  went: 'go',
  going: 'go',
  writes: 'write',
  wrote: 'write',
  puts: 'put',
  chose: 'choose',
  picked: 'pick',
  have: 'has',
  had: 'has',
  having: 'has',
  contains: 'contain',
  am: 'is',
  are: 'is',
  was: 'is',
  were: 'is',
  be: 'is',
  becomes: 'is',
  become: 'is',
  became: 'is',
  gets: 'is',
  turns: 'is',
};

const forms = new Map(Object.entries(irregular));
for (const verb of regularVerbs.split(' ')) {
  const stem = verb.replace(/e$/, '');
  for (const form of [
    `${verb}s`,
    `${verb}es`,
    `${stem}ed`,
    `${stem}ing`,
    `${verb}${verb.at(-1)}ed`,
    `${verb}${verb.at(-1)}ing`,
  ]) {
    if (!forms.has(form)) forms.set(form, verb);
  }
}

const auxiliary = '(?:should|shall|will|must|would|can|could|may|might|does|do|did)';

/** In this order; each works on what the one before has left. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b(?:cannot|can't|can’t)\b/gi, 'not'],
  [/\b(?:won't|won’t|shan't)\b/gi, 'not'],
  [/\b(?:is|are|was|were)n['’]t\b/gi, 'is not'],
  [new RegExp(`\\b${auxiliary}n['’]t\\b`, 'gi'), 'not'],
  [new RegExp(`\\b${auxiliary} (?:not|no longer|never)\\b`, 'gi'), 'not'],
  [/\b(?:has|have|had) been\b/gi, 'is'],
  [/\b(?:no longer|never)\b/gi, 'not'],
  [/\b(?:be|is|are) able to\b/gi, ''],
  [new RegExp(`\\b${auxiliary}\\b`, 'gi'), ''],
  [/\bnot be\b/gi, 'is not'],
  [/\b(?:now|also|still|then|again)\b(?! in\b)/gi, ''],
];

const subject =
  /^(?:that )?(?:i|we|you|he|she|they|(?:the|a|an|any|our|each|every) (?:logged-in |new )?(?:user|visitor|person|customer|reader|admin)|users?|visitors?|someone|somebody|people|it) +(?!\uE000)/i;

const nobody = /^(?:nobody|no one|nothing|no (?:user|visitor|person|customer|reader)s?) +(?!\uE000)/i;

/** "I have typed": the auxiliary goes, the verb stays. */
const perfect =
  /^has (?=(?:click|tap|press|hit|push|open|visit|go|type|enter|fill|input|set|change|select|choose|check|tick|mark|clear)\b)/i;

export function plainSentence(sentence: string): PlainSentence {
  const quotes: string[] = [];
  const masked = sentence
    .replaceAll(/[\uE000\uE001]/g, '')
    .replaceAll(/\*\*|__/g, '')
    .replaceAll(quoted, (_, ...groups: unknown[]) => {
      quotes.push(String(groups.slice(0, 8).find((group) => group !== undefined) ?? ''));
      return `\uE000${quotes.length - 1}\uE001`;
    });
  return { text: baseForm(masked), quotes };
}

/** Also for the parts of a sentence, whose subject has been left in the first part. */
export function baseForm(masked: string): string {
  let text = tidy(masked).replace(nobody, 'not ');
  text = text.replace(subject, '');
  for (const [pattern, replacement] of replacements) text = text.replaceAll(pattern, replacement);
  text = tidy(text).replaceAll(/[\p{L}-]+/gu, (word) => forms.get(word.toLowerCase()) ?? word);
  text = text.replace(perfect, '');
  return tidy(text.replace(subject, '').replace(/\bnot is\b/gi, 'is not'));
}

function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:that|and|but|then|when|given)\b,? */i, '')
    .replace(/[\s.,;:!]+$/, '');
}
