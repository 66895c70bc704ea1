/** Something that happened, and who did it. */
import type { Account, App } from './world/account.ts';
import type { Repository } from './world/repository.ts';

/** Who did something, and whether it may start workflows. */
export interface Doer {
  readonly account: Account;
  readonly viaApp: App | undefined;
  /** Done with a job's token: webhooks fire, but no workflow starts. */
  readonly quiet: boolean;
}

/** Something that happened, for webhooks and for workflows that wait for it. */
export interface Happening {
  /** `issues`, `pull_request`, … */
  readonly event: string;
  readonly action?: string;
  readonly repository: Repository;
  readonly doer: Doer;
  /** The payload without action, repository, organization, sender and installation. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Only this app hears of it: check runs that ask for an action, for example. */
  readonly onlyApp?: App;
}
