// The names of the issue and what was found of them, for the job's log and for the coder.
import type { NamedThing } from '../../../src/scenario/page/look-up.ts';
import { cut, oneLine, tail } from '../text/cut.ts';

const namesMax = 20;
/** What the contract takes. */
const outputMax = 8_000;

/** What the failing test printed, its end, and the names below it, where nobody cuts them off. */
export function outputWithNames(output: string, names: string): string {
  const said = cut(names, 3_000);
  return `${tail(output, outputMax - 2 - said.length)}\n\n${said}`.trim();
}

/** Lines of Markdown, at most 20 names of either kind; empty when the sentences name nothing. */
export function namesText(names: readonly NamedThing[]): string {
  if (names.length === 0) return '';
  const found = names.filter(({ seen }) => seen !== null).slice(0, namesMax);
  const missing = names.filter(({ seen }) => seen === null).slice(0, namesMax);
  return [
    ...(found.length === 0 ? [] : ['On the page before the change:', ...found.map(foundLine), '']),
    ...(missing.length === 0
      ? []
      : [
          'Not on the page when it opens; what no step brings about, the feature has to bring:',
          ...missing.map(line),
          '',
        ]),
  ].join('\n');
}

const line = ({ control, text }: NamedThing): string => `- ${control ?? 'anything'} ${quoted(text)}`;

function foundLine(thing: NamedThing): string {
  const { seen } = thing;
  const said = `${seen?.role ?? ''} ${quoted(seen?.name ?? '')}`;
  return seen?.name === thing.text ? `- ${said}` : `- ${said} (the issue says ${quoted(thing.text)})`;
}

const quoted = (text: string): string => JSON.stringify(oneLine(text, 100));
