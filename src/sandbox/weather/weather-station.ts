/** The weather right now: the settings, the dice, and how many incidents are left. */
import { calm, type Weather } from './weather.ts';

/** Part of a weather; what is not named stays as it is. */
export type WeatherChange = {
  readonly [Name in keyof Weather]?: Weather[Name] extends readonly unknown[]
    ? Weather[Name]
    : Weather[Name] extends object
      ? Partial<Weather[Name]>
      : Weather[Name];
};

export interface WeatherStation {
  current(): Weather;
  change(change: WeatherChange): void;
  /** Throws the dice. True counts as an incident, and uses up one of `next`. */
  strikes(chance: number): boolean;
  /** A whole number from `low` to `high`. */
  between(low: number, high: number): number;
}

export function createWeatherStation(change: WeatherChange = {}): WeatherStation {
  let weather = changedWeather(calm, change);
  let dice = seededDice(weather.seed);
  let incidentsLeft = weather.next;
  return {
    current: () => weather,
    change: (next) => {
      weather = changedWeather(weather, next);
      if (next.seed !== undefined) dice = seededDice(next.seed);
      if ('next' in next) incidentsLeft = next.next;
    },
    strikes: (chance) => {
      if (chance <= 0 || incidentsLeft === 0 || dice() >= chance) return false;
      if (incidentsLeft !== undefined) incidentsLeft -= 1;
      return true;
    },
    between: (low, high) => (high <= low ? low : low + Math.floor(dice() * (high - low + 1))),
  };
}

/** `weather` with the named settings changed. */
export function changedWeather(weather: Weather, change: WeatherChange): Weather {
  return {
    ...weather,
    ...change,
    webhooks: { ...weather.webhooks, ...change.webhooks },
    dispatch: { ...weather.dispatch, ...change.dispatch },
    errors: { ...weather.errors, ...change.errors },
  };
}

/** Mulberry32: small, fast, and the same everywhere. @returns numbers from 0 up to but not including 1. */
function seededDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
