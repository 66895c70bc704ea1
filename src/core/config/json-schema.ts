// The schema of `.github/chimera.yml` for editors, made from the one that validates.
import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** JSON Schema, draft 2020-12. What it cannot say, such as "exactly one of two keys", stands in the descriptions. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      const { allowed, ...rest } = jsonSchema as { allowed?: string; description?: string };
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
      const description = [rest.description, allowed === undefined ? undefined : `Allowed: ${allowed}.`];
      const words = description.filter((part) => part !== undefined).join(' ');
      Object.assign(jsonSchema, rest, words === '' ? {} : { description: words });
    },
  });
  return { ...schema, title: 'Chimera', description: 'The configuration of a repository, .github/chimera.yml.' };
}

/** The file as it is published. */
export const configJsonSchemaText = (): string => `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
