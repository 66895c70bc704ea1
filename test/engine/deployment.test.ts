// Which of somebody else's deployments of a commit counts: several places may be deployed to.
import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { heardOf, reportOf } from '../../src/engine/receive/deployment.ts';
import { newTask, releasing, runningPhase, started } from '../core/samples.ts';

/** A task that waits for somebody else's deployment to an environment like this. */
function waiting(awaited?: string): Task {
  const { staging } = releasing;
  const pattern = awaited === undefined ? {} : { awaited };
  const policy = { ...releasing, staging: { ...staging, command: null, ...pattern } } as typeof releasing;
  return runningPhase('staging_deployment', started(newTask({ policy })));
}

type Row = readonly [environment: string, state: string, url?: string | null];
const deployments = (rows: readonly Row[]) =>
  rows.map(([environment, state, address], id) => {
    const url = address === undefined ? `https://${environment.length}.test` : address;
    return { id, environment, state, url, production: environment === 'Live' };
  });

describe('without a name for the environment', () => {
  const rows: readonly (readonly [string, readonly Row[], object | null])[] = [
    ['nothing is reported', [], null],
    ['a success counts', [['Preview', 'success']], { state: 'success', url: 'https://7.test' }],
    ['a failure counts', [['Preview', 'failure']], { state: 'failure' }],
    ['an error counts', [['Preview', 'error']], { state: 'failure' }],
    [
      'a failure waits for another deployment',
      [
        ['docs', 'failure'],
        ['Preview', 'pending'],
      ],
      null,
    ],
    [
      'a failure waits for one that waits for an approval',
      [
        ['docs', 'failure'],
        ['Preview', 'waiting'],
      ],
      null,
    ],
    [
      'a failure does not count beside a success',
      [
        ['docs', 'failure'],
        ['Preview', 'success'],
      ],
      { state: 'success', url: 'https://7.test' },
    ],
    [
      'a failure counts when all have failed',
      [
        ['docs', 'failure'],
        ['Preview', 'error'],
      ],
      { state: 'failure' },
    ],
    [
      'a failure counts beside one of before',
      [
        ['Preview', 'failure'],
        ['Preview', 'inactive'],
      ],
      { state: 'failure' },
    ],
    [
      'one with an address goes before one without',
      [
        ['docs', 'success', null],
        ['Preview', 'success'],
      ],
      { url: 'https://7.test' },
    ],
    [
      'production never counts',
      [
        ['Live', 'success'],
        ['production', 'failure'],
      ],
      null,
    ],
  ];
  test.each(rows)('%s', (_, known, report) => {
    const found = reportOf(waiting(), deployments(known));
    if (report === null) expect(found).toBeNull();
    else expect(found).toMatchObject(report);
  });
});

describe('with a name or a pattern', () => {
  const both: readonly Row[] = [
    ['Preview – docs', 'success'],
    ['Preview – web', 'pending'],
  ];
  const rows: readonly (readonly [string, string, readonly Row[], string | null])[] = [
    ['another environment does not count', 'Preview – web', both, null],
    ['the environment counts', 'Preview – docs', both, 'success'],
    ['upper and lower case are the same', 'preview – DOCS', both, 'success'],
    ['a pattern counts', 'Preview*docs', both, 'success'],
    [
      'a pattern has slashes like other characters',
      'pr*web',
      [
        ['pr/7/web', 'failure'],
        ['pr/7/docs', 'success'],
      ],
      'failure',
    ],
    [
      'its failure counts, whatever the others are',
      'web',
      [
        ['web', 'failure'],
        ['docs', 'pending'],
      ],
      'failure',
    ],
    [
      'production never counts',
      '*',
      [
        ['Live', 'success'],
        ['production', 'success'],
      ],
      null,
    ],
  ];
  test.each(rows)('%s', (_, awaited, known, state) => {
    expect(reportOf(waiting(awaited), deployments(known))?.state ?? null).toBe(state);
  });
});

test.each([
  ['one that failed', undefined, [['Preview', 'failure']], 'Deployments of @: "Preview" (failure).'],
  [
    'several',
    undefined,
    [
      ['docs', 'failure'],
      ['Preview', 'error'],
    ],
    'Deployments of @: "docs" (failure), "Preview" (error). staging.environment can name the one that counts.',
  ],
  [
    'none that was asked for',
    'web',
    [
      ['docs', 'success'],
      ['Live', 'success'],
    ],
    'GitHub tells of no deployment of @ that counts. Not counted: "docs" (success), "Live" (success). staging.environment asks for "web".',
  ],
] as const)('the words name every environment: %s', (_, awaited, known, words) => {
  const task = waiting(awaited);
  const head = task.branch?.head.slice(0, 7) ?? '';
  expect(heardOf(task, deployments(known))).toBe(words.replace('@', head));
});
