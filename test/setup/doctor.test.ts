// The doctor's checks: what each says of each answer that GitHub can give, and that nothing makes them fail.
import { describe, expect, test } from '@jest/globals';
import { configurationFile } from '../../src/setup/configuration-file.ts';
import { aboutOf } from '../../src/setup/doctor/about.ts';
import type { Finding } from '../../src/setup/doctor/check.ts';
import { allChecks } from '../../src/setup/doctor/checks/all-checks.ts';
import type { Answer, DeliveryAnswer, DoctorGitHub } from '../../src/setup/doctor/doctor-github.ts';
import { examine } from '../../src/setup/doctor/examine.ts';
import { asLines, asTable } from '../../src/setup/doctor/report.ts';
import { look } from '../../src/setup/look.ts';
import { readAppWishes } from '../../src/setup/project-files.ts';
import { filesOf } from './files-of.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const config =
  'app: { start: a, url: "http://a" }\ncoder: { replay: a }\nstaging: { command: a, environment: stage }\n';
const workflow = (more: { inputs?: string; queue?: string; env?: string } = {}): string => `
on:
  workflow_dispatch:
    inputs:
      attempt: { required: true, type: string }
${more.inputs ?? '      request: { required: true, type: string }\n'}
concurrency:
  group: x
  ${more.queue ?? 'queue: max'}
jobs:
  work:
    runs-on: ubuntu-latest
${more.env ?? ''}
`;

const told = <Value>(value: Value): Promise<Answer<Value>> => Promise.resolve({ kind: 'told', value });
const missing = (): Promise<Answer<never>> => Promise.resolve({ kind: 'missing' });
const refused = (status: number | null = 403): Promise<Answer<never>> =>
  Promise.resolve({ kind: 'refused', status, words: `GitHub answered ${status}: no` });

const wishes = await readAppWishes();
const delivery = (more: Partial<DeliveryAnswer>): DeliveryAnswer => ({
  ...{ id: 1, guid: 'a', deliveredAt: now - 60_000, statusCode: 202, status: 'OK', installationId: 9 },
  ...more,
});

/** Where everything is as it should be. */
const healthy: DoctorGitHub = {
  app: () => told({ name: 'Chimera', ...wishes }),
  installation: () => told({ id: 9, ...wishes, suspended: false }),
  hookUrl: () => told('https://chimera.example/api/github/webhooks'),
  deliveries: () => told([delivery({})]),
  repository: () => told({ defaultBranch: 'main', archived: false }),
  readFile: (path) => told(path === '.github/chimera.yml' ? config : workflow()),
  readOwnersFile: missing,
  workflowState: () => told('active'),
  label: () => told(true),
  actions: () => told({ enabled: true, allowed: 'all' }),
  actionsMayApprove: () => told(true),
  guardianApp: null,
  environment: () => told(true),
  secrets: () => told([]),
  organisationSecrets: () => told([]),
  environmentSecrets: () => told([]),
};

async function findings(
  change: Partial<DoctorGitHub>,
  { queueMax = true, msMax = 5_000 } = {},
): Promise<readonly Finding[]> {
  const github = { ...healthy, ...change };
  const phaseTemplate = workflow();
  const repository = { owner: 'octo-org', name: 'todo' };
  return await examine(aboutOf({ github, repository, wishes, phaseTemplate, queueMax, now }), { msMax });
}

const file = (path: string, answer: () => Promise<Answer<string>>) => ({
  readFile: (asked: string) => (asked === path ? answer() : healthy.readFile(asked)),
});
const phaseFile = (text: string) => file('.github/workflows/chimera-phase.yml', () => told(text));
const configFile = (text: string) => file('.github/chimera.yml', () => told(text));

test('a repository that is well', async () => {
  const found = await findings({});
  expect(found.map(({ state, fix }) => [state, fix])).toEqual(allChecks.map(() => ['ok', null]));
  expect(new Set(found.map(({ name }) => name)).size).toBe(16);
});

test.each<[string, Partial<DoctorGitHub>, string]>([
  ['may not', { actionsMayApprove: () => told(false) }, 'the second App posts the review'],
  ['may or may not', { actionsMayApprove: () => refused(403) }, 'the second App does'],
])('where GitHub Actions %s approve, a second App will do', async (_, change, words) => {
  const guardianApp = () => told({ id: 10, permissions: { pull_requests: 'write' }, events: [], suspended: false });
  const found = (await findings({ ...change, guardianApp })).find(({ name }) => name === 'Approving reviews');
  expect(found).toMatchObject({ state: 'ok', words: expect.stringContaining(words), fix: null });
});

