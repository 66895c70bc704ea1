/** Variables of a repository or of one of its environments. Names ignore case, and GitHub writes them in capitals. */
import { z } from 'zod';
import type { Permissions } from '../../../../world/account.ts';
import { isoTime } from '../../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { counted } from '../../../listing.ts';
import { ApiError, created, noContent, notFound, ok, unprocessable } from '../../../reply.ts';
import { environmentIn } from '../deployments/find-environment.ts';

const root = '/repos/{owner}/{repo}';
const valueMax = 48 * 1024;

const body = z.object({ name: z.string(), value: z.string() });

export const variables = [
  ...variablesOf(`${root}/actions/variables`, 'actions_variables', (call) => call.repository.variables),
  ...variablesOf(
    `${root}/environments/{environment_name}/variables`,
    'environments',
    (call) => environmentIn(call).variables,
  ),
];

function variablesOf(base: string, permission: string, mapOf: (call: Call) => Map<string, string>): Endpoint[] {
  const reads: { needs: Permissions[]; role: 'write' } = { needs: [{ [permission]: 'read' }], role: 'write' };
  const writes: { needs: Permissions[]; role: 'write' } = { needs: [{ [permission]: 'write' }], role: 'write' };
  const named = (call: Call): string => {
    const name = nameIn(mapOf(call), call.parameters.name ?? '');
    if (name === undefined) throw notFound();
    return name;
  };
  const shape = (call: Call, name: string): object => ({
    name: name.toUpperCase(),
    value: mapOf(call).get(name),
    created_at: isoTime(call.repository.writtenMs),
    updated_at: isoTime(call.repository.writtenMs),
  });
  return [
    endpoint(`GET ${base}`, reads, (call) =>
      counted(call, 'variables', [...mapOf(call).keys()].sort(), (name) => shape(call, name)),
    ),
    endpoint(`POST ${base}`, { ...writes, body }, (call) => {
      const { name, value } = call.body;
      mustBeGood(name, value);
      if (nameIn(mapOf(call), name) !== undefined) throw new ApiError(409, 'Already exists - Variable already exists');
      mapOf(call).set(name.toUpperCase(), value);
      return created({});
    }),
    endpoint(`GET ${base}/{name}`, reads, (call) => ok(shape(call, named(call)))),
    endpoint(`PATCH ${base}/{name}`, { ...writes, body: body.partial() }, (call) => {
      const before = named(call);
      const name = call.body.name ?? before;
      const value = call.body.value ?? mapOf(call).get(before) ?? '';
      mustBeGood(name, value);
      mapOf(call).delete(before);
      mapOf(call).set(name.toUpperCase(), value);
      return noContent();
    }),
    endpoint(`DELETE ${base}/{name}`, writes, (call) => {
      mapOf(call).delete(named(call));
      return noContent();
    }),
  ];
}

/** The name as it was written, by a name in any case. */
export function nameIn(map: ReadonlyMap<string, string>, name: string): string | undefined {
  return [...map.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
}

function mustBeGood(name: string, value: string): void {
  if (!/^[A-Z_][A-Z0-9_]*$/i.test(name) || /^GITHUB_/i.test(name)) {
    throw unprocessable(
      'Variable name is invalid: letters, digits and underscores only, not beginning with a digit or GITHUB_.',
    );
  }
  if (Buffer.byteLength(value) > valueMax) throw unprocessable('Variable value is too large: 48 KB at most.');
}
