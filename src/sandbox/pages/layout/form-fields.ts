/** What all forms have in common: where they come from, and what is in them. */
import type { Context } from 'hono';
import type { Site } from '../../site.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Only our own page may send it: a foreign one that is open in the same browser may not. */
export function fromOwnPage(context: Context, { world }: Pick<Site, 'world'>): boolean {
  return context.req.header('origin') === world.url;
}

export function textField(form: Fields, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field that may be there several times. */
export function textFields(form: Fields, name: string): string[] {
  const value = form[name];
  return [value ?? []].flat().filter((each): each is string => typeof each === 'string');
}
