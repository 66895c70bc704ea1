// Stories of whole runs: the order of jobs, conditions, limits, cancellation, environments and locks.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openScene, type Scene, expression as x } from './memory-host.ts';

let scene: Scene;
beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.remove());

function workflow(...lines: string[]): string {
  return ['on: workflow_dispatch', ...lines].join('\n');
}

function job(id: string, ...lines: string[]): string {
  return [`  ${id}:`, '    runs-on: ubuntu-latest', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** Aborts as soon as a line of the log says so, so that no test depends on time. */
function cancelWhen(said: string): AbortSignal {
  const controller = new AbortController();
  const { report } = scene.host;
  scene.host.report = (event) => {
    report(event);
    if (event.kind === 'log' && event.text === said) controller.abort();
  };
  return controller.signal;
}

test('outputs go to the jobs that need them', async () => {
  const end = await scene.start(
    workflow(
      'jobs:',
      job(
        'first',
        'outputs:',
        `  answer: ${x('steps.a.outputs.n')}`,
        'steps:',
        '  - { id: a, run: "echo n=42 >> $GITHUB_OUTPUT" }',
      ),
      job(
        'second',
        'needs: first',
        'steps:',
        `  - run: echo "got ${x('needs.first.outputs.answer')} ${x('needs.first.result')}"`,
      ),
    ),
  );
  expect(end.conclusion).toBe('success');
  expect(end.outputs.first).toEqual({ answer: '42' });
  expect(end.log).toContain('got 42 success');
});

test('an output that holds a secret is left out', async () => {
  const end = await scene.start(
    workflow('jobs:', job('a', 'outputs:', `  leak: ${x("format('{0}', 'open-sesame')")}`, 'steps: [{ run: "true" }]')),
  );
  expect(end.outputs.a).toEqual({});
  expect(end.log).toContain("Skip output 'leak' since it may contain secret.");
});

test('a failure skips its dependants, but for those that ask for it', async () => {
  const end = await scene.start(
    workflow(
      'jobs:',
      job('broken', 'steps: [{ run: exit 1 }]'),
      job('after', 'needs: broken', 'steps: [{ run: "true" }]'),
      job('rescue', 'needs: after', 'if: failure()', 'steps: [{ run: "true" }]'),
      job('report', 'needs: [broken, after]', 'if: always()', `steps: [{ run: 'echo ${x('needs.after.result')}' }]`),
      job('alone', 'steps: [{ run: "true" }]'),
    ),
  );
  expect(end.conclusion).toBe('failure');
  expect(end.jobs).toEqual({
    broken: 'failure',
    after: 'skipped',
    rescue: 'success',
    report: 'success',
    alone: 'success',
  });
});

test('a run whose jobs are all skipped is skipped', async () => {
  const end = await scene.start(workflow('jobs:', job('a', 'if: false', 'steps: [{ run: ls }]')));
  expect(end.conclusion).toBe('skipped');
});

test('a job that may fail does not fail the run', async () => {
  const end = await scene.start(
    workflow(
      'jobs:',
      job('shaky', 'continue-on-error: true', 'steps: [{ run: exit 1 }]'),
      job('next', 'needs: shaky', 'steps: [{ run: ls }]'),
    ),
  );
  expect(end.conclusion).toBe('success');
  expect(end.jobs).toEqual({ shaky: 'failure', next: 'success' });
});

test('a matrix makes a job of each combination', async () => {
  const end = await scene.start(
    workflow(
      'jobs:',
      job(
        'test',
        'strategy: { fail-fast: false, matrix: { os: [a, b], n: [1, 2], exclude: [{ os: b, n: 2 }], include: [{ os: c }, { os: a, extra: e }] } }',
        `steps: [{ run: 'echo "is ${x('matrix.os')}${x('matrix.n')}${x('matrix.extra')}"' }]`,
      ),
    ),
  );
  expect(Object.keys(end.jobs)).toHaveLength(4);
  for (const line of ['is a1e', 'is a2e', 'is b1', 'is c']) expect(end.log.split('\n')).toContain(line);
});

describe('cancellation', () => {
  test('ends the step, runs what is always to run, and spares a step with always()', async () => {
    const cancel = cancelWhen('started');
    const end = await scene.start(
      workflow(
        'jobs:',
        job(
          'a',
          'steps:',
          '  - { name: long, run: "echo started; sleep 100" }',
          '  - { name: next, run: "true" }',
          '  - { name: cleanup, if: cancelled(), run: "echo cleaned" }',
        ),
        job('b', 'needs: a', 'steps: [{ run: ls }]'),
        job('c', 'needs: a', 'if: always()', 'steps: [{ run: echo c ran }]'),
      ),
      { cancel },
    );
    expect(end.conclusion).toBe('cancelled');
    expect(end.jobs).toEqual({ a: 'cancelled', b: 'cancelled', c: 'success' });
    expect(end.steps('a').slice(1)).toEqual([
      'long: cancelled',
      'next: skipped',
      'cleanup: success',
      'Complete job: success',
    ]);
    expect(end.log).toContain('cleaned');
    expect(scene.revoked).toHaveLength(2);
  });

  test('a process that ignores SIGINT and SIGTERM is killed', async () => {
    const script = `trap "" INT TERM; echo started; while true; do sleep 0.1; done`;
    const end = await scene.start(workflow('jobs:', job('a', 'steps:', `  - run: '${script}'`)), {
      cancel: cancelWhen('started'),
    });
    expect(end.conclusion).toBe('cancelled');
  });
});

describe('limits', () => {
  test('a step out of time fails', async () => {
    const end = await scene.start(
      workflow('jobs:', job('a', 'steps:', '  - { name: slow, timeout-minutes: 0.02, run: sleep 100 }')),
    );
    expect(end.conclusion).toBe('failure');
    expect(end.log).toContain("The action 'slow' has timed out after 0.02 minutes.");
  });

  test('a job out of time is cancelled', async () => {
    const end = await scene.start(
      workflow('jobs:', job('a', `timeout-minutes: ${x("fromJSON('0.02')")}`, 'steps: [{ run: sleep 100 }]')),
    );
    expect(end).toMatchObject({ conclusion: 'cancelled', jobs: { a: 'cancelled' } });
    expect(end.log).toContain('exceeded its maximum execution time');
  });
});

describe('environments', () => {
  test('its variables count, and its end is told', async () => {
    const end = await scene.start(
      workflow(
        'jobs:',
        job('a', 'environment: staging', `steps: [{ run: "echo ${x('vars.COLOUR')}" }, { run: exit 1 }]`),
      ),
    );
    expect(end.conclusion).toBe('failure');
    expect(end.log).toContain('green');
    expect(scene.environments).toEqual(['enter staging', 'leave 7 failure undefined']);
  });

  test('a rejection fails the job before it starts', async () => {
    const end = await scene.start(workflow('jobs:', job('a', 'environment: closed', 'steps: [{ run: ls }]')));
    expect(end.conclusion).toBe('failure');
    expect(end.log).toContain('##[error]A reviewer rejected it.');
    expect(scene.tokens).toEqual([]);
  });
});

test('jobs of one concurrency group run one after the other', async () => {
  const one = (id: string) =>
    job(
      id,
      'concurrency: { group: lock, queue: max }',
      'steps: [{ run: echo in }, { run: sleep 0.05 }, { run: echo out }]',
    );
  const end = await scene.start(workflow('jobs:', one('a'), one('b'), one('c')));
  expect(end.conclusion).toBe('success');
  expect(end.log.split('\n').filter((line) => line === 'in' || line === 'out')).toEqual([
    'in',
    'out',
    'in',
    'out',
    'in',
    'out',
  ]);
});

describe('what the sandbox cannot do fails with its name and line', () => {
  test.each([
    [
      'windows',
      job('a', 'steps: [{ run: ls }]').replace('ubuntu-latest', 'windows-latest'),
      /`runs-on: windows-latest` \(Line: 4\)/,
    ],
    [
      'max-parallel',
      job('a', 'strategy: { max-parallel: 1, matrix: { n: [1] } }', 'steps: [{ run: ls }]'),
      /max-parallel` \(Line: 5\)/,
    ],
    ['docker', job('a', 'steps:', '  - uses: docker://alpine'), /Line 6: unsupported: `uses: docker:\/\/alpine`/],
  ])('%s', async (_what, lines, message) => {
    const end = await scene.start(workflow('jobs:', lines));
    expect(end.conclusion).toBe('failure');
    expect(end.log).toMatch(message);
  });
});
