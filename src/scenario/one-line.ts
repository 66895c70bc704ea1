// Texts of people as titles and sentences: one line, without terminal sequences, and never longer than a limit.

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const terminalSequence = /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\))/g;

/** At most `max` characters; a cut is visible. */
export function oneLine(text: string, max: number): string {
  const line = text.replaceAll(terminalSequence, '').replaceAll(/\s+/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}
