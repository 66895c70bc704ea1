// Effects on the branch and the pull request.
import type { Effect } from '../../core/effect.ts';
import { firstCommitMessage } from '../../core/wording/commit-message.ts';
import { pullRequestBody, pullRequestTitle } from '../../core/wording/pull-request.ts';
import { CallFailure } from '../../github/github.ts';
import type { EngineParts } from '../parts.ts';
import { addressesOf, done, type Performance, type Performer, repeatable } from './performer.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** How often to look again for something that GitHub says exists but does not show. */
const lookAgainMax = 3;

/** Trailer of the branch's first commit; it tells our branch from somebody else's of the same name. */
const taskTrailer = (task: string): string => `Chimera-Task: ${task}`;

export const openBranch: Performer<EffectOf<'open_branch'>> = {
  async find({ github, now }, task, { name }) {
    const branch = await github.findBranch(task.repository, { name, marker: taskTrailer(task.id) });
    return branch === null ? null : done({ kind: 'branch_opened', name, ...branch, at: now() });
  },
  async perform(parts, task, effect, tries) {
    const { github, now } = parts;
    const message = firstCommitMessage(task);
    const opened = await github.openBranch(task.repository, { name: effect.name, message });
    if (opened.kind === 'opened') {
      return done({ kind: 'branch_opened', name: effect.name, base: opened.base, head: opened.head, at: now() });
    }
    const found = await openBranch.find(parts, task, effect);
    if (found !== null || tries <= lookAgainMax) return found ?? notShownYet(parts);
    throw new CallFailure(
      'refused',
      `A branch named \`${effect.name}\` exists already, and it was not made for this task. Delete or rename it, then try again.`,
    );
  },
};

export const openPullRequest: Performer<EffectOf<'open_pull_request'>> = {
  async find({ github, now }, task) {
    if (task.branch === null) return null;
    const found = await github.findPullRequest(task.repository, task.branch.name);
    return found === null ? null : done({ kind: 'pull_request_opened', ...found, at: now() });
  },
  async perform(parts, task, effect) {
    const { github, now } = parts;
    if (task.branch === null) throw new Error(`engine: task ${task.id} has no branch to open a pull request on`);
    const opened = await github.openPullRequest(task.repository, {
      branch: task.branch.name,
      title: pullRequestTitle(task),
      body: pullRequestBody(task, addressesOf(github, task)),
    });
    if (opened.kind === 'opened') {
      return done({ kind: 'pull_request_opened', number: opened.number, url: opened.url, at: now() });
    }
    return (await openPullRequest.find(parts, task, effect)) ?? notShownYet(parts);
  },
};

export const markReady: Performer<EffectOf<'mark_ready'>> = {
  find: repeatable,
  async perform({ github }, task) {
    if (task.pullRequest === null) return done();
    const { draft, open, nodeId } = await github.readPullRequest(task.repository, task.pullRequest.number);
    if (draft && open) await github.markReady(task.repository, nodeId);
    return done();
  },
};

export const closePullRequest: Performer<EffectOf<'close_pull_request'>> = {
  find: repeatable,
  async perform({ github }, task) {
    if (task.pullRequest === null) return done();
    const { open } = await github.readPullRequest(task.repository, task.pullRequest.number);
    if (open) await github.closePullRequest(task.repository, task.pullRequest.number);
    return done();
  },
};

/** GitHub says that it exists but does not show it yet. */
function notShownYet({ now, settings }: EngineParts): Performance {
  return { kind: 'again', at: now() + settings.settleMs, note: 'GitHub has it but does not show it yet.' };
}
