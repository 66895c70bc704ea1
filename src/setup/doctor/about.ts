// What the checks are told: the answers that several of them need are asked for once.
import { type ConfigOutcome, parseConfigs } from '../../core/config/parse-config.ts';
import { paths } from '../paths.ts';
import type { AppWishes } from '../project-files.ts';
import type { About } from './check.ts';
import type { Answer, DoctorGitHub } from './doctor-github.ts';
import { readPhaseWorkflow } from './phase-workflow.ts';

export interface Examination {
  readonly github: DoctorGitHub;
  readonly repository: { readonly owner: string; readonly name: string };
  readonly wishes: AppWishes;
  /** The project's own phase workflow: its inputs are those that the app sends. */
  readonly phaseTemplate: string;
  readonly queueMax: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function aboutOf({ github, repository, wishes, phaseTemplate, queueMax, now }: Examination): About {
  const template = readPhaseWorkflow(phaseTemplate);
  if (template.kind === 'broken') throw new Error(`doctor: the phase workflow of the project: ${template.words}`);
  return {
    ...{ github, repository, wishes, queueMax, now },
    inputs: template.workflow.inputs.map(({ name }) => name),
    configuration: once(() => readConfiguration(github, repository.owner)),
    phaseWorkflow: once(() => github.readFile(paths.phaseWorkflow)),
  };
}

async function readConfiguration(github: DoctorGitHub, owner: string): Promise<Answer<ConfigOutcome>> {
  const own = await github.readFile(paths.configuration);
  if (own.kind === 'refused') return own;
  // The owner's repository may exist without the app being installed on it; then it does not count.
  const shared = await github.readOwnersFile(paths.configuration);
  if (own.kind !== 'told' && shared.kind !== 'told') return { kind: 'missing' };
  const repository = own.kind === 'told' ? own.value : null;
  const organisation = shared.kind === 'told' ? { name: owner, text: shared.value } : null;
  return { kind: 'told', value: parseConfigs({ repository, organisation }) };
}

function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | null = null;
  return () => {
    known ??= ask();
    return known;
  };
}
