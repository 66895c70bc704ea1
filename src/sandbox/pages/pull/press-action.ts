/** The buttons on a check run's page: pressing one tells the app, as GitHub does with `requested_action`. */
import { announceCheckRun } from '../../changes/check-runs.ts';
import { atLeast, roleOn } from '../../identity/role.ts';
import { ApiError, archivedError, notFound } from '../../rest/reply.ts';
import type { Site } from '../../site.ts';
import type { Account } from '../../world/account.ts';
import type { CheckRun } from '../../world/check.ts';
import type { Repository } from '../../world/repository.ts';

/** For people who may write. No endpoint does this: only a person can press, and only on the page. */
export function pressAction(
  site: Site,
  repository: Repository,
  run: CheckRun,
  identifier: string,
  account: Account,
): void {
  if (!run.actions.some((action) => action.identifier === identifier)) throw notFound();
  if (repository.archived) throw archivedError();
  if (!atLeast(roleOn(repository, account), 'write')) {
    throw new ApiError(403, 'Must have push access to Repository.');
  }
  const doer = { account, viaApp: undefined, quiet: false };
  announceCheckRun(site, repository, run, 'requested_action', doer, { requested_action: { identifier } });
}
