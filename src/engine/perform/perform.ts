// Which performer carries out which effect.
import type { Effect } from '../../core/effect.ts';
import type { Task } from '../../core/task.ts';
import type { EngineParts } from '../parts.ts';
import { dropClaims } from './claims.ts';
import { commit } from './commit.ts';
import { ask, react } from './issue.ts';
import type { Performance, Performer } from './performer.ts';
import { publishPictures } from './pictures.ts';
import { closePullRequest, markReady, openBranch, openPullRequest } from './pull-request.ts';
import { findDeployment, merge, revert } from './release.ts';
import { readResult } from './result.ts';
import { dismissReview, postReview } from './review.ts';
import { cancelRun, dispatch } from './run.ts';
import { show } from './show.ts';
import { wake } from './wake.ts';

export interface Try {
  readonly unclear: boolean;
  readonly tries: number;
}

/** Looks for the effect first when an earlier try may have had it, and otherwise carries it out. */
export async function perform(parts: EngineParts, task: Task, effect: Effect, attempt: Try): Promise<Performance> {
  switch (effect.kind) {
    case 'react':
      return await lookThenAct(parts, task, effect, attempt, react);
    case 'open_branch':
      return await lookThenAct(parts, task, effect, attempt, openBranch);
    case 'open_pull_request':
      return await lookThenAct(parts, task, effect, attempt, openPullRequest);
    case 'dispatch':
      return await lookThenAct(parts, task, effect, attempt, dispatch);
    case 'read_result':
      return await lookThenAct(parts, task, effect, attempt, readResult);
    case 'cancel_run':
      return await lookThenAct(parts, task, effect, attempt, cancelRun);
    case 'commit':
      return await lookThenAct(parts, task, effect, attempt, commit);
    case 'publish_pictures':
      return await lookThenAct(parts, task, effect, attempt, publishPictures);
    case 'show':
      return await lookThenAct(parts, task, effect, attempt, show);
    case 'ask':
      return await lookThenAct(parts, task, effect, attempt, ask);
    case 'mark_ready':
      return await lookThenAct(parts, task, effect, attempt, markReady);
    case 'close_pull_request':
      return await lookThenAct(parts, task, effect, attempt, closePullRequest);
    case 'post_review':
      return await lookThenAct(parts, task, effect, attempt, postReview);
    case 'dismiss_review':
      return await lookThenAct(parts, task, effect, attempt, dismissReview);
    case 'find_deployment':
      return await lookThenAct(parts, task, effect, attempt, findDeployment);
    case 'merge':
      return await lookThenAct(parts, task, effect, attempt, merge);
    case 'revert':
      return await lookThenAct(parts, task, effect, attempt, revert);
    case 'drop_claims':
      return await lookThenAct(parts, task, effect, attempt, dropClaims);
    case 'wake':
      return await lookThenAct(parts, task, effect, attempt, wake);
    default:
      return effect satisfies never;
  }
}

async function lookThenAct<Kind>(
  parts: EngineParts,
  task: Task,
  effect: Kind,
  { unclear, tries }: Try,
  performer: Performer<Kind>,
): Promise<Performance> {
  const found = unclear ? await performer.find(parts, task, effect) : null;
  return found ?? (await performer.perform(parts, task, effect, tries));
}
