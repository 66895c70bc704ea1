/** The buttons on a check run's page: pressing one tells the app, as GitHub does with `requested_action`. */
import { announceCheckRun } from '../../changes/check-runs.ts';
import { atLeast, roleOn } from '../../identity/role.ts';
import type { Site } from '../../site.ts';
import type { Account } from '../../world/account.ts';
import type { CheckRun } from '../../world/check.ts';
import type { Repository } from '../../world/repository.ts';

/** Whom the pages act for, as they know no log-in: the first person who may write to the repository. */
export function presserOn(site: Pick<Site, 'world'>, repository: Repository): Account | undefined {
  return [...site.world.accounts.values()].find(
    (account) => account.kind === 'User' && atLeast(roleOn(repository, account), 'write'),
  );
}

/** @returns false when the check run offers no such action, or nobody may press it. */
export function pressAction(site: Site, repository: Repository, run: CheckRun, identifier: string): boolean {
  const account = presserOn(site, repository);
  if (account === undefined || !run.actions.some((action) => action.identifier === identifier)) return false;
  announceCheckRun(
    site,
    repository,
    run,
    'requested_action',
    { account, viaApp: undefined, quiet: false },
    { requested_action: { identifier } },
  );
  return true;
}
