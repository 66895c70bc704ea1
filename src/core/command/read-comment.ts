// Finds the commands in a comment: lines that begin with `/chimera` and that a person would see as plain text, so not
// in quotes, code, HTML blocks or hidden comments.
import { visibleLines } from '../intake/visible-lines.ts';
import { type Parsed, parseCommand } from './parse-command.ts';

/** Commands of one comment that are carried out; who writes more than that is playing. */
const commandsMax = 5;

/** Longest text of `guide` and `reject`, in characters. */
const textCharactersMax = 4_000;

/** GitHub's limit for a comment; what is longer did not come from there. */
const commentCharactersMax = 65_536;

const commandLine = /^ {0,3}\/chimera(?:[ \t]+(\S+)(?:[ \t]+(.*))?)?[ \t]*$/i;
const fence = /^ {0,3}(?:`{3,}|~{3,})/;
const htmlBlock = /<(\/?)(pre|code|blockquote|details|script|style|textarea|table)\b/gi;

/** In the order in which they stand. Text after `guide` and `reject` may go on over several lines. */
export function readComment(body: string): Parsed[] {
  const found: { word: string; lines: string[] }[] = [];
  for (const line of plainLines(body.slice(0, commentCharactersMax))) {
    const match = commandLine.exec(line);
    if (match !== null) {
      if (found.length === commandsMax) break;
      found.push({ word: match[1] ?? 'help', lines: [match[2] ?? ''] });
    } else if (takesText(found.at(-1)?.word)) found.at(-1)?.lines.push(line);
  }
  return found.map(({ word, lines }) => parseCommand(word, lines.join('\n').trim().slice(0, textCharactersMax)));
}

const takesText = (word: string | undefined): boolean => /^(?:guide|reject)$/i.test(word ?? '');

/** The lines outside of code, quotes and HTML blocks. */
function plainLines(body: string): string[] {
  const plain: string[] = [];
  let quoted = false;
  let depth = 0;
  for (const { text, fenced } of visibleLines(body)) {
    // A fence that nobody closes makes code of all the rest.
    if (!fenced && fence.test(text)) break;
    const opened = depth > 0;
    if (!fenced) depth = Math.max(0, depth + htmlDepth(text));
    // A line right below a quote belongs to it, even without a mark of its own.
    quoted = text.trim() !== '' && (quoted || /^ {0,3}>/.test(text));
    const indented = /^(?: {4}|\t)/.test(text);
    if (!fenced && !quoted && !indented && !opened && depth === 0) plain.push(text);
  }
  return plain;
}

const htmlDepth = (text: string): number =>
  [...text.matchAll(htmlBlock)].reduce((sum, match) => sum + (match[1] === '/' ? -1 : 1), 0);
