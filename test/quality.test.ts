// The measures themselves: their sets are whole, and they can tell a good test from a bad one.
import { describe, expect, test } from '@jest/globals';
import { mutated } from './quality/app.ts';
import { allApps } from './quality/apps/all-apps.ts';
import { counter } from './quality/apps/counter.ts';
import { generatedTest, measureEndToEnd } from './quality/end-to-end/measure.ts';
import { compiles } from './quality/end-to-end/web-bench.ts';
import { allCases } from './quality/review/cases/all-cases.ts';
import { allChallenges } from './quality/review/challenge/all-challenges.ts';
import { measureChallenge } from './quality/review/challenge/measure.ts';
import { measureReview } from './quality/review/measure.ts';

const silent = (): void => undefined;

describe('the applications', () => {
  test('are ten at least, each with eight faults or more', () => {
    expect(allApps.length).toBeGreaterThanOrEqual(10);
    expect(new Set(allApps.map(({ name }) => name)).size).toBe(allApps.length);
  });

  test.each(allApps.map((app) => [app.name, app] as const))(
    '%s: every fault has its place, and the issue makes a test',
    (_, app) => {
      expect(app.mutants.length).toBeGreaterThanOrEqual(8);
      for (const mutant of app.mutants) expect(mutated(app, mutant)).not.toBe(app.page);
      expect(compiles(generatedTest(app))).toBe(true);
    },
  );

  test('a fault is seen, what is no fault survives, and a broken original is a false alarm', async () => {
    const [fault] = counter.mutants;
    const harmless = { name: 'harmless', find: '<h1>Counter</h1>', replace: '<h1>The counter</h1>' };
    const mutants = [fault, harmless].flatMap((mutant) => mutant ?? []);
    const broken = { ...counter, name: 'broken', page: mutated(counter, counter.mutants[1] ?? harmless), mutants: [] };
    const [whole, other] = await measureEndToEnd(silent, [{ ...counter, mutants }, broken]);
    expect(whole).toMatchObject({ killed: 1, survivors: ['harmless'], falseAlarms: [] });
    expect(other?.falseAlarms.length).toBeGreaterThan(0);
  }, 180_000);
});

describe('the changes', () => {
  test('are sixty at least, about half of them clean, each named once', () => {
    const clean = allCases.filter(({ faults }) => faults.length === 0);
    expect(allCases.length).toBeGreaterThanOrEqual(60);
    expect(clean.length / allCases.length).toBeGreaterThan(0.45);
    expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
  });

  test('what is planted and not seen is missed, what is seen and not planted is raised', async () => {
    const [planted] = allCases.filter(({ faults }) => faults.length === 1 && faults[0] === 'secrets');
    if (planted === undefined) throw new Error('no such case');
    const measure = await measureReview(silent, [
      { ...planted, faults: [] },
      { ...planted, name: 'with another fault', faults: ['secrets', 'size'] },
    ]);
    const of = (rule: string) => measure.classes.find((one) => one.rule === rule);
    expect(of('secrets')).toMatchObject({ truePositives: 1, raised: [planted.name] });
    expect(of('size')).toMatchObject({ truePositives: 0, missed: ['with another fault'] });
  });
});

describe('the challenge', () => {
  test('names each change once', () => {
    expect(new Set(allChallenges.map(({ name }) => name)).size).toBe(allChallenges.length);
  });

  test('what is milder than it should be is not seen; what objects to a clean change is raised, unless it may', async () => {
    const sample = { before: {}, after: { 'src/a.js': 'debugger;\n' }, allowed: [], least: 'minor' } as const;
    const measure = await measureChallenge(silent, [
      { ...sample, name: 'seen', fault: 'debug-output' },
      { ...sample, name: 'too mild', fault: 'debug-output', least: 'critical' },
      { ...sample, name: 'raised', fault: null },
      { ...sample, name: 'allowed', fault: null, allowed: ['debug-output', 'missing-tests'] },
    ]);
    expect(measure).toEqual({ classes: [{ rule: 'debug-output', cases: 2, seen: 1 }], clean: 2, raised: ['raised'] });
  });
});
