// Paths of one change set that get in each other's way: twice the same, the same but for case, a file below a file.
import type { ChangeSet } from './change-set.ts';

interface Collision {
  readonly rule: 'duplicate-path' | 'case-collision' | 'path-conflict';
  readonly path: string;
  readonly words: { readonly title: string; readonly explanation: string };
}

/** One collision for each path that comes after another that it collides with. */
export function collisions(files: ChangeSet['files']): Collision[] {
  const found: Collision[] = [];
  const exact = new Set<string>();
  const folded = new Map<string, string>();
  for (const { path } of files) {
    const earlier = folded.get(fold(path));
    if (exact.has(path)) {
      const explanation = 'A change set names each path once.';
      found.push({ rule: 'duplicate-path', path, words: { title: 'The same path twice', explanation } });
    } else if (earlier !== undefined) {
      const explanation = `It differs from ${JSON.stringify(earlier)} only in case or in Unicode form.`;
      found.push({ rule: 'case-collision', path, words: { title: 'Two paths become one', explanation } });
    }
    exact.add(path);
    if (earlier === undefined) folded.set(fold(path), path);
  }
  return [...found, ...conflicts(files)];
}

function conflicts(files: ChangeSet['files']): Collision[] {
  const changed = files.filter((file) => file.kind === 'changed').map((file) => file.path);
  const known = new Set(changed.map(fold));
  return changed.flatMap((path) => {
    const names = fold(path).split('/');
    const parents = names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
    const parent = parents.find((candidate) => known.has(candidate));
    if (parent === undefined) return [];
    const explanation = `${JSON.stringify(parent)} is a file of the same change set, so nothing can lie below it.`;
    return [{ rule: 'path-conflict' as const, path, words: { title: 'A file below a file', explanation } }];
  });
}

const fold = (path: string): string => path.normalize('NFC').toLowerCase();
