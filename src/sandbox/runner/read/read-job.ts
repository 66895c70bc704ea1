// One job of a workflow file, and what of it the runner does not execute.
import { isMapping, isSequence } from '@actions/workflow-parser/templates/tokens/type-guards';
import type { Template, WorkflowJob } from '../workflow/workflow.ts';
import { readConcurrency, readDefaults, readPermissions } from './read-clauses.ts';
import { readSteps } from './read-steps.ts';
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
  textsOf,
} from './tokens.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Properties that would change what a job does and that nothing here carries out. */
const unsupported = new Map([
  ['uses', 'a job that calls a reusable workflow'],
  ['container', 'a job in a container'],
  ['services', 'service containers'],
  ['snapshot', 'snapshots of the machine'],
  ['cancel-timeout-minutes', '`cancel-timeout-minutes`'],
]);

export function readJob(id: string, keyToken: Token, token: Token): WorkflowJob {
  if (!identifier.test(id)) {
    const allowed = 'it must start with a letter or `_` and contain only letters, digits, `-` and `_`';
    throw new ReadError(keyToken, `The job id '${id}' is not valid: ${allowed}`);
  }
  for (const { key, keyToken: where } of entriesOf(token)) {
    const what = unsupported.get(key);
    if (what) throw new ReadError(where, `unsupported: ${what} (\`jobs.${id}.${key}\`); the sandbox cannot run it`);
  }
  const steps = readSteps(propertyOf(token, 'steps'), 'job');
  if (steps.length === 0) throw new ReadError(keyToken, `Job '${id}' has no steps`);
  const outputs = templateMapOf(propertyOf(token, 'outputs'));
  return {
    id,
    line: lineOf(keyToken),
    name: templateOf(propertyOf(token, 'name')),
    needs: textsOf(propertyOf(token, 'needs')) ?? [],
    if: conditionOf(propertyOf(token, 'if')),
    runsOn: readRunsOn(propertyOf(token, 'runs-on'), keyToken),
    timeoutMinutes: templateOf(propertyOf(token, 'timeout-minutes')),
    continueOnError: templateOf(propertyOf(token, 'continue-on-error')),
    permissions: readPermissions(propertyOf(token, 'permissions')),
    concurrency: readConcurrency(propertyOf(token, 'concurrency')),
    environment: readEnvironment(propertyOf(token, 'environment')),
    strategy: readStrategy(propertyOf(token, 'strategy')),
    env: templateMapOf(propertyOf(token, 'env')),
    defaults: readDefaults(propertyOf(token, 'defaults')),
    outputs,
    steps,
  };
}

function readRunsOn(token: Token | undefined, job: Token): Template {
  if (!token) throw new ReadError(job, 'Required property is missing: runs-on');
  if (!isMapping(token)) return templateOf(token) as Template;
  if (propertyOf(token, 'group')) throw new ReadError(token, 'unsupported: `runs-on.group` (runner groups)');
  const labels = templateOf(propertyOf(token, 'labels'));
  if (!labels) throw new ReadError(token, '`runs-on` names no labels');
  return labels;
}

function readEnvironment(token: Token | undefined): WorkflowJob['environment'] {
  if (!token) return undefined;
  const mapping = isMapping(token);
  const name = templateOf(mapping ? propertyOf(token, 'name') : token);
  if (!name) throw new ReadError(token, '`environment` needs a name');
  const deployment = propertyOf(token, 'deployment');
  if (deployment && textOf(deployment) !== 'true') {
    throw new ReadError(deployment, 'unsupported: `environment.deployment: false`');
  }
  return { name, url: mapping ? templateOf(propertyOf(token, 'url')) : undefined };
}

function readStrategy(token: Token | undefined): WorkflowJob['strategy'] {
  if (!token) return undefined;
  const matrix = templateOf(propertyOf(token, 'matrix'));
  if (!matrix || isSequence(token)) throw new ReadError(token, '`strategy` without a matrix');
  return {
    matrix,
    failFast: templateOf(propertyOf(token, 'fail-fast')),
    maxParallel: templateOf(propertyOf(token, 'max-parallel')),
  };
}
