// Paths that a model names, kept inside the repository: relative, not in `.git`, no link that leads out, and no pipe.
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

export type Inside =
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'outside'; readonly why: string };

/** The absolute path; the file need not exist. */
export function inside(directory: string, name: string): Inside {
  const root = realpathSync(directory);
  const path = resolve(root, name);
  if (name === '' || name.includes('\0')) return { kind: 'outside', why: 'a path must not be empty' };
  if (path !== root && !path.startsWith(root + sep))
    return { kind: 'outside', why: `"${name}" leads out of the repository` };
  if (
    path
      .slice(root.length + 1)
      .split(sep)
      .some((part) => part.toLowerCase() === '.git')
  ) {
    return { kind: 'outside', why: 'the .git folder is not yours' };
  }
  const real = realOf(path);
  if (real !== root && !real.startsWith(root + sep)) {
    return { kind: 'outside', why: `"${name}" is a link that leads out of the repository` };
  }
  const found = statSync(real, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile() && !found.isDirectory()) {
    return { kind: 'outside', why: `"${name}" is neither a file nor a folder` };
  }
  return { kind: 'inside', path };
}

/** Where the path really is, links resolved as far as it exists. */
function realOf(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    try {
      return realpathSync(path);
    } catch {
      // A link to nothing: writing through it would make its target.
      return '';
    }
  }
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), path.slice(parent.length));
}
