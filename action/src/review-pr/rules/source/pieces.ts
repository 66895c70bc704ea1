// Long lines in pieces that a pattern can look at: what stands far to the right counts as well.

/** What stands at the end of one piece stands at the beginning of the next, so that nothing falls between two. */
const overlap = 500;
/** A line of more pieces than this is data; patterns take time for each of them. */
const piecesMax = 500;

/**
 * The whole line where it has at most `charactersMax` characters. Otherwise its runs of spaces become one, and what is
 * left comes in pieces of that length. `charactersMax` is more than 500.
 */
export function piecesOf(line: string, charactersMax: number): readonly string[] {
  if (line.length <= charactersMax) return [line];
  const text = line.replaceAll(/\s+/g, ' ');
  const pieces: string[] = [];
  for (
    let at = 0;
    pieces.length < piecesMax && (at === 0 || at + overlap < text.length);
    at += charactersMax - overlap
  ) {
    pieces.push(text.slice(at, at + charactersMax));
  }
  return pieces;
}
