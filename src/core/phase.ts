// The phases of a workflow, as data: who works on each, under which command, and for how long at most.

/** Names of the four agents. */
export type AgentName = 'e2e-tester' | 'coder' | 'guardian' | 'deployment';

/** The command that the action runs for a phase. */
export type Command = 'generate_test' | 'implement_feature' | 'review_pr' | 'deploy' | 'validate';

interface PhaseDescription {
  readonly name: string;
  /** As people read it in the check run. */
  readonly title: string;
  readonly agent: AgentName;
  readonly command: Command;
  /** Default limit for the phase's job, in minutes. */
  readonly timeoutMinutes: number;
  /** Key of the deployment environment in the configuration, for the phases that deploy. */
  readonly environment: 'staging' | 'production' | null;
}

/** In the order in which a task passes them; the seventh step is the end itself. */
export const phases = [
  {
    name: 'e2e_test_generation',
    title: 'Test generation',
    agent: 'e2e-tester',
    command: 'generate_test',
    timeoutMinutes: 5,
    environment: null,
  },
  {
    name: 'code_implementation',
    title: 'Implementation',
    agent: 'coder',
    command: 'implement_feature',
    timeoutMinutes: 30,
    environment: null,
  },
  {
    name: 'guardian_review',
    title: 'Guardian review',
    agent: 'guardian',
    command: 'review_pr',
    timeoutMinutes: 10,
    environment: null,
  },
  {
    name: 'staging_deployment',
    title: 'Staging deployment',
    agent: 'deployment',
    command: 'deploy',
    timeoutMinutes: 15,
    environment: 'staging',
  },
  {
    name: 'e2e_validation',
    title: 'Validation on staging',
    agent: 'e2e-tester',
    command: 'validate',
    timeoutMinutes: 10,
    environment: null,
  },
  {
    name: 'production_deployment',
    title: 'Production deployment',
    agent: 'deployment',
    command: 'deploy',
    timeoutMinutes: 15,
    environment: 'production',
  },
] as const satisfies readonly PhaseDescription[];

export type PhaseName = (typeof phases)[number]['name'];

export const phaseNames: readonly PhaseName[] = phases.map((phase) => phase.name);

/** Steps that `2/7 phases complete` counts: the six phases and the end. */
export const stepsTotal = phases.length + 1;

/** The description of a phase. */
export function describePhase(name: PhaseName): PhaseDescription & { readonly name: PhaseName } {
  const phase = phases.find((candidate) => candidate.name === name);
  if (phase === undefined) throw new Error(`phase: unknown name "${name}"; allowed: ${phaseNames.join(', ')}`);
  return phase;
}

/** The phase after this one when it succeeds; `null` when the task is complete. Production only where it is wanted. */
export function nextPhase(name: PhaseName, production: boolean): PhaseName | null {
  const next = phaseNames[phaseNames.indexOf(name) + 1] ?? null;
  return next === 'production_deployment' && !production ? null : next;
}
