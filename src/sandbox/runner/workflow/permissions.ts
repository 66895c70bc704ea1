// What a job's token may do.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions
import type { JobPermissions, PermissionsClause } from './workflow.ts';

/** Permissions that `read-all` and `write-all` stand for. `id-token` and such have no `read`. */
const all = [
  ...['actions', 'artifact-metadata', 'attestations', 'checks', 'contents', 'deployments', 'discussions', 'issues'],
  ...['packages', 'pages', 'pull-requests', 'repository-projects', 'security-events', 'statuses'],
];

/**
 * A job's clause replaces the workflow's; where neither says anything the repository's setting counts: `read` is
 * contents and packages, `write` is everything but `id-token`. A clause grants what it names and nothing else.
 * `metadata: read` always comes with a token.
 */
export function jobPermissions(
  workflow: PermissionsClause | undefined,
  job: PermissionsClause | undefined,
  repositoryDefault: 'read' | 'write',
): JobPermissions {
  const clause = job ?? workflow;
  const every = (access: 'read' | 'write') => Object.fromEntries(all.map((name) => [name, access]));
  if (clause === undefined) {
    return repositoryDefault === 'write'
      ? { ...every('write'), metadata: 'read' }
      : { contents: 'read', packages: 'read', metadata: 'read' };
  }
  if (clause === 'read-all') return { ...every('read'), metadata: 'read' };
  if (clause === 'write-all') return { ...every('write'), 'id-token': 'write', metadata: 'read' };
  return { ...clause, metadata: 'read' };
}
