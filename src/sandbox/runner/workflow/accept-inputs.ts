// Inputs of a dispatch, checked and completed as GitHub's API does it before it makes a run.
import type { WorkflowInput } from './workflow.ts';

/** All inputs together, as text. */
const inputCharactersMax = 65_535;

export type AcceptedInputs =
  | {
      kind: 'accepted';
      /** For the `inputs` context: booleans and numbers are typed. */
      inputs: Record<string, string | number | boolean>;
      /** For `github.event.inputs`: all are texts. */
      eventInputs: Record<string, string>;
    }
  | { kind: 'refused'; message: string };

/** `given`: the request's `inputs`. A refusal is GitHub's message for a 422. */
export function acceptInputs(declared: WorkflowInput[], given: Record<string, unknown>): AcceptedInputs {
  const unexpected = Object.keys(given).filter((name) => !declared.some((input) => input.name === name));
  if (unexpected.length > 0) return refused(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const characters = Object.values(given).reduce((sum: number, value) => sum + String(value).length, 0);
  if (characters > inputCharactersMax) return refused('inputs are too large.');
  const inputs: Record<string, string | number | boolean> = {};
  const eventInputs: Record<string, string> = {};
  for (const input of declared) {
    const value = given[input.name] === undefined || given[input.name] === null ? undefined : String(given[input.name]);
    if (input.required && input.default === undefined && (value === undefined || value === '')) {
      return refused(`Required input '${input.name}' not provided`);
    }
    const text = value ?? input.default ?? (input.type === 'boolean' ? 'false' : '');
    const problem = problemOf(input, text);
    if (problem) return refused(problem);
    inputs[input.name] = typed(input, text);
    if (value !== undefined || input.default !== undefined) eventInputs[input.name] = text;
  }
  return { kind: 'accepted', inputs, eventInputs };
}

function problemOf(input: WorkflowInput, text: string): string | undefined {
  if (input.type === 'choice' && text !== '' && !input.options.includes(text)) {
    return `Provided value '${text}' for input '${input.name}' not in the list of allowed values`;
  }
  if (input.type === 'boolean' && text !== 'true' && text !== 'false') {
    return `Provided value '${text}' for input '${input.name}' is not a boolean`;
  }
  if (input.type === 'number' && text !== '' && Number.isNaN(Number(text))) {
    return `Provided value '${text}' for input '${input.name}' is not a number`;
  }
  return undefined;
}

function typed(input: WorkflowInput, text: string): string | number | boolean {
  if (input.type === 'boolean') return text === 'true';
  if (input.type === 'number' && text !== '') return Number(text);
  return text;
}

function refused(message: string): AcceptedInputs {
  return { kind: 'refused', message };
}
