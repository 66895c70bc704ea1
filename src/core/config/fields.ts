// The kinds of values that options have, each with what it says when something else stands there.
import { z } from 'zod';
import { isWebAddress, webAddressAllowed } from './web-address.ts';

export const wholeNumber = (range: { min: number; max: number; fallback: number }, description: string) =>
  z
    .int()
    .min(range.min)
    .max(range.max)
    .default(range.fallback)
    .meta({ description, allowed: `a whole number from ${range.min} to ${range.max}` });

export const line = (charactersMax: number) =>
  z
    .string()
    .max(charactersMax)
    .refine((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));

export const commandText = z
  .string()
  .max(4_000)
  .refine((text) => text.trim() !== '');
export const commandAllowed = 'a shell command, at most 4,000 characters';

export const webAddress = z.string().refine(isWebAddress);
export { webAddressAllowed };

/** A path inside the repository: relative, forward slashes, no `.` or `..`. */
export const directory = line(200).refine((path) => {
  const segments = path.replace(/\/$/, '').split('/');
  return !path.includes('\\') && segments.every((segment) => !['', '.', '..', '.git'].includes(segment));
});

const pattern = line(200).refine((text) => !/^[!/]/.test(text) && !text.includes('\\'));
export const patterns = (description: string) =>
  z.array(pattern).max(100).default([]).meta({
    description,
    allowed:
      'a list of at most 100 patterns of paths from the top of the repository (`*`, `**`, `?`), without a leading `/` or `!`',
  });

export const section = <Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) =>
  z.strictObject(shape).meta({ description, allowed: `a section with ${Object.keys(shape).join(', ')}` });

/** A section of which everything has a default. */
export const optionalSection = <Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) => {
  const inner = section(description, shape);
  return inner.prefault({} as z.input<typeof inner>).meta(inner.meta() ?? {});
};

export const readySeconds = (what: string) =>
  wholeNumber({ min: 1, max: 1_800, fallback: 60 }, `Seconds that ${what} may take until it answers.`);

/** A section that is off unless it is written down. */
export const sectionOrNone = <Shape extends z.core.$ZodLooseShape>(description: string, shape: Shape) => {
  const inner = section(description, shape);
  return inner
    .nullable()
    .default(null)
    .meta(inner.meta() ?? {});
};

export const yesOrNo = (fallback: boolean, description: string) =>
  z.boolean().default(fallback).meta({ description, allowed: 'true or false' });

export const command = (description: string) => commandText.meta({ description, allowed: commandAllowed });

export const commandOrNone = (description: string) =>
  commandText.nullable().default(null).meta({ description, allowed: commandAllowed });

/** An amount that may be left out: then there is no limit. */
export const amountOrNone = (range: { min: number; max: number; whole: boolean }, description: string) =>
  (range.whole ? z.int() : z.number())
    .min(range.min)
    .max(range.max)
    .nullable()
    .default(null)
    .meta({ description, allowed: `a ${range.whole ? 'whole ' : ''}number from ${range.min} to ${range.max}` });
