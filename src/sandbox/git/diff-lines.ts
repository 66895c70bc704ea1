/** Which lines of a file's patch a review comment may lie on. */

export interface DiffLine {
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  /** Lines below the file's first `@@`; hunk headers after the first count, as on GitHub. */
  readonly position: number;
  /** The hunk from its header down to this line. */
  readonly hunk: string;
}

/** Every commentable line: context lines on both sides, removed ones on the left, added ones on the right. */
export function diffLines(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let left = 0;
  let right = 0;
  let hunk = '';
  for (const [position, text] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header) {
      left = Number(header[1]);
      right = Number(header[2]);
      hunk = text;
      continue;
    }
    if (text.startsWith('\\')) continue;
    hunk += `\n${text}`;
    if (!text.startsWith('+')) lines.push({ side: 'LEFT', line: left++, position, hunk });
    if (!text.startsWith('-')) lines.push({ side: 'RIGHT', line: right++, position, hunk });
  }
  return lines;
}
