/** Whether a workflow waits for what has happened, by its `on:` with branch, tag and path filters. */
import type { BranchFilter, PathFilter, Trigger, Workflow } from '../runner/workflow/workflow.ts';

/** What `on:` can look at. */
export interface Occurrence {
  readonly event: string;
  readonly action: string | undefined;
  /** Pushed ref, or for a pull request its base, as `refs/heads/…` or `refs/tags/…`. */
  readonly ref: string;
  readonly changedPaths: readonly string[];
}

const defaultPullTypes = ['opened', 'synchronize', 'reopened'];

export function waitsFor(workflow: Workflow, occurrence: Occurrence): boolean {
  return workflow.triggers.some((trigger) => triggerMatches(trigger, occurrence));
}

function triggerMatches(trigger: Trigger, { event, action, ref, changedPaths }: Occurrence): boolean {
  if (trigger.kind === 'push' && event === 'push') {
    const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
    const filtersTags = trigger.tags !== undefined || trigger.tagsIgnore !== undefined;
    const filtersBranches = trigger.branches !== undefined || trigger.branchesIgnore !== undefined;
    if (tag !== undefined) {
      return filtersTags ? passes(tag, trigger.tags, trigger.tagsIgnore) : !filtersBranches;
    }
    if (filtersTags && !filtersBranches) return false;
    return branchPasses(trigger, ref) && pathsPass(trigger, changedPaths);
  }
  if (trigger.kind === 'pull_request' && event === 'pull_request') {
    const types = trigger.types ?? defaultPullTypes;
    return types.includes(action ?? '') && branchPasses(trigger, ref) && pathsPass(trigger, changedPaths);
  }
  return false;
}

function branchPasses(filter: BranchFilter, ref: string): boolean {
  return passes(ref.replace(/^refs\/heads\//, ''), filter.branches, filter.branchesIgnore);
}

/** One changed path that is wanted is enough; a workflow is left out only if all its paths are ignored. */
function pathsPass(filter: PathFilter, paths: readonly string[]): boolean {
  if (filter.paths === undefined && filter.pathsIgnore === undefined) return true;
  return paths.some((path) => passes(path, filter.paths, filter.pathsIgnore));
}

function passes(name: string, wanted: readonly string[] | undefined, ignored: readonly string[] | undefined): boolean {
  if (wanted) return selected(name, wanted);
  if (ignored) return !selected(name, ignored);
  return true;
}

/** The last pattern that fits decides; `!pattern` takes out again. */
function selected(name: string, patterns: readonly string[]): boolean {
  let result = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (globPattern(negated ? pattern.slice(1) : pattern).test(name)) result = !negated;
  }
  return result;
}

/** GitHub's filter patterns: `*` within a part, `**` across, `?`, `+` and `[…]`. */
function globPattern(glob: string): RegExp {
  let source = '';
  for (let index = 0; index < glob.length; index++) {
    const character = glob.charAt(index);
    if (glob.startsWith('**/', index)) {
      source += '(?:.*/)?';
      index += 2;
    } else if (glob.startsWith('**', index)) {
      source += '.*';
      index += 1;
    } else if (character === '*') source += '[^/]*';
    else if ('?+[]-'.includes(character)) source += character;
    else source += character.replace(/[\\^$.|(){}]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
