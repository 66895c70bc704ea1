/** What pages show, and that strangers' text can do nothing in them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { mountPages } from '../../../src/sandbox/pages/pages.ts';
import type { Webhook } from '../../../src/sandbox/webhooks/webhook-post.ts';
import type { CheckAnnotation } from '../../../src/sandbox/world/check.ts';
import { createFullSample } from './full-sample.ts';
import { createSampleSite } from './sample-site.ts';
import { addCheckRun, addComment, addDeployment } from './sample-work.ts';
import { newIssue, type Sample } from './sample-world.ts';

let sample: Sample;
let app: Hono;
const sent: Webhook[] = [];

beforeAll(async () => {
  sample = await createFullSample();
  app = new Hono();
  mountPages(app, createSampleSite(sample, sent));
});
afterAll(() => sample.remove());

describe('each page shows what it is about', () => {
  const first = <Key, Value>(map: ReadonlyMap<Key, Value>): Value => [...map.values()][0] as Value;
  const runId = (): number => [...sample.repository.workflowRuns.values()][1]?.id ?? 0;
  const pages: readonly (readonly [name: string, path: () => string, shown: readonly string[]])[] = [
    ['front page', () => '/', ['octo-org/todo', 'Chimera', 'at work']],
    ['organization', () => '/octo-org', ['octo-org/todo']],
    ['app', () => '/apps/chimera', ['checks', 'issues']],
    ['repository', () => '/octo-org/todo', ['AGENTS.md', 'public/', '<h1>Todo</h1>']],
    ['directory of a branch', () => '/octo-org/todo/tree/chimera/1-clear-completed-todos/e2e', ['issue-1.spec.ts']],
    ['file', () => '/octo-org/todo/blob/main/public/todos.js', ['toggleTodo', 'id="L3"']],
    ['commits', () => '/octo-org/todo/commits/main', ['The todo list']],
    ['commit', () => `/octo-org/todo/commit/${sample.commits[2].sha}`, ['Round 1', 'items left', 'public/app.js']],
    ['comparison', () => '/octo-org/todo/compare/main...chimera/1-clear-completed-todos', ['Round 2', 'e2e/issue-1']],
    ['issues', () => '/octo-org/todo/issues', ['Clear completed todos', 'chimera', '2 comments']],
    [
      'issue',
      () => '/octo-org/todo/issues/1',
      ['Acceptance criteria', '👀', 'first in the queue', '#2 Clear completed'],
    ],
    ['pull requests', () => '/octo-org/todo/pulls', ['Draft', 'Clear completed todos']],
    [
      'pull request',
      () => '/octo-org/todo/pull/2',
      ['requested changes', 'approved these changes', 'outdated', 'View deployment', 'still a draft'],
    ],
    ['its commits', () => '/octo-org/todo/pull/2/commits', ['test: what issue #1 asks for', 'Round 1', 'Round 2']],
    [
      'its files',
      () => '/octo-org/todo/pull/2/files',
      ['public/todos.js', 'Well done', '1 comment is about an earlier commit'],
    ],
    ['its checks', () => '/octo-org/todo/pull/2/checks', ['Chimera / Chimera', '5/7 phases complete']],
    [
      'check run',
      () => `/octo-org/todo/runs/${first(sample.repository.checkRuns).id}`,
      ['5/7 phases complete', '<td>Guardian review</td>', 'Cancel'],
    ],
    ['actions', () => '/octo-org/todo/actions', ['chimera-slot-1', 'e2e_validation', 'pending', 'in progress']],
    ['one workflow', () => '/octo-org/todo/actions/workflows/chimera-phase.yml', ['e2e_validation']],
    [
      'run',
      () => `/octo-org/todo/actions/runs/${runId()}`,
      ['Work on the phase', '<td>passed</td>', 'chimera-result.zip', 'guardian_review'],
    ],
    [
      'job',
      () => `/octo-org/todo/actions/runs/${runId()}/job/${first(sample.repository.jobs).id}`,
      ['Runner image', 'Error: ', 'contents: read'],
    ],
    ['deployments', () => '/octo-org/todo/deployments', ['staging', 'http://127.0.0.1:4010', 'success']],
    ['deliveries', () => '/_sandbox', ['issues.labeled', '✕ lost', 'under way', 'lag 0 ms']],
    ['delivery', () => `/_sandbox/deliveries/${first(sample.world.deliveries).id}`, ['x-github-event', 'labeled']],
  ];
  test.each(pages)('%s', async (_name, path, shown) => {
    const response = await app.request(path());
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(shown.filter((part) => !text.includes(part))).toEqual([]);
    expect(text.match(/.{0,80}(undefined|\[object).{0,80}/)?.[0]).toBeUndefined();
  });

  test('the log leaves out terminal colours, and the raw log is as it was', async () => {
    const path = `/octo-org/todo/actions/runs/${runId()}/job/${first(sample.repository.jobs).id}`;
    expect(await (await app.request(path)).text()).not.toContain('\u001b');
    expect(await (await app.request(`${path}/raw`)).text()).toContain('\u001b[32mRunning');
  });

  test('artifacts can be downloaded', async () => {
    const artifact = first(sample.repository.artifacts);
    const response = await app.request(`/octo-org/todo/actions/runs/${runId()}/artifacts/${artifact.id}`);
    expect(response.headers.get('content-disposition')).toContain('chimera-result.zip');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(artifact.zip);
  });
});

describe('addresses', () => {
  test.each([
    ['/octo-org/todo/issues/2', '/octo-org/todo/pull/2'],
    ['/octo-org/todo/pull/1', '/octo-org/todo/issues/1'],
    ['/octo-org/todo/', '/octo-org/todo'],
  ])('%s leads to %s', async (from, to) => {
    expect((await app.request(from)).headers.get('location')).toBe(to);
  });

  test("a job's check run leads to the job", async () => {
    const [job] = sample.repository.jobs.values();
    const response = await app.request(`/octo-org/todo/runs/${job?.checkRun?.id}`);
    expect(response.headers.get('location')).toBe(`/octo-org/todo/actions/runs/${job?.run.id}/job/${job?.id}`);
  });

  test.each([
    '/nobody',
    '/octo-org/nothing',
    '/octo-org/todo/issues/99',
    '/octo-org/todo/pull/x',
    '/octo-org/todo/runs/1',
    '/octo-org/todo/actions/runs/1',
    '/octo-org/todo/commit/0000000',
    '/octo-org/todo/commit/--all',
    '/octo-org/todo/blob/main/../../etc/passwd',
    '/octo-org/todo/blob/main/no-such-file',
    '/octo-org/todo/tree/main/README.md',
    '/octo-org/todo/compare/main',
    '/_sandbox/deliveries/1',
  ])('%s does not exist, and a page says so', async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such page');
  });

  test('a page that has not changed is not sent again', async () => {
    const etag = (await app.request('/octo-org/todo/issues/1')).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    expect((await app.request('/octo-org/todo/issues/1', { headers })).status).toBe(304);
    addComment(sample, sample.people.ada, 'One more thing');
    expect((await app.request('/octo-org/todo/issues/1', { headers })).status).toBe(200);
  });
});

describe("strangers' text", () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '<a href="java\nscript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<svg onload=alert(1)><style>*{display:none}</style></svg>',
    '<details ontoggle=alert(1) open>x</details>',
    '<form action="https://evil.example"><button formaction="javascript:alert(1)">x</button></form>',
    '<input type="text" autofocus onfocus=alert(1)>',
    '<p style="position:fixed;inset:0" id="content">x</p>',
    '![x](data:text/html,<script>alert(1)</script>)',
    '`</code><script>alert(1)</script>`',
    '#1<script>alert(1)</script> @ada"onmouseover="alert(1)',
    '<base href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example">',
    '"><script>alert(1)</script>',
  ];

  test.each(attacks)('%s does nothing', async (attack) => {
    const { world, repository, people } = sample;
    const issue = newIssue(world, repository, people.ada, attack, attack);
    const check = addCheckRun(sample, people.chimera, attack, {
      conclusion: 'success',
      output: { title: attack, summary: attack, text: attack, annotations: [annotation(attack)] },
    });
    addDeployment(sample, attack);
    addDeployment(sample, 'javascript:alert(1)');
    const paths = [`/issues/${issue.number}`, '/issues', `/runs/${check.id}`, '/deployments', '/pull/2/checks'];
    for (const path of paths) {
      const text = await (await app.request(`/octo-org/todo${path}`)).text();
      const tags = text.match(/<[a-z][^>]*>/gi) ?? [];
      expect(tags.filter((tag) => /<(iframe|svg|style|base|object|embed)\b/i.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /^<script/i.test(tag))).toEqual([
        '<script type="module" src="/_sandbox/pages/live.js">',
      ]);
      expect(tags.filter((tag) => /\son\w+\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
      expect(tags.filter((tag) => /(href|src|action)="\s*(javascript|data):/i.test(tag))).toEqual([]);
      expect(tags.filter((tag) => /^<(form|button|meta)\b/i.test(tag) && tag.includes('evil'))).toEqual([]);
      expect(tags.filter((tag) => tag.includes('position:fixed') && !tag.includes('&'))).toEqual([]);
    }
  });

  test('hidden comments stay hidden', async () => {
    expect(await (await app.request('/octo-org/todo/pull/2')).text()).not.toContain('chimera: task 1');
  });

  test('no script but our own file may run, should anything get through', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
  });
});

describe("a check run's buttons", () => {
  const press = (origin: string, identifier: string): Response | Promise<Response> => {
    const [run] = sample.repository.checkRuns.values();
    const path = `/octo-org/todo/runs/${run?.id}/actions`;
    return app.request(path, { method: 'POST', headers: { origin }, body: new URLSearchParams({ identifier }) });
  };

  test('tell the app who asked for what', async () => {
    const response = await press(sample.world.url, 'cancel');
    expect(response.status).toBe(303);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      app: { slug: 'chimera' },
      event: 'check_run',
      action: 'requested_action',
      payload: { requested_action: { identifier: 'cancel' }, sender: { login: 'ada' } },
    });
  });

  test.each([
    ['a foreign page presses', 'https://evil.example', 'cancel', 403],
    ['there is no such button', '', 'delete', 404],
  ])('tell nobody when %s', async (_case, origin, identifier, status) => {
    sent.length = 0;
    expect((await press(origin || sample.world.url, identifier)).status).toBe(status);
    expect(sent).toEqual([]);
  });
});

describe('reading again', () => {
  const isLive = async (path: string): Promise<boolean> =>
    (await (await app.request(path)).text()).includes('data-live="yes"');

  test('only while something is going on', async () => {
    expect(await isLive('/octo-org/todo/pull/2')).toBe(true);
    for (const run of sample.repository.workflowRuns.values()) run.status = 'completed';
    expect(await isLive('/octo-org/todo/pull/2')).toBe(true);
    for (const run of sample.repository.checkRuns.values()) run.status = 'completed';
    expect(await isLive('/octo-org/todo/pull/2')).toBe(false);
  });
});

function annotation(message: string): CheckAnnotation {
  const place = { path: 'public/app.js', startLine: 3, endLine: 3, startColumn: null, endColumn: null };
  return { ...place, level: 'failure', message, title: message, rawDetails: message };
}
