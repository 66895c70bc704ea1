// Patterns of paths and names, matched without regular expressions: a hostile pattern or path costs no more than its length allows.

/**
 * Whether a path is protected: of all patterns that match it, the last one counts; one with `!` in front lifts the
 * protection. Upper and lower case are the same, as they are on the file systems of many people.
 */
export function isProtected(path: string, patterns: readonly string[]): boolean {
  const last = patterns.findLast((pattern) => matchesPath(pattern.replace(/^!/, ''), path));
  return last !== undefined && !last.startsWith('!');
}

/**
 * Whether a pattern matches a path from the top of the repository. `*` and `?` stand for characters within a name,
 * `**` for any number of folders; at the end, `**` stands for everything below.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const names = fold(path).split('/');
  const parts = fold(pattern).split('/');
  // reachable[n]: the parts so far can stand for the first n names.
  let reachable = [true, ...names.map(() => false)];
  for (const [index, part] of parts.entries()) {
    reachable = part === '**' ? spread(reachable, index === parts.length - 1) : advance(reachable, part, names);
  }
  return reachable.at(-1) === true;
}

/** Whether a pattern matches a name that is no path: `*` and `?` stand for any characters. */
export const matchesWhole = (pattern: string, name: string): boolean => matchesName(fold(pattern), fold(name));

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function advance(reachable: readonly boolean[], part: string, names: readonly string[]): boolean[] {
  return [false, ...names.map((name, index) => reachable[index] === true && matchesName(part, name))];
}

/** A last `**` needs at least one name, so that `folder/**` is about what the folder holds. */
function spread(reachable: readonly boolean[], last: boolean): boolean[] {
  let seen = false;
  return reachable.map((here) => {
    const before = seen;
    seen ||= here;
    return last ? before : seen;
  });
}

/** The usual walk with one mark to go back to: no more steps than both lengths multiplied. */
function matchesName(part: string, name: string): boolean {
  let [at, inPart, star, mark] = [0, 0, -1, 0];
  while (at < name.length) {
    const wanted = part[inPart];
    if (wanted === '*') {
      star = inPart;
      mark = at;
      inPart += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === name[at])) {
      at += 1;
      inPart += 1;
    } else if (star >= 0) {
      mark += 1;
      at = mark;
      inPart = star + 1;
    } else return false;
  }
  while (part[inPart] === '*') inPart += 1;
  return inPart === part.length;
}
