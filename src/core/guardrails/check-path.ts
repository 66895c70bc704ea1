// Whether a path is one that git, and every file system that people check out on, takes as what it seems to be.

/** Characters that some file systems ignore in names, so that a name with them may mean another one. */
const ignoredByFileSystems = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;

/** Why the path is not acceptable, as the end of "the path …"; `null` when it is. */
export function pathProblem(path: string): string | null {
  if (path === '') return 'is empty';
  if (!path.isWellFormed()) return 'is not valid Unicode';
  if (path.length > 1_024) return 'is longer than 1,024 characters';
  if (/[\p{Cc}\u2028\u2029]/u.test(path)) return 'holds control characters';
  if (path.includes('\\')) return 'holds a backslash';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is not relative';
  for (const name of path.split('/')) {
    if (name === '') return 'has an empty name in it, or ends in a slash';
    if (name === '.' || name === '..') return `holds "${name}"`;
    if (isGitDirectory(name)) return 'leads into a .git directory';
    if (/\p{Cf}/u.test(name)) return 'holds invisible characters';
    if (/[. ]$/.test(name) || name.startsWith(' '))
      return 'has a name that starts or ends with a space, or ends with a dot';
    if (/[:*?"<>|]/.test(name)) return 'holds one of : * ? " < > |, which some file systems refuse';
  }
  return null;
}

/** `.git` under any of the spellings that a file system may take for it (after git's own `verify_path`). */
function isGitDirectory(name: string): boolean {
  const plain = name.normalize('NFKC').replace(ignoredByFileSystems, '').toLowerCase();
  const stem = (plain.split(':')[0] ?? '').replace(/[. ]+$/, '');
  return stem === '.git' || /^git~[0-9]+$/.test(stem);
}
