// Whether a version of Node is one that `node-version:` allows.

/** `24`, `24.x`, `v24.1.0`, `^24.1`, `~24.1`, `>=22`, `>=20 <25`, `20 || 24`, `lts/*`, `latest`. Throws on other forms. */
export function nodeVersionMatches(asked: string, has: string): boolean {
  const spec = asked.trim().toLowerCase();
  if (['node', 'latest', 'current', '*', 'x'].includes(spec)) return true;
  // Even majors become long-term releases; which of them is the newest a machine without a network cannot know.
  if (spec.startsWith('lts/')) return (parts(has)[0] ?? 0) % 2 === 0;
  return spec.split('||').some((range) =>
    range
      .trim()
      .split(/\s+/)
      .every((one) => comparatorMatches(one, has)),
  );
}

function comparatorMatches(comparator: string, has: string): boolean {
  const match = /^(\^|~|>=|<=|>|<|=)?v?(\d+(?:\.(?:\d+|x|\*)){0,2})$/.exec(comparator);
  if (!match) {
    const allowed =
      "'24', '24.x', '24.1.0', '^24.1', '~24.1', '>=22', ranges joined by a blank or ||, 'lts/*', 'latest'";
    throw new Error(`The node version '${comparator}' is not understood; allowed: ${allowed}.`);
  }
  const [, operator = '', version = ''] = match;
  const asked = parts(version);
  const order = compare(parts(has), asked);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '^':
      return order >= 0 && parts(has)[0] === asked[0];
    case '~':
      return order >= 0 && parts(has)[0] === asked[0] && (asked[1] === undefined || parts(has)[1] === asked[1]);
    default:
      return order === 0;
  }
}

/** Up to the first part that is a wildcard. */
function parts(version: string): number[] {
  const numbers = version.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  const wildcard = numbers.findIndex(Number.isNaN);
  return wildcard < 0 ? numbers : numbers.slice(0, wildcard);
}

/** Over the parts that `asked` names. */
function compare(has: number[], asked: number[]): number {
  for (const [index, part] of asked.entries()) {
    const difference = (has[index] ?? 0) - part;
    if (difference !== 0) return difference;
  }
  return 0;
}
