// `on:` of a workflow file. Events that the sandbox never fires are kept by name, so that a page can say so.
import { isMapping } from '@actions/workflow-parser/templates/tokens/type-guards';
import type { Trigger, WorkflowInput } from '../workflow/workflow.ts';
import { entriesOf, lineOf, propertyOf, ReadError, type Token, textOf, textsOf } from './tokens.ts';

/** GitHub takes no more inputs than this in one dispatch. */
const workflowInputsMax = 25;

export function readTriggers(token: Token | undefined): Trigger[] {
  if (!token) throw new ReadError(token, 'The workflow has no `on:`, so nothing can start it.');
  if (isMapping(token)) return entriesOf(token).map(({ key, value }) => readTrigger(key, value));
  return (textsOf(token) ?? []).map((name) => readTrigger(name, token));
}

function readTrigger(name: string, token: Token): Trigger {
  const filter = {
    branches: textsOf(propertyOf(token, 'branches')),
    branchesIgnore: textsOf(propertyOf(token, 'branches-ignore')),
    paths: textsOf(propertyOf(token, 'paths')),
    pathsIgnore: textsOf(propertyOf(token, 'paths-ignore')),
  };
  const types = textsOf(propertyOf(token, 'types'));
  switch (name) {
    case 'workflow_dispatch':
      return { kind: name, inputs: readInputs(propertyOf(token, 'inputs')) };
    case 'repository_dispatch':
      return { kind: name, types };
    case 'push':
      return {
        kind: name,
        ...filter,
        tags: textsOf(propertyOf(token, 'tags')),
        tagsIgnore: textsOf(propertyOf(token, 'tags-ignore')),
      };
    case 'pull_request':
      return { kind: name, ...filter, types };
    case 'workflow_call':
      throw new ReadError(token, 'unsupported: `on: workflow_call` (reusable workflows)');
    default:
      return { kind: 'other', event: name, line: lineOf(token) };
  }
}

function readInputs(token: Token | undefined): WorkflowInput[] {
  const inputs = entriesOf(token).map(({ key, value }): WorkflowInput => {
    const type = (textOf(propertyOf(value, 'type')) ?? 'string') as WorkflowInput['type'];
    const options = textsOf(propertyOf(value, 'options')) ?? [];
    if (type === 'choice' && options.length === 0) {
      throw new ReadError(value, `Input '${key}' is a choice without \`options\``);
    }
    return {
      name: key,
      description: textOf(propertyOf(value, 'description')) ?? '',
      type,
      required: textOf(propertyOf(value, 'required')) === 'true',
      default: textOf(propertyOf(value, 'default')),
      options,
    };
  });
  if (inputs.length > workflowInputsMax) {
    const message = `you may only define up to ${workflowInputsMax} \`inputs\` for a \`workflow_dispatch\` event`;
    throw new ReadError(token, message);
  }
  return inputs;
}
