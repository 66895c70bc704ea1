// The key that somebody probably meant.

/** The candidate with the fewest edits, or `null` when none is near enough to be a slip of the pen. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > 60) return null;
  const plain = word.toLowerCase().replaceAll('-', '_');
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: editDistance(plain, candidate) }))
    .sort((one, other) => one.edits - other.edits);
  const best = ranked[0];
  if (best === undefined) return null;
  return best.edits <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

/** Letters to add, remove, change or swap with their neighbour. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped && row > 1 && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
