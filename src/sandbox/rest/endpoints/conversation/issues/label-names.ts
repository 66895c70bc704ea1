/** Names of labels as requests carry them, and GitHub's rules for labels. */
import { z } from 'zod';
import { findLabel } from '../../../../world/find.ts';
import type { Call } from '../../../endpoint.ts';
import { invalid } from '../../../reply.ts';

const nameMax = 50;
const descriptionMax = 100;

/** Each a name, or an object that has one. */
export const labelNames = z.array(z.union([z.string(), z.looseObject({ name: z.string() })]));

/** `{ "labels": […] }`, or the list alone. */
export const labelsBody = z.union([labelNames, z.object({ labels: labelNames })]);

/** Each name once. */
export function namesIn(body: z.infer<typeof labelsBody>): string[] {
  const all = Array.isArray(body) ? body : body.labels;
  const names = new Map(
    all.map((each) => (typeof each === 'string' ? each : each.name)).map((each) => [lower(each), each]),
  );
  return [...names.values()];
}

const lower = (name: string): string => name.toLowerCase();

/** Labels that are put on an issue are made when they are not there, by the rules of any label. */
export function checkNewNames({ repository }: Call, names: readonly string[]): void {
  for (const name of names) if (!findLabel(repository, name)) checkLabel({ name });
}

/** Throws GitHub's 422 for a name, colour or description that a label cannot have. */
export function checkLabel(text: {
  readonly name: string;
  readonly color?: string | undefined;
  readonly description?: string | null | undefined;
}): void {
  const tooLong = (field: string, max: number) =>
    invalid({
      resource: 'Label',
      code: 'custom',
      field,
      message: `${field} is too long (maximum is ${max} characters)`,
    });
  if (text.name.trim() === '') throw invalid({ resource: 'Label', code: 'missing_field', field: 'name' });
  if (text.name.length > nameMax) throw tooLong('name', nameMax);
  if ((text.description?.length ?? 0) > descriptionMax) throw tooLong('description', descriptionMax);
  if (text.color !== undefined && !/^[0-9a-f]{6}$/i.test(text.color)) {
    throw invalid({ resource: 'Label', code: 'invalid', field: 'color', value: text.color });
  }
}
