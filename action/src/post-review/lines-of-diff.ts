// Which lines of a pull request can carry a comment: GitHub refuses a whole review for one that lies elsewhere.

export interface PullRequestFile {
  readonly filename: string;
  /** Absent for binary and for very large files. */
  readonly patch?: string | undefined;
}

/** For each file the lines on the new side that its patch shows. */
export function linesOfDiff(files: readonly PullRequestFile[]): Map<string, Set<number>> {
  return new Map(files.map((file) => [file.filename, linesOfPatch(file.patch ?? '')]));
}

function linesOfPatch(patch: string): Set<number> {
  const lines = new Set<number>();
  let next = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk !== null) next = Number(hunk[1]);
    else if (next > 0 && (line.startsWith('+') || line.startsWith(' '))) lines.add(next++);
  }
  return lines;
}
