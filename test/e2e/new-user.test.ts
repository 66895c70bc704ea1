// As a new user would: register, install, merge the set-up, write an issue with the form, label it, steer it, merge it.
// Everything that a person does here is done on the pages.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { freePort } from '../../src/cli/demo/app-process.ts';
import { startHosting } from '../../src/cli/demo/hosting.ts';
import { publishAction } from '../../src/cli/demo/stage.ts';
import { fillToolCache, findBrowser } from '../../src/cli/demo/tool-cache.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { Browser } from '../sandbox/browser.ts';
import { checkExchange } from '../sandbox/openapi.ts';
import { startFreshApp } from './app-without-credentials.ts';

const project = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The repository as it is before anybody has heard of Chimera; the recording stands in for a coding agent. */
async function publishTodo(sandbox: Sandbox, files: string): Promise<void> {
  await cp(project('docs/examples/todo'), files, { recursive: true });
  await rm(join(files, '.github'), { recursive: true });
  await cp(project('docs/examples/todo-recording'), join(files, '.chimera/recording'), { recursive: true });
  await sandbox.createRepository({ owner: 'octo-org', name: 'todo', directory: files, actionsMayApprove: true });
}

/** Opens a page again and again until it reads like this; resolves with its text. */
async function reads(browser: Browser, url: string, pattern: RegExp, seconds = 60): Promise<string> {
  for (let look = 0; look < seconds * 5; look += 1) {
    await browser.get(url);
    if (pattern.test(browser.plain)) return browser.plain;
    await sleep(200);
  }
  throw new Error(`${url} does not read like ${pattern}:\n${browser.plain}`);
}

test('from nothing to a merged feature, on the pages alone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chimera-user-'));
  const toolCache = join(directory, 'tool-cache');
  const [hosting, chrome] = await Promise.all([startHosting(), findBrowser(), fillToolCache(toolCache)]);
  const departures: string[] = [];
  const sandbox = await startSandbox({
    runner: { environment: { CHROME_PATH: chrome }, toolCache },
    onExchange: (exchange) => void (exchange.actorKind !== 'user' && departures.push(...checkExchange(exchange))),
  });
  const ends: (() => Promise<void>)[] = [() => hosting.end(), () => sandbox.close()];
  try {
    for (const name of ['chimera-app', 'octo-org']) await sandbox.createOrganization(name);
    await sandbox.createUser('mona');
    await publishAction(sandbox);
    await publishTodo(sandbox, join(directory, 'todo'));
    sandbox.addCollaborator('octo-org/todo', 'mona', 'admin');
    const app = await startFreshApp(sandbox.url, { SETTLE_SECONDS: '2', RECONCILE_SECONDS: '5' });
    ends.push(() => app.end());
    const home = `${sandbox.url}/octo-org/todo`;

    // 1 to 3: register and install.
    const [, address = ''] = await app.says(/Register one at (\S+)/);
    const browser = await new Browser().get(address);
    await browser.submit({ name: 'Chimera', organization: 'octo-org' });
    await browser.submit();
    await browser.submit({ name: 'Chimera' });
    await browser.get(browser.location ?? '');
    await app.says(/Chimera is listening/);
    await browser.follow('Install it');
    await browser.follow('Install on octo-org');
    const todo = [...sandbox.world.repositories.values()].find(({ name }) => name === 'todo');
    await browser.submit({ selection: 'selected', repositories: [String(todo?.id)] }, 'Install');

    // 4: the set-up pull request, completed and merged.
    await reads(browser, `${home}/pulls`, /Set up Chimera/);
    await browser.follow('Set up Chimera');
    const setUp = browser.url;
    for (const file of ['chimera-phase.yml', 'chimera.yml', 'ISSUE_TEMPLATE']) expect(browser.plain).toContain(file);
    await complete(sandbox, { host: hosting.url, port: await freePort() });
    await browser.get(setUp);
    await browser.submit({}, 'Merge pull request');
    await reads(browser, setUp, /Merged/);

    // 5: an issue by the form; a dry run and the doctor on it.
    await browser.get(`${home}/issues/new?template=chimera.yml`);
    const text = await readFile(project('docs/examples/todo-issue.md'), 'utf-8');
    const [, criteria = ''] = /### Acceptance criteria\n\n([\s\S]*?)\n### Target/.exec(text) ?? [];
    await browser.submit(
      { title: 'Clear completed todos', 'field.feature': 'Clear what is done.', 'field.criteria': criteria },
      'Create issue',
    );
    const issue = `${home}/issues/${/issues\/(\d+)/.exec(browser.location ?? browser.url)?.[1] ?? '2'}`;
    const say = async (body: string) => {
      await browser.get(issue);
      await browser.submit({ body }, 'Comment');
    };
    await say('/chimera start --dry-run');
    await reads(browser, issue, /What would happen/);
    await say('/chimera doctor');
    const examined = await reads(browser, issue, /What Chimera needs here/);
    expect(examined).toMatch(/Configuration \.github\/chimera\.yml is valid/);

    // 6: the label, and the way to the end; stopped and sent on by buttons.
    await browser.get(issue);
    await browser.submit({ label: 'chimera' }, 'Add label');
    await reads(browser, `${home}/pulls`, /Clear completed todos/);
    await browser.follow('Clear completed todos');
    const pull = browser.url;
    await pressButton(browser, pull, 'Pause');
    await reads(browser, issue, /Chimera is paused/);
    await pressButton(browser, pull, 'Resume');
    await reads(browser, issue, /Chimera has finished this/, 450);
    await browser.get(pull);
    expect(browser.plain).toMatch(/7\/7 phases complete/);
    await browser.submit({}, 'Merge pull request');
    await reads(browser, pull, /Merged/);
    await reads(browser, issue, /Closed/);
    await say('/chimera start');
    await reads(browser, issue, /This issue is closed|has been merged/);
    expect(departures).toEqual([]);
  } finally {
    for (const end of ends.reverse()) await end();
    await rm(directory, { recursive: true, force: true });
  }
}, 900_000);

/** The lines that only a person knows: how it starts, who writes the code, how a commit gets to staging. */
async function complete(sandbox: Sandbox, { host, port }: { host: string; port: number }): Promise<void> {
  const example = await readFile(project('docs/examples/todo/.github/chimera.yml'), 'utf-8');
  const text = example.replaceAll('{{HOST_URL}}', host).replaceAll('4173', String(port));
  const token = [...sandbox.world.tokens.values()].find((each) => each.kind === 'user')?.token ?? '';
  const url = `${sandbox.url}/repos/octo-org/todo/contents/.github/chimera.yml`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { sha } = (await (await fetch(`${url}?ref=chimera/set-up`, { headers })).json()) as { sha: string };
  const content = Buffer.from(text).toString('base64');
  const body = JSON.stringify({ message: 'chore: complete the configuration', branch: 'chimera/set-up', content, sha });
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
}

/** Presses a button of the check run on the pull request's page of checks. */
async function pressButton(browser: Browser, pull: string, button: string): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    await browser.get(`${pull}/checks`);
    const run = /href="([^"]*\/runs\/\d+)"/.exec(browser.text)?.[1];
    if (run !== undefined) await browser.get(new URL(run, pull).href);
    if (browser.text.includes(`>${button}</button>`)) {
      await browser.submit({}, button);
      return;
    }
    await sleep(100);
  }
  throw new Error(`There is no button "${button}":\n${browser.plain}`);
}
