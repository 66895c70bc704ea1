// What a workflow file may say, what is refused and on which line, and what its clauses come to.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readWorkflow } from '../../../src/sandbox/runner/read/read-workflow.ts';
import { acceptInputs } from '../../../src/sandbox/runner/workflow/accept-inputs.ts';
import { evaluateCondition, evaluateText, type Scope } from '../../../src/sandbox/runner/workflow/expression.ts';
import { jobPermissions } from '../../../src/sandbox/runner/workflow/permissions.ts';
import type { WorkflowInput } from '../../../src/sandbox/runner/workflow/workflow.ts';
import { expression } from './memory-host.ts';

const job = ['jobs:', '  build:', '    runs-on: ubuntu-latest', '    steps: [{ run: "true" }]'];

function file(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

describe('reading a workflow', () => {
  test.each([
    ['an unknown key', file('on: push', ...job, '    colour: red'), 6, /Unexpected value 'colour'/],
    ['a container', file('on: push', ...job, '    container: node'), 6, /unsupported: a job in a container/],
    ['services', file('on: push', ...job, '    services: { db: { image: x } }'), 6, /unsupported: service containers/],
    [
      'a reusable workflow',
      file('on: push', 'jobs:', '  a:', '    uses: o/r/.github/workflows/x.yml@v1'),
      4,
      /reusable/,
    ],
    ['workflow_call', file('on:', '  workflow_call:', ...job), 2, /workflow_call/],
    ['an unknown need', file('on: push', ...job, '    needs: other'), 3, /unknown job 'other'/],
    ['a circle of needs', file('on: push', ...job, '    needs: build'), 3, /needs itself: build → build/],
    ['an unknown context', file('on: push', ...job, '    if: steps.x.outcome'), 6, /Unrecognized named-value: 'steps'/],
    ['an unknown function', file('on: push', ...job, '    if: nope()'), 6, /Unrecognized function: 'nope'/],
    ['broken YAML', file('on: push', 'jobs: ['), 3, /./],
    [
      'queue: max with cancel-in-progress',
      file('on: push', 'concurrency:', '  group: x', '  queue: max', '  cancel-in-progress: true', ...job),
      3,
      /may not stand beside/,
    ],
  ])('%s is a problem with its line', (_what, text, line, message) => {
    const problems = readWorkflow('.github/workflows/x.yml', text);
    expect(problems).toEqual([{ path: '.github/workflows/x.yml', line, message: expect.stringMatching(message) }]);
  });

  test('a block with an expression keeps its own lines, not the indentation of the file', () => {
    const text = file(
      'on: push',
      'jobs:',
      '  a:',
      '    runs-on: x',
      '    steps:',
      '      - run: |',
      '          one',
      `          two ${expression('github.sha')}`,
    );
    const workflow = readWorkflow('x.yml', text);
    if (Array.isArray(workflow)) throw new Error(workflow[0]?.message);
    const work = workflow.jobs[0]?.steps[0]?.work;
    if (work?.kind !== 'run') throw new Error('no run step');
    expect(evaluateText(work.script, { contexts: { github: { sha: 'abc' } } })).toBe('one\ntwo abc\n');
  });

  test('the triggers of the phase workflow', () => {
    const path = '.github/workflows/chimera-phase.yml';
    const workflow = readWorkflow(path, readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
    if (Array.isArray(workflow)) throw new Error(workflow[0]?.message);
    const [trigger] = workflow.triggers;
    expect(trigger?.kind === 'workflow_dispatch' && trigger.inputs.map((input) => input.name)).toContain('attempt');
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.map((one) => [one.id, one.permissions])).toContainEqual([
      'review',
      { 'pull-requests': 'write', checks: 'read', statuses: 'read' },
    ]);
  });

  test.each([
    ['none', []],
    ['write-only', []],
    ['sometimes', [expect.objectContaining({ line: 6 })]],
  ])('cache-mode: %s', (mode, problems) => {
    const workflow = readWorkflow('x.yml', file('on: push', ...job, `    cache-mode: ${mode}`));
    expect(Array.isArray(workflow) ? workflow : []).toEqual(problems);
  });
});

describe('expressions', () => {
  const scope: Scope = { contexts: { inputs: { n: '5', on: true, name: "O'Hara", empty: '' }, needs: {} } };
  test.each([
    ['inputs.n == 5', true],
    ["inputs.name == 'O''HARA'", true],
    ["inputs.empty == ''", true],
    ['inputs.missing.deeper', false],
    ['always()', true],
    ['failure()', false],
    ["fromJSON('[1,2]')[1] == 2", true],
    ["contains(fromJSON('[\"a\"]'), 'A')", true],
    ['success() && (inputs.on)', true],
  ])('%s is %s', (source, expected) => {
    expect(evaluateCondition(source, scope)).toBe(expected);
  });

  test('an object where a text is expected is an error that names the line', () => {
    const template = { kind: 'expression', source: 'inputs', line: 12 } as const;
    expect(() => evaluateText(template, scope)).toThrow(/Line: 12.*toJSON/);
  });

  test('what cannot be evaluated says which expression', () => {
    expect(() => evaluateCondition("fromJSON('{')", scope)).toThrow(/`fromJSON\('\{'\)` cannot be evaluated/);
  });
});

describe('permissions of a job', () => {
  const read = { contents: 'read', packages: 'read', metadata: 'read' };
  test.each([
    ['nobody says anything, restricted', undefined, undefined, 'read', read],
    ['an empty clause grants nothing', {}, undefined, 'write', { metadata: 'read' }],
    [
      'the job replaces the workflow',
      'write-all',
      { contents: 'read' },
      'write',
      { contents: 'read', metadata: 'read' },
    ],
    [
      'the workflow counts for a silent job',
      { checks: 'write' },
      undefined,
      'read',
      { checks: 'write', metadata: 'read' },
    ],
  ] as const)('%s', (_rule, workflow, own, setting, expected) => {
    expect(jobPermissions(workflow, own, setting)).toEqual(expected);
  });

  test('the permissive setting gives everything but id-token', () => {
    const granted = jobPermissions(undefined, undefined, 'write');
    expect(granted).toMatchObject({ contents: 'write', 'pull-requests': 'write' });
    expect(granted['id-token']).toBeUndefined();
  });
});

describe('inputs of a dispatch', () => {
  const text: WorkflowInput = {
    name: 'text',
    description: '',
    type: 'string',
    required: false,
    default: undefined,
    options: [],
  };
  const declared: WorkflowInput[] = [
    { ...text, required: true },
    { ...text, name: 'flag', type: 'boolean', default: 'false' },
    { ...text, name: 'colour', type: 'choice', default: 'red', options: ['red', 'blue'] },
  ];
  test.each([
    [{ text: 'x', nope: 1 }, /Unexpected inputs provided: \["nope"\]/],
    [{}, /Required input 'text' not provided/],
    [{ text: 'x', colour: 'green' }, /'green' for input 'colour' not in the list/],
    [{ text: 'x', flag: 'maybe' }, /'maybe' for input 'flag'/],
    [{ text: 'x'.repeat(65_536) }, /too large/],
  ])('%j is refused', (given, message) => {
    expect(acceptInputs(declared, given)).toEqual({ kind: 'refused', message: expect.stringMatching(message) });
  });

  test('defaults are filled in and booleans typed', () => {
    expect(acceptInputs(declared, { text: 'x', flag: 'true' })).toEqual({
      kind: 'accepted',
      inputs: { text: 'x', flag: true, colour: 'red' },
      eventInputs: { text: 'x', flag: 'true', colour: 'red' },
    });
  });
});