describe('what is wrong is found, and nothing else', () => {
  const without = (name: string) => {
    const { [name]: _, ...permissions } = wishes.permissions;
    return { id: 9, permissions, events: wishes.events, suspended: false };
  };
  const key = '    env: { KEY: "${' + '{ secrets.MODEL_KEY }}", G: "${' + '{ secrets.GITHUB_TOKEN }}" }\n';

  test.each<[string, string, Partial<DoctorGitHub>, Finding['state'], string | RegExp]>([
    ['App credentials', 'wrong key', { app: () => refused(401) }, 'problem', 'does not take the credentials'],
    ['App credentials', 'no such app', { app: missing }, 'problem', 'does not take the credentials'],
    ['App credentials', 'no answer', { app: () => refused(null) }, 'unknown', 'GitHub answered null'],
    [
      'Installation',
      'suspended',
      { installation: () => told({ ...without(''), suspended: true }) },
      'problem',
      'suspended',
    ],
    [
      'Installation',
      'archived',
      { repository: () => told({ defaultBranch: 'main', archived: true }) },
      'problem',
      'archived',
    ],
    [
      'Permissions',
      'new ones wait',
      { installation: () => told(without('checks')) },
      'problem',
      'New permissions wait for approval: checks: write.',
    ],
    [
      'Permissions',
      'read where write is needed',
      { installation: () => told({ ...without(''), permissions: { ...wishes.permissions, contents: 'read' } }) },
      'problem',
      'contents: write',
    ],
    [
      'Permissions',
      'the App does not ask',
      { installation: () => told(without('checks')), app: () => told({ name: 'x', ...without('checks') }) },
      'problem',
      'The App does not ask for checks: write.',
    ],
    [
      'Events',
      'not subscribed',
      {
        installation: () => told({ ...without(''), events: ['issues'] }),
        app: () => told({ ...without(''), name: 'x', events: ['issues'] }),
      },
      'problem',
      /does not hear of .*issue_comment/,
    ],
    ['Webhook', 'none', { hookUrl: () => told(null) }, 'problem', 'no webhook address'],
    ['Webhook', 'none, in other words', { hookUrl: missing }, 'problem', 'no webhook address'],
    ['Webhook', 'not encrypted', { hookUrl: () => told('http://chimera.example') }, 'unknown', 'without encryption'],
    [
      'Deliveries',
      'one failed, one repaired, one old, one of another installation',
      {
        deliveries: () =>
          told([
            delivery({ guid: 'bad', statusCode: 502, status: 'failed to connect to host', deliveredAt: now - 120_000 }),
            delivery({ guid: 'bad', statusCode: 500, deliveredAt: now - 180_000 }),
            delivery({ guid: 'repaired', statusCode: 200 }),
            delivery({ guid: 'repaired', statusCode: 500, deliveredAt: now - 240_000 }),
            delivery({ guid: 'old', statusCode: 500, deliveredAt: now - 2 * 86_400_000 }),
            delivery({ guid: 'other', statusCode: 500, installationId: 8 }),
          ]),
      },
      'problem',
      '1 of the webhooks in the last day failed, the last with 502 "failed to connect to host"; the last one was sent 1 min ago.',
    ],
    ['Deliveries', 'none yet', { deliveries: () => told([]) }, 'unknown', 'no webhook yet'],
    ['GitHub Actions', 'off', { actions: () => told({ enabled: false, allowed: null }) }, 'problem', 'turned off'],
    [
      'GitHub Actions',
      'only its own',
      { actions: () => told({ enabled: true, allowed: 'local_only' }) },
      'problem',
      'Only actions of the owner',
    ],
    [
      'GitHub Actions',
      'selected',
      { actions: () => told({ enabled: true, allowed: 'selected' }) },
      'unknown',
      'selected',
    ],
    ['GitHub Actions', 'not told', { actions: () => refused() }, 'unknown', 'GitHub answered 403'],
    ['Approving reviews', 'off', { actionsMayApprove: () => told(false) }, 'problem', 'may not approve'],
    [
      'Approving reviews',
      'the second App is not installed',
      { actionsMayApprove: () => told(false), guardianApp: missing },
      'problem',
      'the second App is not installed',
    ],
    [
      'Approving reviews',
      'the second App is suspended',
      { actionsMayApprove: () => told(false), guardianApp: () => told({ ...without(''), suspended: true }) },
      'problem',
      'the second App is suspended',
    ],
    [
      'Approving reviews',
      'the second App may not write',
      { actionsMayApprove: () => told(false), guardianApp: () => told(without('pull_requests')) },
      'problem',
      'the second App may not write pull requests',
    ],
    [
      'Approving reviews',
      'the second App’s key is wrong',
      { actionsMayApprove: () => told(false), guardianApp: () => refused(401) },
      'unknown',
      'GitHub answered 401',
    ],
    [
      'Approving reviews',
      'nobody says, and the second App is not there',
      { actionsMayApprove: () => refused(403), guardianApp: missing },
      'unknown',
      'GitHub answered 403',
    ],
    ['Phase workflow', 'lacks an input', phaseFile(workflow({ inputs: '' })), 'problem', 'lacks the inputs request'],
    [
      'Phase workflow',
      'requires another one',
      phaseFile(
        workflow({
          inputs: '      request: {}\n      mine: { required: true }\n      fine: { required: true, default: a }\n',
        }),
      ),
      'problem',
      'requires inputs that the app does not send: mine.',
    ],
    [
      'Workflow active',
      'turned off',
      { workflowState: () => told('disabled_manually') },
      'problem',
      'disabled_manually',
    ],
    ['Workflow active', 'not known', { workflowState: missing }, 'unknown', 'does not know'],
    [
      'Queue',
      'none',
      phaseFile(workflow({ queue: 'cancel-in-progress: false' })),
      'problem',
      'would cancel the one that waits',
    ],
    ['Label', 'none', { label: missing }, 'problem', 'no label "chimera"'],
    ['Environments', 'none', { environment: missing }, 'problem', 'no environment "stage"'],
    [
      'Environments',
      'somebody else’s, and any counts',
      configFile(config.replace('command: a, environment: stage', 'external: true')),
      'ok',
      'name the right one in staging.environment',
    ],
    [
      'Environments',
      'somebody else’s, and one counts',
      configFile(config.replace('command: a', 'external: true')),
      'ok',
      'environments like "stage"',
    ],
    ['Secrets', 'missing', phaseFile(workflow({ env: key })), 'problem', 'do not exist: MODEL_KEY.'],
    [
      'Secrets',
      'not told',
      { ...phaseFile(workflow({ env: key })), secrets: () => refused() },
      'unknown',
      'Not seen: MODEL_KEY.',
    ],
    [
      'Configuration',
      'a mistake',
      configFile(`${config}paralel: 3\n`),
      'problem',
      '.github/chimera.yml, line 4: There is no key "paralel" at the top. Did you mean "parallel"?',
    ],
  ])('%s: %s', async (name, _, change, state, words) => {
    const found = await findings(change);
    const finding = found.find((each) => each.name === name);
    expect(finding?.words).toMatch(words);
    expect(finding?.state).toBe(state);
    if (state === 'problem') {
      expect(finding?.fix).toMatch(/\w/);
      expect(found.filter((each) => each.state === 'problem')).toEqual([finding]);
    }
  });

  test.each([
    ['the repository', { secrets: () => told(['model_key']) }],
    ['the organisation', { organisationSecrets: () => told(['MODEL_KEY']) }],
    ['the environment', { environmentSecrets: (name: string) => told(name === 'stage' ? ['MODEL_KEY'] : []) }],
  ])('a secret of %s counts', async (_, change) => {
    const found = await findings({ ...phaseFile(workflow({ env: key })), ...change });
    expect(found.find(({ name }) => name === 'Secrets')).toMatchObject({ state: 'ok' });
  });

  test('a coding agent without a key is worth a word, and a commented example shows which', async () => {
    const command = config.replace('replay: a', 'command: agent');
    const found = await findings({
      readFile: (path) => told(path === '.github/chimera.yml' ? command : workflow({ env: `#${key}` })),
    });
    expect(found.find(({ name }) => name === 'Secrets')).toMatchObject({
      state: 'unknown',
      fix: expect.stringContaining('as its comment shows for MODEL_KEY'),
    });
  });

  test.each([
    ['no YAML', 'a: [', /it is not valid YAML: .*line 1/],
    ['no trigger', 'on: push\njobs: {}\n', 'no trigger "workflow_dispatch"'],
    ['no workflow', '- a', 'it has no jobs'],
  ])('a phase workflow that is %s', async (_, text, words) => {
    const found = await findings(phaseFile(text));
    expect(found.find(({ name }) => name === 'Phase workflow')?.words).toMatch(words);
    expect(found.find(({ name }) => name === 'Queue')?.state).toBe('unknown');
  });

  test('a configuration that is still the one of the set-up', async () => {
    const text = configurationFile(await look(filesOf({})));
    const found = await findings(configFile(text));
    expect(found.find(({ name }) => name === 'Configuration')).toMatchObject({
      state: 'problem',
      words: 'Still to be replaced: app.start, coder.command, staging.command.',
    });
  });

  test("the owner's configuration counts where there is no other", async () => {
    const nothing = file('.github/chimera.yml', missing);
    const none = await findings(nothing);
    expect(none.find(({ name }) => name === 'Configuration')?.words).toContain('is not on the default branch');
    const shared = await findings({ ...nothing, readOwnersFile: () => told(`label: robot\n${config}`) });
    expect(shared.find(({ name }) => name === 'Configuration')?.state).toBe('ok');
    expect(shared.find(({ name }) => name === 'Label')?.words).toBe('There is the label "robot".');
  });

  test('a server without queues wants a workflow without them', async () => {
    const queueOf = (found: readonly Finding[]) => found.find(({ name }) => name === 'Queue')?.state;
    expect(queueOf(await findings({}, { queueMax: false }))).toBe('problem');
    expect(queueOf(await findings(phaseFile(workflow({ queue: '' })), { queueMax: false }))).toBe('ok');
  });
});

