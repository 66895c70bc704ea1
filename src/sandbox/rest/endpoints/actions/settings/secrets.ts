/**
 * Secrets of a repository or of one of its environments: their names, never their values. They come in sealed for a
 * public key (libsodium), which the sandbox cannot open: it says so, and takes them when a repository is made.
 */
import type { Permissions } from '../../../../world/account.ts';
import { isoTime } from '../../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { counted } from '../../../listing.ts';
import { ApiError, noContent, notFound, ok, type Reply } from '../../../reply.ts';
import { environmentIn } from '../deployments/find-environment.ts';
import { nameIn } from './variables.ts';

const root = '/repos/{owner}/{repo}';

export const secrets = [
  ...secretsOf(`${root}/actions/secrets`, 'secrets', (call) => call.repository.secrets),
  ...secretsOf(
    `${root}/environments/{environment_name}/secrets`,
    'environments',
    (call) => environmentIn(call).secrets,
  ),
  // Organizations of the sandbox share no secrets.
  endpoint(`GET ${root}/actions/organization-secrets`, { needs: [{ secrets: 'read' }], role: 'write' }, (call) =>
    counted(call, 'secrets', [], (name: string) => ({ name })),
  ),
];

function secretsOf(base: string, permission: string, mapOf: (call: Call) => Map<string, string>): Endpoint[] {
  const reads: { needs: Permissions[]; role: 'write' } = { needs: [{ [permission]: 'read' }], role: 'write' };
  const writes: { needs: Permissions[]; role: 'write' } = { needs: [{ [permission]: 'write' }], role: 'write' };
  const named = (call: Call): string => {
    const name = nameIn(mapOf(call), call.parameters.secret_name ?? '');
    if (name === undefined) throw notFound();
    return name;
  };
  const shape = (call: Call, name: string): object => ({
    name: name.toUpperCase(),
    created_at: isoTime(call.repository.writtenMs),
    updated_at: isoTime(call.repository.writtenMs),
  });
  return [
    endpoint(`GET ${base}`, reads, (call) =>
      counted(call, 'secrets', [...mapOf(call).keys()].sort(), (name) => shape(call, name)),
    ),
    endpoint(`GET ${base}/public-key`, reads, refuse),
    endpoint(`GET ${base}/{secret_name}`, reads, (call) => ok(shape(call, named(call)))),
    endpoint(`PUT ${base}/{secret_name}`, writes, refuse),
    endpoint(`DELETE ${base}/{secret_name}`, writes, (call) => {
      mapOf(call).delete(named(call));
      return noContent();
    }),
  ];
}

function refuse(): Reply {
  throw new ApiError(
    501,
    'The sandbox cannot open sealed secrets. Give them when the repository is made: createRepository({ secrets: { NAME: "value" } }).',
  );
}
