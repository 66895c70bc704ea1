/** Mutations for forms: what they refuse is refused like everything else. */
import { ApiError } from '../rest/reply.ts';
import type { Submission } from './submission.ts';

const statuses: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404 };

/** @param selection what of the payload is wanted. @returns the payload. */
export async function mutate(
  { ask }: Submission,
  name: string,
  input: Readonly<Record<string, string>>,
  selection: string,
): Promise<unknown> {
  const query = `mutation($input: Input!) { ${name}(input: $input) { ${selection} } }`;
  const { body } = await ask('POST /graphql', { body: { query, variables: { input } } });
  const { data, errors } = body as {
    data?: Record<string, unknown>;
    errors?: readonly { type?: string; message: string }[];
  };
  const [error] = errors ?? [];
  if (error) throw new ApiError(statuses[error.type ?? ''] ?? 422, error.message);
  return data?.[name];
}
