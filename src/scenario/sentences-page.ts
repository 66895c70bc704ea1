// The page of the documentation with every form of sentence, made from the vocabulary.
import { plainSentence } from './plain-sentence.ts';
import { beginnings } from './vocabulary/actions.ts';
import { checking, doing } from './vocabulary/all-forms.ts';
import { kinds, said } from './vocabulary/expression.ts';
import type { Form } from './vocabulary/form.ts';

export function sentencesPage(): string {
  return `# Sentences

What can stand in acceptance criteria, and what becomes of it. These are examples of forms: names, texts, numbers and addresses are yours,
the subject ("I", "the user", "visitors") and the tense do not matter, and two sentences may be joined by "and". Criteria may be Gherkin (with
backgrounds, outlines and examples), steps without any frame, checklists or numbered lists.

Names in quotes are exact; a name is looked for as the label of a field, the name of a button or link, or as text. Around the label of a
field signs may stand, and behind it "required", "optional" or words in parentheses: \`called\` is for that. A quoted name that begins
with \`.\` or \`#\` is a selector: \`I see ".visible-count"\`. Put \`not\` where you would say it: \`I do not see "Milk"\`, \`the "Add" button is not enabled\`.

A text may stand within a longer one, in capitals or not. But a number at its edge is the whole number, so "1 item" is not seen in
"11 items"; and a single word that names a row or a checkbox, or that is not to be seen, is the whole word, so "Milk" is not "Milkshake":
\`whole\` is for that. What is hidden need not be gone from the page.

The last column has the [Cucumber Expressions](https://github.com/cucumber/cucumber-expressions) of each form: texts in parentheses may be
left out, of words with a slash between them one is said, and [the parts in braces](#parts) are yours. Verbs stand in their plain form: \`see\` is
also \`should see\` and \`sees\`, \`is\` also \`are\` and \`becomes\`, \`not\` also \`does not\` and \`no longer\`.

A sentence that fits no form is quoted back with the nearest ones; with a \`model\` in the configuration, the model words it anew.

## What is done

${rows([...beginnings, ...doing])}

What says where somebody is, goes there at the beginning of a scenario and after \`Given\`; after anything that is done, and after
\`Then\`, it checks the address.

## What is seen

${rows(checking)}

## Parts

\`{row:text}\` is a part named \`row\` that is said as a \`text\`.

| part | what it may be |
|---|---|
${Object.entries(kinds)
  .map(([name, { means }]) => `| \`${name}\` | ${cell(means)} |`)
  .join('\n')}
`;
}

const rows = (forms: readonly Form[]): string =>
  ['| sentence | becomes | may be said as |', '|---|---|---|', ...forms.map(row)].join('\n');

function row({ example, expressions, code }: Form): string {
  const { text, quotes } = plainSentence(example);
  const line = code(said(text, quotes)) ?? '';
  const ways = expressions.map(({ source }) => `\`${source}\``).join('<br>');
  return `| ${cell(example)} | \`${cell(line)}\` | ${ways} |`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
