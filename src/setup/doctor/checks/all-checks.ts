// Every check, in the order in which things have to be right.
import type { Check } from '../check.ts';
import { actions } from './actions.ts';
import { approveSetting } from './approve-setting.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';
import { deliveries } from './deliveries.ts';
import { environments } from './environments.ts';
import { events } from './events.ts';
import { installation } from './installation.ts';
import { label } from './label.ts';
import { permissions } from './permissions.ts';
import { phaseWorkflow } from './phase-workflow.ts';
import { queue } from './queue.ts';
import { secrets } from './secrets.ts';
import { submitWorkflow } from './submit-workflow.ts';
import { webhook } from './webhook.ts';
import { workflowActive } from './workflow-active.ts';

export const allChecks: readonly Check[] = [
  ...[credentials, installation, permissions, events, webhook, deliveries],
  ...[actions, approveSetting, phaseWorkflow, workflowActive, queue, submitWorkflow],
  ...[configuration, label, environments, secrets],
];
