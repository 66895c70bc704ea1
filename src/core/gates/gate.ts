// A gate: something that has to be so before a task goes on. `why` names them all, in the order of a task's life.

export const gateNames = [
  'label',
  'permission',
  'configuration',
  'criteria',
  'limit per person',
  'dependency',
  'breaker',
  'priority',
  'slot',
  'pause',
  'budget',
  'errors',
  'votes',
  'staging lease',
  'approval',
  'merge',
] as const;

export type GateName = (typeof gateNames)[number];

export interface Gate {
  readonly name: GateName;
  /** `ahead`: the task has not come to it yet. */
  readonly state: 'passed' | 'holds' | 'ahead';
  /** Plain words; whoever shows them escapes them. */
  readonly words: string;
}
