// Whether an event starts a workflow: activity types, branch, tag and path filters.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
import type { Trigger } from './workflow.ts';

export type TriggeringEvent =
  | { kind: 'workflow_dispatch' }
  | { kind: 'repository_dispatch'; type: string }
  /** `ref`: full. `paths`: files that the push changed. */
  | { kind: 'push'; ref: string; paths: string[] }
  /** `base`: name of the branch that the pull request goes into. */
  | { kind: 'pull_request'; action: string; base: string; paths: string[] };

/** Activities that start a workflow whose `pull_request` names no `types`. */
const pullRequestTypes = ['opened', 'synchronize', 'reopened'];

/** The trigger that the event fits, if one does. */
export function matchTrigger(triggers: Trigger[], event: TriggeringEvent): Trigger | undefined {
  return triggers.find((trigger) => fits(trigger, event));
}

function fits(trigger: Trigger, event: TriggeringEvent): boolean {
  switch (event.kind) {
    case 'workflow_dispatch':
      return trigger.kind === event.kind;
    case 'repository_dispatch':
      return trigger.kind === event.kind && (trigger.types === undefined || trigger.types.includes(event.type));
    case 'push':
      return trigger.kind === event.kind && pushFits(trigger, event);
    case 'pull_request':
      return (
        trigger.kind === event.kind &&
        (trigger.types ?? pullRequestTypes).includes(event.action) &&
        included(event.base, trigger.branches, trigger.branchesIgnore) &&
        pathsFit(event.paths, trigger.paths, trigger.pathsIgnore)
      );
  }
}

function pushFits(trigger: Trigger & { kind: 'push' }, event: TriggeringEvent & { kind: 'push' }): boolean {
  const { branches, branchesIgnore, tags, tagsIgnore } = trigger;
  const isTag = event.ref.startsWith('refs/tags/');
  const name = event.ref.replace(/^refs\/(heads|tags)\//, '');
  const filtersTags = tags !== undefined || tagsIgnore !== undefined;
  const filtersBranches = branches !== undefined || branchesIgnore !== undefined;
  // A workflow that filters only branches is not started by tags, and the other way round. Paths do not count for tags.
  if (isTag) return filtersTags || !filtersBranches ? included(name, tags, tagsIgnore) : false;
  if (filtersTags && !filtersBranches) return false;
  return included(name, branches, branchesIgnore) && pathsFit(event.paths, trigger.paths, trigger.pathsIgnore);
}

function included(name: string, wanted: string[] | undefined, ignored: string[] | undefined): boolean {
  if (wanted) return matchesFilters(name, wanted);
  return ignored ? !matchesFilters(name, ignored) : true;
}

function pathsFit(paths: string[], wanted: string[] | undefined, ignored: string[] | undefined): boolean {
  if (wanted) return paths.some((path) => matchesFilters(path, wanted));
  return ignored ? paths.length === 0 || paths.some((path) => !matchesFilters(path, ignored)) : true;
}

/** The last pattern that matches decides; one that begins with `!` takes out. */
export function matchesFilters(name: string, patterns: string[]): boolean {
  let matches = false;
  for (const pattern of patterns) {
    const takesOut = pattern.startsWith('!');
    if (filterExpression(takesOut ? pattern.slice(1) : pattern).test(name)) matches = !takesOut;
  }
  return matches;
}

/** `*` within a path segment, `**` across, `?` and `+` about the character before, `[a-z]`; `\` takes the next as is. */
function filterExpression(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const piece = /^(\*\*\/|\*\*|\*|\?|\+|\[[^\]]+\]|\\.)/.exec(rest)?.[0] ?? rest[0] ?? '';
    at += piece.length - 1;
    if (piece === '**/') source += '(?:.*/)?';
    else if (piece === '**') source += '.*';
    else if (piece === '*') source += '[^/]*';
    else if (piece === '?' || piece === '+' || piece.startsWith('[')) source += piece;
    else source += (piece.length === 2 ? (piece[1] ?? '') : piece).replace(/[.*+?^${}()|[\]\\]/, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
