// The doctor in a local GitHub, through the real edge: each planted problem is found, and what is well is left alone.
import { afterEach, expect, test } from '@jest/globals';
import { connectDoctor } from '../../src/github/connect-repository-care.ts';
import { aboutOf } from '../../src/setup/doctor/about.ts';
import type { Finding } from '../../src/setup/doctor/check.ts';
import { examine } from '../../src/setup/doctor/examine.ts';
import { readAppWishes, readPhaseTemplate } from '../../src/setup/project-files.ts';
import { openWorld, type Permissions, place, type World } from './world.ts';

const wishes = await readAppWishes();
const phaseTemplate = await readPhaseTemplate();
const phasePath = '.github/workflows/chimera-phase.yml';
const config = 'app: { start: a, url: "http://a" }\ncoder: { replay: a }\nstaging: { command: a }\n';
const files = { '.github/chimera.yml': config, [phasePath]: phaseTemplate };

/** What the app would need besides to look at everything. */
const looks = { administration: 'read', secrets: 'read', environments: 'read' } as const;

let world: World;

async function open(permissions: Permissions = { ...wishes.permissions, ...looks }): Promise<void> {
  world = await openWorld(files, {
    permissions,
    events: wishes.events,
    actionsMayApprove: true,
    secrets: { MODEL_KEY: 'x' },
  });
  await world.mona.issues.createLabel({ ...place, name: 'chimera' });
  await world.mona.repos.createOrUpdateEnvironment({ ...place, environment_name: 'staging' });
}

afterEach(async () => {
  const deviations = world.deviations();
  await world.close();
  expect(deviations).toEqual([]);
});

async function findings(): Promise<Record<string, Finding>> {
  const repository = { owner: place.owner, name: place.repo };
  const github = connectDoctor(world.authenticate, repository, null);
  const about = aboutOf({ github, repository, wishes, phaseTemplate, queueMax: true, now: Date.now() });
  return Object.fromEntries((await examine(about)).map((finding) => [finding.name, finding]));
}

const problems = (found: Record<string, Finding>): string[] =>
  Object.values(found).flatMap(({ name, state }) => (state === 'problem' ? [name] : []));

async function put(path: string, text: string): Promise<void> {
  const { data } = await world.mona.repos.getContent({ ...place, path });
  const sha = Array.isArray(data) ? undefined : data.sha;
  const content = Buffer.from(text).toString('base64');
  await world.mona.repos.createOrUpdateFileContents({ ...place, path, message: 'x', content, ...(sha ? { sha } : {}) });
}

test('each planted problem is found', async () => {
  await open();
  // The app has no webhook address here, and nothing else is wrong.
  expect(problems(await findings())).toEqual(['Webhook']);
  world.sandbox.setWebhook(world.appId, 'http://127.0.0.1:9/');
  const key = '$\u007b{ secrets.model_key }} $\u007b{ secrets.OTHER }}';
  await put(phasePath, phaseTemplate.replace('  queue: max\n', '').replace('jobs:\n', `env:\n  KEY: ${key}\njobs:\n`));
  await put('.github/chimera.yml', `${config}paralel: 2\n`);
  await world.mona.issues.deleteLabel({ ...place, name: 'chimera' });
  await world.mona.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
    ...{ ...place, can_approve_pull_request_reviews: false },
  });
  await world.mona.actions.disableWorkflow({ ...place, workflow_id: 'chimera-phase.yml' });
  await world.mona.issues.create({ ...place, title: 'heard of by nobody' });
  await world.sandbox.settled();
  const found = await findings();
  expect(problems(found).sort()).toEqual([
    'Approving reviews',
    'Configuration',
    'Deliveries',
    'Label',
    'Queue',
    'Secrets',
    'Workflow active',
  ]);
  expect(found.Secrets?.words).toBe('The phase workflow uses secrets that do not exist: OTHER.');
  expect(found.Configuration?.words).toContain('line 4');
  expect(found.Deliveries?.words).toMatch(/^\d+ of the webhooks in the last day failed, the last with 502/);
  expect(found['Phase workflow']?.state).toBe('ok');
});

test('an environment that is missing', async () => {
  await open();
  await world.mona.repos.deleteAnEnvironment({ ...place, environment_name: 'staging' });
  await world.mona.actions.setGithubActionsPermissionsRepository({ ...place, enabled: false });
  expect(problems(await findings())).toEqual(['Webhook', 'GitHub Actions', 'Environments']);
});

test('what the app may not see is unknown, with what to grant', async () => {
  await open({ metadata: 'read', contents: 'read' });
  const found = await findings();
  expect(found.Permissions?.state).toBe('problem');
  const grants = ['GitHub Actions', 'Approving reviews', 'Workflow active', 'Environments', 'Label'].map((name) => [
    found[name]?.state,
    /"([\w: ]+)"/.exec(found[name]?.fix ?? '')?.[1],
  ]);
  expect(grants).toEqual([
    ['unknown', 'administration: read'],
    ['unknown', 'administration: read'],
    ['unknown', 'actions: read'],
    ['unknown', 'actions: read'],
    ['unknown', 'issues: read'],
  ]);
});

test('a repository without the app, and an app that is suspended', async () => {
  await open();
  world.sandbox.suspendInstallation(world.installation);
  expect((await findings()).Installation).toMatchObject({ state: 'problem', words: 'The installation is suspended.' });
  world.sandbox.uninstall(world.installation);
  const found = await findings();
  expect(problems(found)).toEqual(['Installation', 'Webhook']);
  expect(found['App credentials']?.state).toBe('ok');
});
