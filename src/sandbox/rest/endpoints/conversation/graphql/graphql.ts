/** `POST /graphql`: mutations that the REST API does not have. Refusals come with status 200, as GraphQL has it. */
import { z } from 'zod';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { ok, type Reply } from '../../../reply.ts';
import { mutations } from './mutations.ts';
import { type Field, readOperation } from './read-operation.ts';

const body = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() });

interface GraphqlError {
  readonly type: string;
  readonly path?: readonly string[];
  readonly message: string;
}

async function answer(call: Call, { query, variables }: z.infer<typeof body>): Promise<Reply> {
  const operation = readOperation(query, variables ?? {});
  if (operation.kind === 'wrong') return ok({ errors: [{ message: operation.message }] });
  const unknown = operation.fields.find(({ name }) => operation.kind === 'query' || !(name in mutations));
  if (unknown !== undefined) {
    const message = `The sandbox has no ${operation.kind} ${unknown.name} over GraphQL, only the mutations ${Object.keys(mutations).join(', ')}; use the REST API.`;
    return ok({ errors: [{ type: 'NOT_SUPPORTED', path: [operation.kind, unknown.name], message }] });
  }
  const data: Record<string, unknown> = {};
  const errors: GraphqlError[] = [];
  for (const field of operation.fields) {
    const outcome = await mutations[field.name]?.(call, field.arguments.input);
    if (outcome?.kind === 'done') data[field.key] = picked(outcome.payload, field, [field.key], errors);
    else {
      data[field.key] = null;
      const { type = 'INTERNAL', message = '' } = outcome ?? {};
      errors.push({ type, path: [field.key], message });
    }
  }
  return ok({ data, ...(errors.length > 0 ? { errors } : {}) });
}

/** Of a value what the query asks for. */
function picked(value: unknown, { selection }: Field, path: readonly string[], errors: GraphqlError[]): unknown {
  if (selection.length === 0 || typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    selection.map((field) => {
      const below = [...path, field.key];
      if (!(field.name in fields)) {
        errors.push({
          type: 'undefinedField',
          path: below,
          message: `The sandbox does not know the field ${field.name}`,
        });
      }
      return [field.key, picked(fields[field.name] ?? null, field, below, errors)];
    }),
  );
}

export const graphqlEndpoints: readonly Endpoint[] = [
  endpoint('POST /graphql', { body }, (call) => answer(call, call.body)),
];
