/** The running sandbox as its parts see it: what is known, who is told, and what carries workflow runs out. */

import type { WeatherStation } from './weather/weather-station.ts';
import type { WebhookPost } from './webhooks/webhook-post.ts';
import type { WorkflowRuns } from './workflow-runs/workflow-runs.ts';
import type { App } from './world/account.ts';
import type { World } from './world/world.ts';

export type { Doer, Happening } from './happening.ts';

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
