// Which registries a repository has chosen: the settings of npm and Yarn, also where the change leaves them as they are.
import { git } from '../git/git.ts';

const settings = /(?:^|\/)\.(?:npmrc|yarnrc(?:\.yml)?)$/;
const filesMax = 50;
const charactersMax = 64 * 1024;

/** Texts of all such files among `paths` of a commit, one after the other. Throws `machinery` when git fails. */
export async function readRegistrySettings(
  directory: string,
  commit: string,
  paths: readonly string[],
): Promise<string> {
  const chosen = paths.filter((path) => settings.test(path)).slice(0, filesMax);
  if (chosen.length === 0) return '';
  const listed = (await git(directory, ['ls-tree', '-z', '--full-tree', commit, '--', ...chosen])).toString('utf8');
  // Links and submodules have no text of their own.
  const blobs = [...listed.matchAll(/100\d{3} blob ([0-9a-f]{40,64})\t/g)].map((match) => match[1] ?? '');
  const texts = await Promise.all(
    blobs.map(async (blob) => (await git(directory, ['cat-file', 'blob', blob])).toString('utf8')),
  );
  return texts.map((text) => text.slice(0, charactersMax)).join('\n');
}
