/** A file's patch as rows with line numbers on both sides. */

export type DiffRow =
  | { readonly kind: 'hunk'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'context' | 'added' | 'removed';
      readonly left: number | undefined;
      readonly right: number | undefined;
      readonly text: string;
    };

/** @param patch from the first `@@` on, as `changedFiles` gives it, or one hunk of it. */
export function diffRows(patch: string): DiffRow[] {
  let left = 0;
  let right = 0;
  return patch.split('\n').map((line): DiffRow => {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) {
      left = Number(header[1]);
      right = Number(header[2]);
      return { kind: 'hunk', text: line };
    }
    const text = line.slice(1);
    switch (line.charAt(0)) {
      case '+':
        return { kind: 'added', left: undefined, right: right++, text };
      case '-':
        return { kind: 'removed', left: left++, right: undefined, text };
      case '\\':
        return { kind: 'note', text: text.trim() };
      default:
        return { kind: 'context', left: left++, right: right++, text };
    }
  });
}
