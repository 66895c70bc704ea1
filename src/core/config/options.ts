// The options as a flat list, read from the schema: messages and the documentation come from it.
import { z } from 'zod';
import { configSchema } from './config-schema.ts';

export interface Option {
  /** As people write it, for example `app.start`. */
  readonly path: string;
  readonly kind: 'section' | 'value';
  readonly description: string;
  /** What may stand there, as the end of a sentence. */
  readonly allowed: string;
  /** `null` when there is none: required values, and values that may be left out. */
  readonly fallback: string | number | readonly string[] | null;
  readonly required: boolean;
  /** Keys below a section, in the order of the schema. */
  readonly keys: readonly string[];
}

const top: Option = {
  path: '',
  kind: 'section',
  description: 'The configuration of the repository.',
  allowed: 'a section with app, coder and staging at least',
  fallback: null,
  required: true,
  keys: Object.keys(configSchema.shape),
};

/** Every option, the whole file itself (path `''`) first. */
export const options: readonly Option[] = [top, ...list('', configSchema)];

/** The option at a path; an item of a list belongs to the list. */
export function optionAt(path: readonly PropertyKey[]): Option {
  const name = path.filter((part) => typeof part !== 'number').join('.');
  const option = options.find((candidate) => candidate.path === name);
  if (option === undefined) throw new Error(`config: no option "${name}"`);
  return option;
}

function list(prefix: string, schema: z.ZodObject): Option[] {
  return Object.entries(schema.shape).flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const option = describe(path, child as z.ZodType);
    const inner = unwrap(child as z.ZodType);
    return inner instanceof z.ZodObject ? [option, ...list(path, inner)] : [option];
  });
}

function describe(path: string, schema: z.ZodType): Option {
  const { description, allowed } = schema.meta() ?? {};
  if (description === undefined || typeof allowed !== 'string') throw new Error(`config: "${path}" says too little`);
  const inner = unwrap(schema);
  const isSection = inner instanceof z.ZodObject;
  return {
    path,
    kind: isSection ? 'section' : 'value',
    description,
    allowed,
    fallback: isSection ? null : ((schema.safeParse(undefined).data ?? null) as Option['fallback']),
    required: !schema.safeParse(undefined).success,
    keys: isSection ? Object.keys(inner.shape) : [],
  };
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  return schema;
}
