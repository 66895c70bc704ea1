// GitHub refuses texts above its limits instead of cutting them, so they are cut here, where a reader can be told.

/** GitHub's limit for a check run's summary and text, in characters. */
export const checkRunCharactersMax = 65_535;

/** GitHub's limit for comments and descriptions, in characters. */
export const commentCharactersMax = 65_536;

/** The parts with a blank line between them; too long a text ends at a line, with the pointer below it. */
export function fitInto(parts: readonly string[], charactersMax: number, pointer: string): string {
  const whole = parts.filter((part) => part !== '').join('\n\n');
  if (whole.length <= charactersMax) return whole;
  const room = charactersMax - pointer.length - 250;
  const head = whole.slice(0, whole.lastIndexOf('\n', room) > 0 ? whole.lastIndexOf('\n', room) : room);
  const fence = openFence(head);
  return `${head.replace(/[\ud800-\udbff]$/, '')}${fence === null ? '' : `\n${fence}`}\n\n${pointer}`;
}

/** The fence that is open at the end of a text, so that what follows does not become part of a block. */
function openFence(text: string): string | null {
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const fence = /^`{3,200}/.exec(line)?.[0];
    if (fence === undefined) continue;
    if (open === null) open = fence;
    else if (line === open) open = null;
  }
  return open;
}
