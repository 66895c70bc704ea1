// The phase workflow of a repository, as far as the doctor needs to understand it.
import { parseDocument } from 'yaml';
import { z } from 'zod';

export interface PhaseWorkflow {
  readonly inputs: readonly { readonly name: string; readonly required: boolean }[];
  /** The value of `concurrency.queue`; `null` when there is none. */
  readonly queue: string | null;
}

export type WorkflowReading =
  | { readonly kind: 'read'; readonly workflow: PhaseWorkflow }
  | { readonly kind: 'broken'; readonly words: string };

const input = z.object({ required: z.boolean().nullish().catch(null), default: z.unknown().optional() }).nullable();

const schema = z.object({
  on: z.object({
    workflow_dispatch: z
      .object({ inputs: z.record(z.string(), input).nullish() })
      .nullable()
      .transform((trigger) => trigger?.inputs ?? {}),
  }),
  concurrency: z
    .union([z.string().transform(() => null), z.object({ queue: z.string().nullish() })])
    .nullish()
    .catch(null),
  jobs: z.record(z.string(), z.unknown()),
});

export function readPhaseWorkflow(text: string): WorkflowReading {
  // YAML 1.2, as in GitHub's own parser: `on` is a word there, not true.
  const document = parseDocument(text, { version: '1.2', prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) return { kind: 'broken', words: `it is not valid YAML: ${error.message.split('\n')[0]}` };
  const parsed = schema.safeParse(plainValues(() => document.toJS({ maxAliasCount: 100 })));
  if (!parsed.success) return { kind: 'broken', words: 'it has no jobs, or no trigger "workflow_dispatch"' };
  const inputs = Object.entries(parsed.data.on.workflow_dispatch).map(([name, value]) => ({
    name,
    required: value?.required === true && value.default === undefined,
  }));
  return { kind: 'read', workflow: { inputs, queue: parsed.data.concurrency?.queue ?? null } };
}

function plainValues(build: () => unknown): unknown {
  try {
    return build();
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Names of secrets that the text uses, and of those that stand in comments only; never `GITHUB_TOKEN`. */
export function secretsIn(text: string): { used: readonly string[]; inComments: readonly string[] } {
  const lines = text.split('\n');
  const used = namesIn(lines.filter((line) => !/^\s*#/.test(line)));
  const inComments = namesIn(lines.filter((line) => /^\s*#/.test(line))).filter((name) => !used.includes(name));
  return { used, inComments };
}

function namesIn(lines: readonly string[]): string[] {
  const names = lines.flatMap((line) =>
    [...line.slice(0, 2_000).matchAll(/\bsecrets(?:\.|\[')([A-Za-z_]\w{0,99})/g)].map((found) =>
      (found[1] ?? '').toUpperCase(),
    ),
  );
  return [...new Set(names)].filter((name) => name !== 'GITHUB_TOKEN');
}
