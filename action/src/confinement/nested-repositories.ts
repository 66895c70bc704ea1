// Repositories inside of the repository. Git looks at one that stands in the place of a submodule with that one's own settings, and
// those name commands: whoever wrote them would run as the job's user.
import { git, tryGit } from '../git/git.ts';
import { PhaseError } from '../job.ts';
import { gitDirectory, type Tree } from './measure-tree.ts';

/**
 * Of the folders that hold a `.git`, the submodules of the base commit: git must leave them out, with all that is in them. Throws
 * `coder_failed` for any other one that git would come across.
 */
export async function submodulesAmong(tree: Tree, folders: readonly string[]): Promise<readonly string[]> {
  if (folders.length === 0) return [];
  const known = await submodulesOf(tree);
  const submodules = folders.filter((folder) => known.has(folder));
  const others = folders.filter((folder) => !submodules.some((one) => folder === one || folder.startsWith(`${one}/`)));
  const ignored = await ignoredAmong(tree, others);
  const [first] = others.filter((folder) => !ignored.has(folder));
  if (first === undefined) return submodules;
  throw new PhaseError(
    'coder_failed',
    `The coder has left a repository of its own in ${first}, which cannot be carried. Its files can, without ${first}/.git.`,
  );
}

async function submodulesOf({ repository, base }: Tree): Promise<ReadonlySet<string>> {
  const listed = (await git(repository, ['ls-tree', '-r', '-z', '--full-tree', base])).toString('utf8').split('\0');
  // A name that is no UTF-8 could not be named to git.
  const named = listed.filter((line) => line.startsWith('160000 ') && !line.includes('\uFFFD'));
  return new Set(named.map((line) => line.slice(line.indexOf('\t') + 1)));
}

async function ignoredAmong({ repository, directory }: Tree, folders: readonly string[]): Promise<ReadonlySet<string>> {
  const place = ['--git-dir', await gitDirectory(repository), '--work-tree', directory];
  const words = [...place, 'check-ignore', '--no-index', '-z', '--stdin'];
  const run = await tryGit(directory, words, { input: folders.map((folder) => `${folder}\0`).join('') });
  // It fails where none is.
  return new Set(run.kind === 'done' ? run.output.toString('utf8').split('\0') : []);
}