describe('nothing stops the doctor', () => {
  const all = (answer: () => Promise<never>): Partial<DoctorGitHub> =>
    Object.fromEntries(Object.keys(healthy).map((name) => [name, answer]));

  test.each([403, 404, 429, 502, null])('every question answered %s', async (status) => {
    const answer = (status === 404 ? missing : () => refused(status)) as () => Promise<never>;
    const found = await findings(all(answer));
    expect(found).toHaveLength(allChecks.length);
    expect(found.filter(({ state }) => state === 'ok').length).toBeLessThanOrEqual(status === 404 ? 1 : 0);
  });

  test('a mistake of its own is told as one', async () => {
    const found = await findings(all(() => Promise.reject(new TypeError('x is not a function'))));
    expect(new Set(found.map(({ words }) => words))).toEqual(new Set(['The check itself failed: x is not a function']));
  });

  test('one question without an answer holds up only what asks it', async () => {
    const found = await findings({ actionsMayApprove: () => new Promise(() => {}) }, { msMax: 50 });
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([
      {
        name: 'Approving reviews',
        state: 'unknown',
        words: 'GitHub did not answer within 0.05 seconds.',
        fix: 'Ask again later.',
      },
    ]);
  });
});

describe('the report', () => {
  const some: readonly Finding[] = [
    { name: 'Label', state: 'ok', words: 'There is the label "a".', fix: null },
    { name: 'Environments', state: 'unknown', words: 'GitHub does not say.', fix: 'Grant it.' },
    { name: 'Queue', state: 'problem', words: 'bad\nline | <img> @all', fix: 'Write `x`.' },
  ];

  test('as lines', () => {
    expect(asLines(some)).toBe(
      [
        '✓ Label         There is the label "a".',
        '? Environments  GitHub does not say. → Grant it.',
        '✗ Queue         bad line | <img> @all → Write `x`.',
        '',
        '1 problem to be solved. 1 thing could not be found out.',
      ].join('\n'),
    );
  });

  test('as a table, problems first and escaped', () => {
    const rows = asTable(some).split('\n');
    expect(rows[2]).toBe('| ❌ | Queue | bad line \\| &lt;img&gt; @\u200ball | Write \\`x\\`. |');
    expect(rows.slice(3, 5).map((row) => row.split(' | ')[1])).toEqual(['Environments', 'Label']);
  });
});
