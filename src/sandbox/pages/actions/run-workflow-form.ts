/** "Run workflow": the inputs that a workflow declares, as the fields of a form. */
import { listRefs, refTarget } from '../../git/refs.ts';
import type { WorkflowInput } from '../../runner/workflow/workflow.ts';
import { workflowFileAt } from '../../workflow-runs/workflow-files.ts';
import { fullName, type Repository } from '../../world/repository.ts';
import { buttons, choice, folded, postForm, textInput, tickBox } from '../layout/form.ts';
import { html, type Markup } from '../layout/markup.ts';

/** Before the names of inputs in the form. */
export const inputPrefix = 'inputs.';

/** Undefined when nobody can start the workflow by hand: GitHub looks at the default branch. */
export async function dispatchInputs(repository: Repository, file: string): Promise<WorkflowInput[] | undefined> {
  const head = refTarget(repository, `refs/heads/${repository.defaultBranch}`);
  const path = `.github/workflows/${file}`;
  if (head === undefined || repository.workflows.get(path)?.state !== 'active') return undefined;
  const read = await workflowFileAt(repository, path, head);
  if (read === undefined || 'problems' in read) return undefined;
  const trigger = read.triggers.find((each) => each.kind === 'workflow_dispatch');
  return trigger?.kind === 'workflow_dispatch' ? trigger.inputs : undefined;
}

export async function runWorkflowForm(repository: Repository, file: string): Promise<Markup | undefined> {
  const inputs = await dispatchInputs(repository, file);
  if (inputs === undefined) return undefined;
  const branches = listRefs(repository, 'refs/heads/').map(({ ref }) => ref.slice('refs/heads/'.length));
  const refs = branches.map((value) => ({ value, chosen: value === repository.defaultBranch }));
  const form = postForm(
    `/${fullName(repository)}/actions/workflows/${file}/dispatches`,
    html`${choice('ref', 'Use workflow from', refs)}${inputs.map((input) => inputField(repository, input))}${buttons(html`<button class="main">Run workflow</button>`)}`,
    'form pad',
  );
  return html`<div class="box">${folded('Run workflow', form, 'fold head')}</div>`;
}

/** With its description as the label, as GitHub shows it. */
function inputField(repository: Repository, input: WorkflowInput): Markup {
  const { type, required, options, default: value = '' } = input;
  const name = inputPrefix + input.name;
  const label = input.description || input.name;
  switch (type) {
    case 'boolean':
      return tickBox(name, label, { ticked: value === 'true' });
    case 'choice':
      return choice(name, label, chosen(options, value), { required });
    case 'environment': {
      const environments = [...repository.environments.values()].map((each) => each.name);
      return choice(name, label, chosen(required ? environments : ['', ...environments], value), { required });
    }
    case 'number':
      return textInput(name, label, { value, required, type: 'number' });
    case 'string':
      return textInput(name, label, { value, required });
    default:
      return type satisfies never;
  }
}

function chosen(options: readonly string[], value: string): { value: string; chosen: boolean }[] {
  return options.map((option) => ({ value: option, chosen: option === value }));
}
