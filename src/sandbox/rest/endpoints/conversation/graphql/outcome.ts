/** What a mutation comes to, and the ways in which GitHub says no. */
import { z } from 'zod';
import { accountOf } from '../../../../identity/actor.ts';
import { mayUse, type Requirement } from '../../../../identity/permission.ts';
import { fullName, type Repository } from '../../../../world/repository.ts';
import type { Call } from '../../../endpoint.ts';

/** What a mutation comes to: its payload, or an error of GitHub's. */
export type Outcome =
  | { readonly kind: 'done'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly type: string; readonly message: string };

export type Mutation = (call: Call, input: unknown) => Outcome | Promise<Outcome>;

/** What every input may carry. */
export const same = z.object({ clientMutationId: z.string().nullish() });

export function refused(
  call: Call,
  name: string,
  repository: Repository,
  requirement: Requirement,
): Outcome | undefined {
  if (repository.archived) return forbidden(`Repository ${fullName(repository)} was archived so is read-only.`);
  if (mayUse(call.actor, requirement, repository).kind === 'allowed') return undefined;
  return call.actor.kind === 'user'
    ? forbidden(`${accountOf(call.actor)?.login} does not have the correct permissions to execute \`${name}\``)
    : forbidden('Resource not accessible by integration');
}

export function done(input: z.infer<typeof same>, payload: Readonly<Record<string, unknown>>): Outcome {
  return { kind: 'done', payload: { clientMutationId: input.clientMutationId ?? null, ...payload } };
}

export function forbidden(message: string): Outcome {
  return { kind: 'refused', type: 'FORBIDDEN', message };
}

export function unprocessable(message: string): Outcome {
  return { kind: 'refused', type: 'UNPROCESSABLE', message };
}

export function unknownNode(id: string): Outcome {
  return { kind: 'refused', type: 'NOT_FOUND', message: `Could not resolve to a node with the global id of '${id}'` };
}

export function wrongInput(error: z.ZodError): Outcome {
  const places = error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return {
    kind: 'refused',
    type: 'INVALID',
    message: `Variable $input was provided invalid value for ${places.join(', ')}`,
  };
}
