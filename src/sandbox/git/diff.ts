/** What changed between two commits, file by file, in the form GitHub shows it. */
import { git } from './git.ts';

export interface ChangedFile {
  readonly path: string;
  /** Where it was before; only for `renamed` and `copied`. */
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  /** Blob of the new side, of the old one for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first `@@` on; undefined for binary files and pure renames. */
  readonly patch: string | undefined;
}

/** Files that differ between two commits or trees (`base..head`; give the merge base for a pull request). */
export async function changedFiles(directory: string, base: string, head: string): Promise<ChangedFile[]> {
  const common = ['diff', '--no-color', '--no-ext-diff', '-M', '--no-abbrev'];
  const [raw, numbers, patches] = await Promise.all([
    git(directory, [...common, '--raw', '-z', base, head]),
    git(directory, [...common, '--numstat', '-z', base, head]),
    git(directory, [...common, '-p', base, head]),
  ]);
  const counts = parseNumbers(numbers);
  // A line ends with a line feed and nothing else; lines of content begin with a sign.
  const sections = patches.split(/(?:^|\n)(?=diff --git )/).filter((section) => section.startsWith('diff --git '));
  return parseRaw(raw).map((file, index) => {
    const [additions = 0, deletions = 0] = counts[index] ?? [];
    return { ...file, additions, deletions, patch: hunks(sections[index] ?? '') };
  });
}

function hunks(section: string): string | undefined {
  const start = section.indexOf('\n@@ ');
  return start === -1 ? undefined : section.slice(start + 1).replace(/\n$/, '');
}

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

function parseRaw(raw: string): Pick<ChangedFile, 'path' | 'previousPath' | 'status' | 'sha'>[] {
  const fields = raw.split('\0');
  const files: Pick<ChangedFile, 'path' | 'previousPath' | 'status' | 'sha'>[] = [];
  for (let index = 0; index < fields.length && fields[index] !== ''; ) {
    const [, , oldSha = '', newSha = '', letter = ''] = (fields[index] ?? '').split(' ');
    const status = statuses[letter.charAt(0)] ?? 'changed';
    const moved = status === 'renamed' || status === 'copied';
    files.push({
      path: fields[index + (moved ? 2 : 1)] ?? '',
      previousPath: moved ? fields[index + 1] : undefined,
      status,
      sha: status === 'removed' ? oldSha : newSha,
    });
    index += moved ? 3 : 2;
  }
  return files;
}

/** `additions<TAB>deletions<TAB>path`, or with an empty path followed by two more fields for a rename. */
function parseNumbers(text: string): [number, number][] {
  const fields = text.split('\0');
  const counts: [number, number][] = [];
  for (let index = 0; index < fields.length && fields[index] !== ''; ) {
    const [additions = '', deletions = '', path = ''] = (fields[index] ?? '').split('\t');
    counts.push([additions === '-' ? 0 : Number(additions), deletions === '-' ? 0 : Number(deletions)]);
    index += path === '' ? 3 : 1;
  }
  return counts;
}
