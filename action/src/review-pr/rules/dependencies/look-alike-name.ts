// Whether a package's name is one typing error away from a well-known one.
import { popularNames, type Registry } from './popular-names.ts';

/** The well-known name that `name` could be taken for; `null` when there is none, or when it is well-known itself. */
export function lookAlike(name: string, registry: Registry): string | null {
  const popular = popularNames[registry];
  const plain = registry === 'pypi' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name.toLowerCase();
  if (popular.includes(plain) || plain.length > 60) return null;
  if (/[^\x20-\x7e]/.test(name)) return popular.find((one) => isNear(ascii(plain), one)) ?? 'a name in plain letters';
  return popular.find((one) => isAlike(plain, one)) ?? null;
}

function isAlike(name: string, popular: string): boolean {
  const [scope, own] = split(name);
  const [popularScope, popularOwn] = split(popular);
  if (popularScope !== '') {
    // Close to a known scope, or the scope written as a part of the name.
    if (scope === popularScope)
      return own.length > 4 && popularOwn.length > 4 && isNear(own, popularOwn) && scope !== '@types';
    if (scope !== '') return own === popularOwn && isNear(scope.slice(1), popularScope.slice(1), 4);
    return (
      name === `${popularScope.slice(1)}-${popularOwn}` &&
      !/^(?:babel|vue|react|sentry|stripe|angular|storybook|nuxt|apollo|discordjs)/.test(name)
    );
  }
  if (scope !== '') return false;
  if (name.length >= 5 && squeeze(name) === squeeze(popular)) return true;
  if (affixes.some((affix) => affix(popular) === name) && popular.length >= 5) return true;
  return isNear(name, popular);
}

/** Endings and beginnings that make a name look like the same package for a platform. */
const affixes: readonly ((name: string) => string)[] = [
  (name) => `${name}js`,
  (name) => `${name}-js`,
  (name) => `node-${name}`,
  (name) => `python-${name}`,
  (name) => `python3-${name}`,
  (name) => `${name}-python`,
  (name) => `${name}-npm`,
  (name) => `${name}s`,
];

function split(name: string): readonly [scope: string, own: string] {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  return slash < 0 ? ['', name] : [name.slice(0, slash), name.slice(slash + 1)];
}

function squeeze(name: string): string {
  return name.replaceAll(/[-_.]/g, '');
}

function ascii(name: string): string {
  return name.normalize('NFKD').replaceAll(/[^\x20-\x7e]/g, 'a');
}

/** One letter more, less, other, or two neighbours swapped. Short names have too many honest neighbours. */
function isNear(name: string, popular: string, lengthMin = 5): boolean {
  if (name === popular || Math.abs(name.length - popular.length) > 1) return false;
  if (popular.length < 4 || name.length < 4) return false;
  let start = 0;
  while (start < name.length && name[start] === popular[start]) start++;
  let end = 0;
  while (end < Math.min(name.length, popular.length) - start && name.at(-1 - end) === popular.at(-1 - end)) end++;
  const [left, right] = [name.slice(start, name.length - end), popular.slice(start, popular.length - end)];
  const swapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  if (swapped) return true;
  const doubled = left.length + right.length === 1 && `${left}${right}` === (name[start - 1] ?? '') && start > 0;
  const long = Math.min(name.length, popular.length) >= lengthMin;
  // Another number is another version, by the same people as a rule.
  const isVersion = /^\d?$/.test(left) && /^\d?$/.test(right) && end === 0;
  return (long || doubled) && left.length <= 1 && right.length <= 1 && !isVersion;
}
