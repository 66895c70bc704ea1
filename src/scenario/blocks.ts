// Markdown as prose and fenced blocks, in order: what stands in a fence that says another language is no criterion.

export interface Block {
  /** Of a fenced block, in lower case and `''` when it says none; `null` outside of fences. */
  readonly language: string | null;
  /** Without the lines of the fence itself. */
  readonly lines: readonly string[];
}

interface Fence {
  readonly mark: string;
  readonly language: string;
}

/** A fence may be indented at will, as in the items of a list. One that nobody closes is prose. */
export function blocksOf(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const closings = closingsOf(lines);
  const blocks: Block[] = [];
  let prose: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const closing = closings.get(index);
    if (closing === undefined) {
      prose.push(line);
      continue;
    }
    blocks.push({ language: null, lines: prose });
    blocks.push({ language: fenceOf(line)?.language ?? '', lines: lines.slice(index + 1, closing) });
    prose = [];
    index = closing;
  }
  return [...blocks, { language: null, lines: prose }].filter(
    (block) => block.language !== null || block.lines.length > 0,
  );
}

/** For each line that opens a block, the line that closes it: the same sign, at least as often, and nothing else. */
function closingsOf(lines: readonly string[]): Map<number, number> {
  const closings = new Map<number, number>();
  let open: { index: number; mark: string } | null = null;
  for (const [index, line] of lines.entries()) {
    const fence = fenceOf(line);
    if (fence === null) continue;
    if (open === null) open = { index, mark: fence.mark };
    else if (fence.mark.startsWith(open.mark) && line.trim() === fence.mark) {
      closings.set(open.index, index);
      open = null;
    }
  }
  return closings;
}

function fenceOf(line: string): Fence | null {
  const found = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})[ \t]*([^\s`]*)/.exec(line);
  return found === null ? null : { mark: found[1] ?? '', language: (found[2] ?? '').toLowerCase() };
}
