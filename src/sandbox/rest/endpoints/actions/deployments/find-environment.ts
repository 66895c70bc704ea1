/** The environment that a path names; names ignore case. */
import type { Environment } from '../../../../world/actions/deployment.ts';
import type { Call } from '../../../endpoint.ts';
import { notFound } from '../../../reply.ts';

export function environmentIn(call: Pick<Call, 'repository' | 'parameters'>): Environment {
  const found = call.repository.environments.get((call.parameters.environment_name ?? '').toLowerCase());
  if (!found) throw notFound();
  return found;
}
