// Holds webhooks against the schemas that Octokit keeps of GitHub's payloads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Delivery } from '../../src/sandbox/world/delivery.ts';

let loaded: { readonly names: ReadonlySet<string>; readonly ajv: Ajv } | undefined;

/**
 * What in the payload departs from its schema, in words; empty when nothing does. Fields that the schema does not know
 * are no departure: GitHub adds some every month, and the schemas are older than GitHub.
 */
export function checkDelivery({ event, action, requestBody }: Delivery): string[] {
  loaded ??= load();
  const name = action === null ? `${event}$event` : `${event}$${action}`;
  if (!loaded.names.has(name)) return [`${name}: Octokit's schemas know no such webhook`];
  const check = loaded.ajv.compile({ $ref: `webhooks#/definitions/${encodeURIComponent(name)}` });
  if (check(JSON.parse(requestBody))) return [];
  return (check.errors ?? []).map((error) => `${name}${error.instancePath} ${error.message}`);
}

function load(): { names: ReadonlySet<string>; ajv: Ajv } {
  const path = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas');
  const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value) =>
    key === 'additionalProperties' && value === false ? undefined : value,
  ) as { definitions: Record<string, unknown> };
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(schema, 'webhooks');
  return { names: new Set(Object.keys(schema.definitions)), ajv };
}
