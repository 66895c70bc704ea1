// The clauses that workflows and jobs share: permissions, concurrency, defaults.
import { concurrencyProblem } from '../concurrency-groups.ts';
import type { ConcurrencyTemplate, PermissionsClause, RunDefaults } from '../workflow/workflow.ts';
import { entriesOf, lineOf, propertyOf, ReadError, type Token, templateOf, textOf } from './tokens.ts';

export function readPermissions(token: Token | undefined): PermissionsClause | undefined {
  if (!token) return undefined;
  const entries = entriesOf(token).map(({ key, value }) => [key, textOf(value)] as const);
  if (entries.length > 0) {
    return Object.fromEntries(
      entries.filter((entry): entry is [string, 'read' | 'write'] => entry[1] === 'read' || entry[1] === 'write'),
    );
  }
  const shorthand = token.isScalar ? textOf(token) : undefined;
  return shorthand === 'read-all' || shorthand === 'write-all' ? shorthand : {};
}

export function readConcurrency(token: Token | undefined): ConcurrencyTemplate | undefined {
  if (!token) return undefined;
  const line = lineOf(token);
  const mapping = entriesOf(token);
  const group = templateOf(mapping.length > 0 ? propertyOf(token, 'group') : token);
  if (!group) throw new ReadError(token, '`concurrency` needs a group');
  const cancelInProgress = templateOf(propertyOf(token, 'cancel-in-progress')) ?? {
    kind: 'literal' as const,
    value: false,
    line,
  };
  const queue = textOf(propertyOf(token, 'queue')) === 'max' ? 'max' : 'single';
  const cancels = cancelInProgress.kind === 'literal' && cancelInProgress.value === true;
  const problem = concurrencyProblem({ group: 'named later', queue, cancelInProgress: cancels });
  if (problem) throw new ReadError(token, problem);
  return { group, queue, cancelInProgress, line };
}

export function readDefaults(token: Token | undefined): RunDefaults {
  const run = propertyOf(token, 'run');
  return {
    shell: templateOf(propertyOf(run, 'shell')),
    workingDirectory: templateOf(propertyOf(run, 'working-directory')),
  };
}
