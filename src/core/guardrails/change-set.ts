// A change set as the rules see it; the contract's schema yields exactly this shape.

export interface ChangedFile {
  readonly kind: 'changed';
  readonly path: string;
  /** git's file mode, six octal digits. */
  readonly mode: string;
  readonly encoding: 'utf-8' | 'base64';
  readonly content: string;
}

interface DeletedFile {
  readonly kind: 'deleted';
  readonly path: string;
}

export interface ChangeSet {
  /** Commit that the files were changed against. */
  readonly base: string;
  readonly files: readonly (ChangedFile | DeletedFile)[];
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Bytes of the file's content, or `null` when the content is not what its encoding says. */
export function contentBytes(file: ChangedFile): number | null {
  const { content, encoding } = file;
  if (encoding === 'utf-8') return content.isWellFormed() ? new TextEncoder().encode(content).length : null;
  if (content.length % 4 !== 0 || !base64.test(content)) return null;
  const padding = content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0;
  return (content.length / 4) * 3 - padding;
}
