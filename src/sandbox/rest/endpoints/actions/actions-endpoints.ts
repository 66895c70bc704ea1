/** Actions: workflows, their runs, what runs leave behind, what they deploy to, and the settings they run under. */
import type { Endpoint } from '../../endpoint.ts';
import { artifacts } from './artifacts.ts';
import { deployments } from './deployments/deployments.ts';
import { dispatches } from './dispatch.ts';
import { jobs } from './jobs.ts';
import { runLists } from './list-runs.ts';
import { runs } from './runs.ts';
import { workflows } from './workflows.ts';

export const actionsEndpoints: readonly Endpoint[] = [
  ...workflows,
  ...dispatches,
  ...runLists,
  ...runs,
  ...jobs,
  ...artifacts,
  ...deployments,
];
