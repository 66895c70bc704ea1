// The lines of a markdown text that a person sees: what is hidden from the person who put the label on does not count.

export interface VisibleLine {
  readonly text: string;
  /** Inside a fenced block, where headings and settings are only an example. */
  readonly fenced: boolean;
}

/** Characters that show nothing but can carry text or turn it around: tags, direction marks, controls. */
const invisible = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** Without HTML comments (outside fenced blocks) and invisible characters. A block that nobody closes is none. */
export function visibleLines(text: string): VisibleLine[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(invisible, '').split('\n');
  const closings = closingFences(lines);
  const seen: VisibleLine[] = [];
  let commented = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const end = commented ? undefined : closings.get(index);
    if (end !== undefined) {
      for (const fenced of lines.slice(index, end + 1)) seen.push({ text: fenced, fenced: true });
      index = end;
      continue;
    }
    const kept = withoutComments(line, commented);
    if (kept.text.trim() !== '' || kept.text === line) seen.push({ text: kept.text, fenced: false });
    commented = kept.commented;
  }
  return seen;
}

/** For each line that opens a fenced block, the line that closes it. */
function closingFences(lines: readonly string[]): Map<number, number> {
  const closings = new Map<number, number>();
  let open: { index: number; fence: string } | null = null;
  for (const [index, line] of lines.entries()) {
    const fence = /^ {0,3}(`{3,200}(?=[^`]*$)|~{3,200})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === null) open = { index, fence };
    else if (fence.startsWith(open.fence) && line.trim() === fence) {
      closings.set(open.index, index);
      open = null;
    }
  }
  return closings;
}

function withoutComments(line: string, commented: boolean): { text: string; commented: boolean } {
  let text = '';
  let at = 0;
  let inside = commented;
  while (at < line.length) {
    const next = line.indexOf(inside ? '-->' : '<!--', at);
    if (!inside) text += line.slice(at, next < 0 ? line.length : next);
    if (next < 0) break;
    at = next + (inside ? 3 : 4);
    inside = !inside;
  }
  return { text, commented: inside };
}
