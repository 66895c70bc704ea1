/** Reads weather that somebody sent: the body of `PUT /_sandbox/weather` or the header `x-sandbox-weather`. */
import { z } from 'zod';
import { calm } from './weather.ts';
import type { WeatherChange } from './weather-station.ts';

const chance = z.number().min(0).max(1);
const milliseconds = z.number().min(0).max(600_000);

const schema = z
  .strictObject({
    seed: z.int(),
    webhooks: z
      .strictObject({
        lost: chance,
        repeated: chance,
        reordered: chance,
        lateMs: z.tuple([milliseconds, milliseconds]),
      })
      .partial(),
    readLagMs: milliseconds,
    dispatch: z.strictObject({ lostAnswer: chance, twice: chance }).partial(),
    errors: z
      .strictObject({
        before: chance,
        after: chance,
        tooMany: chance,
        secondaryLimit: chance,
        retryAfterSeconds: z.number().min(0),
        slowMs: milliseconds,
      })
      .partial(),
    next: z.int().min(0).nullable(),
    secondaryLimits: z.boolean(),
  })
  .partial();

/**
 * @param value the settings to change, or `"calm"` for none at all. `next: null` means without end.
 * @returns what is wrong, as text, when it is not a weather.
 */
export function readWeather(value: unknown): WeatherChange | string {
  if (value === 'calm') return calm;
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'weather'}: ${issue.message}`);
    return `Not a weather: ${problems.join('; ')}. Settings and their meaning: src/sandbox/weather/weather.ts`;
  }
  const { next, ...rest } = parsed.data;
  return { ...rest, ...(next === undefined ? {} : { next: next ?? undefined }) } as WeatherChange;
}

/** The header's value: JSON as above, or short: `readLagMs=300, dispatch.twice=1`. */
export function readWeatherHeader(text: string): WeatherChange | string {
  if (text.trim() === 'calm') return calm;
  try {
    return readWeather(text.trim().startsWith('{') ? JSON.parse(text) : shortForm(text));
  } catch (error) {
    if (error instanceof SyntaxError) return `x-sandbox-weather is not JSON: ${error.message}`;
    throw error;
  }
}

function shortForm(text: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const part of text.split(/[,;]/).map((each) => each.trim())) {
    if (part === '') continue;
    const [path = '', value = ''] = part.split('=').map((each) => each.trim());
    const [group = '', name] = path.split('.');
    const read: unknown = JSON.parse(value);
    if (name === undefined) settings[group] = read;
    else settings[group] = { ...(settings[group] as object | undefined), [name]: read };
  }
  return settings;
}
