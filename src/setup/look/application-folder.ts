// Where in the repository the application lies: at the top, or in the one workspace that can be started.
import type { Files } from '../set-up-github.ts';
import { type PackageFile, readPackageFile } from './package-file.ts';

/** Where workspaces usually lie, and how many of them are looked at. */
const workspaceFolders = ['apps', 'packages'];
const workspacesMax = 12;

export type ApplicationFolder =
  | { readonly kind: 'one'; readonly directory: string; readonly content: PackageFile }
  | { readonly kind: 'several'; readonly directories: readonly string[] }
  | { readonly kind: 'none' };

export const canStart = ({ scripts }: PackageFile): boolean =>
  scripts.start !== undefined || scripts.dev !== undefined || scripts.preview !== undefined;

/** `top` are the names in the top directory, `content` is its package.json. */
export async function findApplicationFolder(
  files: Files,
  top: readonly string[],
  content: PackageFile,
): Promise<ApplicationFolder> {
  if (canStart(content)) return { kind: 'one', directory: '', content };
  const found: { directory: string; content: PackageFile }[] = [];
  let looked = 0;
  for (const folder of workspaceFolders.filter((name) => top.includes(name))) {
    for (const name of (await files.list(folder)).filter(isPlain)) {
      if (looked >= workspacesMax) break;
      looked += 1;
      const directory = `${folder}/${name}`;
      const reading = await readPackageFile(files, `${directory}/package.json`, false);
      if (reading.kind === 'found' && canStart(reading.content)) found.push({ directory, content: reading.content });
    }
  }
  const [first, ...others] = found;
  if (first === undefined) return { kind: 'none' };
  return others.length === 0
    ? { kind: 'one', ...first }
    : { kind: 'several', directories: found.map(({ directory }) => directory) };
}

/** Fit to stand in a command. */
const isPlain = (name: string): boolean => /^\w[\w.-]{0,80}$/.test(name);
