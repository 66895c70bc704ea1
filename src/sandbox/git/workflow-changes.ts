/** Which workflow files a ref would bring in: what needs the permission `workflows` for apps and jobs. */
import { GitFailure } from './git.ts';

/** Runs git in the repository. @throws GitFailure */
type RunGit = (args: readonly string[]) => Promise<string>;

/** GitHub's words, when it is about a push. */
export function workflowRefusal(path: string): string {
  return `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
}

export function isWorkflowPath(path: string): boolean {
  return path.replace(/^\/+/, '').startsWith(folder);
}

/**
 * Paths of workflow files that the ref's new commit has otherwise than the ref before, and otherwise than the default
 * branch: what is on the default branch already is nobody's change. Empty for commits of the default branch itself.
 * @param main commit of the default branch; undefined: there is none yet.
 */
export async function foreignWorkflows(
  run: RunGit,
  {
    main,
    before,
    after,
  }: { readonly main: string | undefined; readonly before: string | null; readonly after: string },
): Promise<string[]> {
  const fork = main === undefined ? undefined : await mergeBase(run, main, after);
  if (fork === after) return [];
  const changed = await workflowsThatDiffer(run, before ?? fork ?? emptyTree, after);
  if (main === undefined || changed.length === 0) return changed;
  const notFromMain = new Set(await workflowsThatDiffer(run, main, after));
  return changed.filter((path) => notFromMain.has(path));
}

const folder = '.github/workflows/';

/** git's name of a tree without entries, in every repository. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function mergeBase(run: RunGit, left: string, right: string): Promise<string | undefined> {
  try {
    return (await run(['merge-base', left, right])).trim();
  } catch (error) {
    if (error instanceof GitFailure && error.code === 1) return undefined;
    throw error;
  }
}

async function workflowsThatDiffer(run: RunGit, from: string, to: string): Promise<string[]> {
  const text = await run(['diff', '--name-only', '--no-renames', '-z', from, to, '--', folder]);
  return text.split('\0').filter((path) => path !== '');
}
