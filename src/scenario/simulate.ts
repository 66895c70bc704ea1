// What would happen if an issue were labelled now: the test or the questions, the phases, and what they may cost.
// Nothing is written anywhere.
import type { Config } from '../core/config/config-schema.ts';
import { policyOf } from '../core/config/policy-of.ts';
import { taskId } from '../core/identifier.ts';
import { type IntakeProblem, readFeature } from '../core/intake/read-feature.ts';
import { type AgentName, type PhaseName, phases } from '../core/phase.ts';
import type { Policy } from '../core/policy.ts';
import { testPathOf } from '../core/test-path.ts';
import { branchName } from '../core/transition/transition.ts';
import { draftTest } from './draft-test.ts';

export interface SimulatedPhase {
  readonly name: PhaseName;
  readonly title: string;
  readonly agent: AgentName;
  /** After these the job of the phase is stopped. */
  readonly timeoutMinutes: number;
  /** Whether the task would pass it. */
  readonly wanted: boolean;
}

export interface SimulatedCost {
  /** Runs of GitHub Actions when nothing is rejected and nothing fails. */
  readonly runs: number;
  /** What these runs may take together before they are stopped. */
  readonly minutesMax: number;
  /** Rounds of code and review before a person is asked. */
  readonly roundsMax: number;
  /** Phase results before a person is asked. */
  readonly resultsMax: number;
}

/** What the issue says besides its criteria, or the configuration where it says nothing. */
export interface SimulatedSettings {
  readonly targetUrl: string | null;
  readonly stagingUrl: string | null;
  readonly priority: number;
}

export interface Simulation {
  /** Why the issue would be refused; there are no other findings then. */
  readonly problems: readonly IntakeProblem[];
  readonly settings: SimulatedSettings | null;
  readonly test: { readonly path: string; readonly content: string } | null;
  readonly questions: readonly string[];
  /** Sentences that could not be turned into a step, as the issue has them. */
  readonly notUnderstood: readonly string[];
  readonly phases: readonly SimulatedPhase[];
  readonly cost: SimulatedCost;
}

interface Issue {
  readonly title: string;
  readonly body: string;
  readonly number: number;
}

/** As the first task of the issue, under this configuration. */
export function simulate({ title, body, number }: Issue, config: Config): Simulation {
  const policy = policyOf(config);
  const plan = planOf(policy);
  const nothing = { problems: [], settings: null, test: null, questions: [], notUnderstood: [] };
  const read = readFeature({ title, body }, config);
  if (!read.ok) return { ...nothing, problems: read.problems, ...plan };
  const { feature, priority } = read;
  const settings = { targetUrl: feature.targetUrl, stagingUrl: feature.stagingUrl, priority };
  const draft = draftTest(feature, number);
  if (draft.kind === 'questions') {
    const notUnderstood = draft.notUnderstood.map(({ sentence }) => sentence);
    return { ...nothing, settings, questions: draft.questions, notUnderstood, ...plan };
  }
  const branch = branchName({ id: taskId(0, number, 1), issue: number, feature });
  const test = { path: testPathOf(branch, policy.testDirectory), content: draft.content };
  return { ...nothing, settings, test, ...plan };
}

function planOf(policy: Policy): Pick<Simulation, 'phases' | 'cost'> {
  const planned = phases.map(({ name, title, agent }) => ({
    name,
    title,
    agent,
    timeoutMinutes: policy.timeoutMinutes[name],
    wanted: name !== 'production_deployment' || policy.production !== null,
  }));
  const wanted = planned.filter((phase) => phase.wanted);
  const cost = {
    runs: wanted.length,
    minutesMax: wanted.reduce((sum, phase) => sum + phase.timeoutMinutes, 0),
    roundsMax: policy.roundsMax,
    resultsMax: policy.resultsMax,
  };
  return { phases: planned, cost };
}
