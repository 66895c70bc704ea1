// Steps of a job or of a composite action: the two forms differ only in what an expression may name.
import { isSequence } from '@actions/workflow-parser/templates/tokens/type-guards';
import type { Step } from '../workflow/workflow.ts';
import {
  conditionOf,
  entriesOf,
  lineOf,
  propertyOf,
  ReadError,
  type Token,
  templateMapOf,
  templateOf,
  textOf,
} from './tokens.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const known = new Set([
  ...['id', 'name', 'if', 'env', 'continue-on-error', 'timeout-minutes'],
  ...['run', 'shell', 'working-directory', 'uses', 'with'],
]);

export function readSteps(token: Token | undefined, of: 'job' | 'composite action'): Step[] {
  if (!token || !isSequence(token)) return [];
  const steps = [...token].map(readStep);
  const ids = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const where = token.get(index);
    if (step.id !== '' && !identifier.test(step.id))
      throw new ReadError(where, `The step id '${step.id}' is not valid`);
    if (step.id !== '' && ids.has(step.id)) throw new ReadError(where, `The step id '${step.id}' is used twice`);
    ids.add(step.id);
    if (of === 'composite action' && step.work.kind === 'run' && !step.work.shell) {
      throw new ReadError(where, 'Required property is missing: shell');
    }
  }
  return steps;
}

function readStep(token: Token): Step {
  for (const { key, keyToken } of entriesOf(token)) {
    if (!known.has(key)) throw new ReadError(keyToken, `unsupported: \`${key}\` of a step`);
  }
  return {
    id: textOf(propertyOf(token, 'id')) ?? '',
    line: lineOf(token),
    name: templateOf(propertyOf(token, 'name')),
    if: conditionOf(propertyOf(token, 'if')),
    env: templateMapOf(propertyOf(token, 'env')),
    continueOnError: templateOf(propertyOf(token, 'continue-on-error')),
    timeoutMinutes: templateOf(propertyOf(token, 'timeout-minutes')),
    work: readWork(token),
  };
}

function readWork(token: Token): Step['work'] {
  const script = templateOf(propertyOf(token, 'run'));
  if (script) {
    return {
      kind: 'run',
      script,
      shell: templateOf(propertyOf(token, 'shell')),
      workingDirectory: templateOf(propertyOf(token, 'working-directory')),
    };
  }
  const action = textOf(propertyOf(token, 'uses'));
  if (action === undefined) throw new ReadError(token, 'A step needs `run` or `uses`');
  return { kind: 'uses', action, with: templateMapOf(propertyOf(token, 'with')) };
}
