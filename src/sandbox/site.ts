/** The running sandbox as its parts see it: what is known, who is told, and what carries workflow runs out. */

import type { WeatherStation } from './weather/weather-station.ts';
import type { WebhookPost } from './webhooks/webhook-post.ts';
import type { WorkflowRuns } from './workflow-runs/workflow-runs.ts';
import type { Account, App } from './world/account.ts';
import type { Repository } from './world/repository.ts';
import type { World } from './world/world.ts';

export interface Site {
  readonly world: World;
  readonly weather: WeatherStation;
  readonly directory: string;
  /** The app `github-actions`, whose bot job tokens speak for. */
  readonly actionsApp: App;
  readonly webhooks: WebhookPost;
  readonly runs: WorkflowRuns;
  /** Signs addresses of downloads; new at each start. */
  readonly downloadKey: Buffer;
}

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
