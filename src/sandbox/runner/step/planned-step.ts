// A step whose action has been looked up, where that can be done before the job's files are there.
import type { StandIn } from '../../actions/stand-in.ts';
import type { ActionManifest } from '../read/read-action.ts';
import type { Step } from '../workflow/workflow.ts';

/** `action` is absent for scripts, and for actions of the workspace (`./x`) until their step runs. */
export type PlannedStep = {
  step: Step;
  action: PreparedAction | undefined;
  /** What the action wrote to GITHUB_STATE, for its post script. */
  state: Record<string, string>;
};

export type PreparedAction =
  | { kind: 'stand_in'; name: string; standIn: StandIn }
  | ({ kind: 'javascript' } & ActionFiles)
  | ({ kind: 'composite'; steps: PlannedStep[] } & ActionFiles);

export type ActionFiles = { manifest: ActionManifest; directory: string; repository: string; ref: string };
