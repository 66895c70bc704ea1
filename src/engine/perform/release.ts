// Effects after the validation: looking for somebody else's deployment, merging, and taking a merged change back.
import type { Effect } from '../../core/effect.ts';
import { revertBody, revertTitle } from '../../core/wording/revert.ts';
import { reportOf } from '../receive/deployment.ts';
import { done, type Performer, repeatable } from './performer.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** It may have been deployed before anybody waited for it; from now on webhooks and the reconciler tell. */
export const findDeployment: Performer<EffectOf<'find_deployment'>> = {
  find: repeatable,
  async perform({ github, now }, task, { attempt }) {
    if (task.state.kind !== 'running' || task.state.attempt.id !== attempt) return done();
    const deployments = await github.deploymentsOf(task.repository, task.state.attempt.head);
    const report = reportOf(task, deployments);
    return report === null ? done() : done({ ...report, at: now() });
  },
};

export const merge: Performer<EffectOf<'merge'>> = {
  async find({ github, now }, task) {
    if (task.pullRequest === null || task.state.kind !== 'merging') return done();
    const commit = await github.mergeCommitOf(task.repository, task.pullRequest.number);
    return commit === null ? null : done({ kind: 'merged', commit, by: null, at: now() });
  },
  async perform(parts, task, effect) {
    const { github, now } = parts;
    const { production } = task.policy;
    if (task.pullRequest === null || production === null || task.state.kind !== 'merging') return done();
    // A person may have been faster.
    const found = await merge.find(parts, task, effect);
    if (found !== null) return found;
    const answer = await github.mergePullRequest(task.repository, {
      pullRequest: task.pullRequest.number,
      head: effect.head,
      method: production.merge,
    });
    if (answer.kind === 'merged') return done({ kind: 'merged', commit: answer.commit, by: null, at: now() });
    const message = `GitHub did not merge pull request #${task.pullRequest.number}: ${answer.reason}`;
    const { mergeable } = await github.readPullRequest(task.repository, task.pullRequest.number);
    // Where GitHub sees nothing in the way and refuses all the same, trying again would only be refused again.
    const blocked = mergeable === 'blocked' || mergeable === 'unknown';
    return done({ kind: 'merge_refused', message, ...(blocked ? { blocked } : {}), at: now() });
  },
};

export const revert: Performer<EffectOf<'revert'>> = {
  /** GitHub names the branch, so the pull request is found by it. */
  async find({ github, now }, { repository, pullRequest, branch }) {
    if (pullRequest === null || branch === null) return done();
    const found = await github.findPullRequest(repository, `revert-${pullRequest.number}-${branch.name}`);
    return found === null ? null : done({ kind: 'revert_opened', ...found, at: now() });
  },
  async perform(parts, task, effect) {
    const { github, now } = parts;
    if (task.pullRequest === null) return done();
    // A person may have been faster.
    const found = await revert.find(parts, task, effect);
    if (found !== null) return found;
    const { nodeId } = await github.readPullRequest(task.repository, task.pullRequest.number);
    const answer = await github.openRevert(task.repository, {
      nodeId,
      title: revertTitle(task),
      body: revertBody(task),
    });
    if (answer.kind === 'opened') {
      return done({ kind: 'revert_opened', number: answer.number, url: answer.url, at: now() });
    }
    return done({ kind: 'revert_refused', message: `GitHub answered: ${answer.reason}`, at: now() });
  },
};
