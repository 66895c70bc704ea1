/** Actions: workflows, their runs, what runs leave behind, what they deploy to, and the settings they run under. */
import type { Endpoint } from '../../endpoint.ts';
import { artifacts } from './artifacts.ts';
import { concurrencyGroups } from './concurrency.ts';
import { deployments } from './deployments/deployments.ts';
import { environments } from './deployments/environments.ts';
import { pendingDeployments } from './deployments/pending-deployments.ts';
import { dispatches } from './dispatch.ts';
import { jobs } from './jobs.ts';
import { runLists } from './list-runs.ts';
import { runs } from './runs.ts';
import { actionsPermissions } from './settings/permissions.ts';
import { secrets } from './settings/secrets.ts';
import { variables } from './settings/variables.ts';
import { workflows } from './workflows.ts';

export const actionsEndpoints: readonly Endpoint[] = [
  ...workflows,
  ...dispatches,
  ...runLists,
  ...runs,
  ...jobs,
  ...artifacts,
  ...deployments,
  ...environments,
  ...pendingDeployments,
  ...concurrencyGroups,
  ...actionsPermissions,
  ...variables,
  ...secrets,
];
