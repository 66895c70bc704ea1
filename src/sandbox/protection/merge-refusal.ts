/** What the rule of the base branch has against merging a pull request now. */
import { isAncestor } from '../git/commits.ts';
import type { PullIssue } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { checksRefusal } from './required-checks.ts';
import { reviewsRefusal } from './required-reviews.ts';

export interface MergeRefusal {
  /** 409 where trying again with a newer head may help. */
  readonly status: 405 | 409;
  readonly message: string;
}

/** Whoever may pass the rule by has to ask that first. */
export async function mergeRefusal(
  world: World,
  repository: Repository,
  issue: PullIssue,
): Promise<MergeRefusal | undefined> {
  const message = unmet(world, repository, issue);
  if (message !== undefined) return { status: 405, message };
  const { pull } = issue;
  const strict = repository.protections.get(pull.baseRef)?.checks?.strict === true;
  if (!strict || (await isAncestor(repository.directory, pull.baseSha, pull.headSha))) return undefined;
  return { status: 409, message: 'Head branch is out of date. Review and try the merge again.' };
}

/** The reviews and checks that are missing, in GitHub's words. */
export function unmet(world: World, repository: Repository, issue: PullIssue): string | undefined {
  const rule = repository.protections.get(issue.pull.baseRef);
  const words = [
    rule?.reviews ? reviewsRefusal(world, repository, issue, rule.reviews) : undefined,
    rule?.checks ? checksRefusal(repository, rule.checks.checks, issue.pull.headSha) : undefined,
  ].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
}
