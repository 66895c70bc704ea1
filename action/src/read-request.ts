// Reads the input `request`, and of a broken one at least what is needed to say whose it was.
import { type PhaseRequest, phaseRequestSchema } from '../../src/contract/request.ts';
import type { PhaseResult } from '../../src/contract/result.ts';

export type Identity = Pick<PhaseResult, 'task' | 'attempt' | 'head'>;

export type ReadRequest =
  | { readonly kind: 'valid'; readonly request: PhaseRequest; readonly identity: Identity }
  | { readonly kind: 'invalid'; readonly message: string; readonly identity: Identity };

export function readRequest(text: string): ReadRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { kind: 'invalid', message: `The input "request" is not JSON: ${said}`, identity: identityOf(null) };
  }
  const parsed = phaseRequestSchema.safeParse(value);
  if (parsed.success) return { kind: 'valid', request: parsed.data, identity: identityOf(parsed.data) };
  const issues = parsed.error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`);
  return {
    kind: 'invalid',
    message: `The input "request" does not fit the contract (is the action older or newer than the app?):\n${issues.join('\n')}`,
    identity: identityOf(value),
  };
}

const noCommit = '0'.repeat(40);

function identityOf(value: unknown): Identity {
  const fields: Partial<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const text = (field: unknown): string => (typeof field === 'string' && field !== '' ? field : 'unknown');
  const head = text(fields.head);
  return {
    task: text(fields.task),
    attempt: text(fields.attempt),
    head: /^[0-9a-f]{40}$/.test(head) ? head : noCommit,
  };
}
