// The review as it reaches GitHub: once, with comments only where GitHub takes them, and honest when it is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { fateOf } from '../../action/src/post-review/fate.ts';
import { postReview } from '../../action/src/post-review/post-review.ts';
import { readVerdict } from '../../action/src/post-review/read-verdict.ts';
import { reviewClient } from '../../action/src/post-review/review-client.ts';
import type { Finding } from '../../src/contract/finding.ts';
import type { PhaseResult, ProofReport } from '../../src/contract/result.ts';
import { anyCommit, carefree, phaseRequest } from './phase-job.ts';

const request = phaseRequest({
  command: 'review_pr',
  feature: { title: 'T', text: 'x' },
  test: { path: 'e2e/a.spec.ts', sha256: 'b'.repeat(64), commit: anyCommit },
  application: { install: null, start: 'x', url: 'http://127.0.0.1:1', readySeconds: 1 },
  threshold: 0.7,
  approvedBy: null,
  protectedPaths: [],
  linesMax: 10,
  ...carefree.review,
});
const marker = '<!-- chimera:review:attempt-1 -->';
const green: ProofReport = {
  commit: anyCommit,
  url: 'http://x',
  tests: [{ title: 'S', status: 'passed', seconds: 1, error: null, screenshot: null }],
  runs: 5,
  pageErrors: [],
  report: 'evidence/green/report.json',
  screenshot: null,
  trace: null,
};

function finding(path: string | null, line: number | null, title = 'Debug output'): Finding {
  return { rule: 'debug-output', severity: 'major', path, line, title, explanation: 'Remove `console.log`.' };
}

function rejected(findings: Finding[]): Extract<PhaseResult['result'], { verdict: 'rejected' }> {
  return { verdict: 'rejected', summary: 's', findings, score: 0.2, proof: green, votes: [], rolledBack: null };
}

const approved: Extract<PhaseResult['result'], { verdict: 'succeeded' }> = {
  verdict: 'succeeded',
  output: { command: 'review_pr', score: 1, findings: [], votes: [], green },
};

interface Sent {
  event: string;
  commit_id: string;
  body: string;
  comments: { path: string; line: number; side: string; body: string }[];
}

let sent: Sent[];

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
});

// It replaces parts of Node itself, which the next test file in this process would still find replaced.
afterAll(() => nock.restore());

beforeEach(() => {
  nock.disableNetConnect();
  sent = [];
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const reviewOf = (state: string, body: string, type = 'Bot'): object => ({
  id: 1,
  state,
  body,
  commit_id: anyCommit,
  user: { type },
  html_url: 'https://github.com/octo-org/todo/pull/8#r1',
});

/** A GitHub with some reviews, one changed file, and answers to the reviews that are posted. */
function github(existing: object[], answers: { status: number; body: object }[]): void {
  const place = '/repos/octo-org/todo/pulls/8';
  const patch = '@@ -1,2 +1,3 @@\n one\n+two\n three\n@@ -20 +21 @@ x\n-a\n+b\n\\ No newline at end of file';
  const api = nock('https://api.github.com');
  api.get(`${place}/reviews`).query(true).reply(200, existing);
  api
    .get(`${place}/files`)
    .query(true)
    .reply(200, [{ filename: 'src/a.ts', patch }, { filename: 'image.png' }]);
  for (const { status, body } of answers) {
    api.post(`${place}/reviews`, (draft: Sent) => sent.push(draft) > 0).reply(status, body);
  }
}

const post = (result: Parameters<typeof postReview>[2]) => postReview(reviewClient('token', request), request, result);

describe('posting', () => {
  test('a rejection has comments where the diff has lines, and the rest in its body', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const result = rejected([
      finding('src/a.ts', 2),
      finding('src/a.ts', 21),
      finding('src/a.ts', 10, 'Far away'),
      finding('image.png', 1, 'In a picture'),
      finding(null, null, 'As a whole'),
    ]);
    expect(await post(result)).toEqual({
      version: 1,
      attempt: 'attempt-1',
      state: 'CHANGES_REQUESTED',
      url: 'https://github.com/octo-org/todo/pull/8#r1',
      refused: null,
      failedChecks: [],
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ event: 'REQUEST_CHANGES', commit_id: anyCommit });
    expect(sent[0]?.comments.map(({ path, line, side }) => [path, line, side])).toEqual([
      ['src/a.ts', 2, 'RIGHT'],
      ['src/a.ts', 21, 'RIGHT'],
    ]);
    for (const part of ['Far away', 'In a picture', 'As a whole', '0.2', '0.7', marker])
      expect(sent[0]?.body).toContain(part);
  });

  test('an approval', async () => {
    github([reviewOf('CHANGES_REQUESTED', 'of somebody')], [{ status: 200, body: reviewOf('APPROVED', '') }]);
    expect(await post(approved)).toMatchObject({ state: 'APPROVED', refused: null });
    expect(sent[0]).toMatchObject({ event: 'APPROVE', comments: [] });
  });

  test('what was posted already is adopted', async () => {
    github([reviewOf('APPROVED', `x\n${marker}`)], []);
    expect(await post(approved)).toMatchObject({ state: 'APPROVED' });
    expect(sent).toEqual([]);
  });

  test('a marker that a person wrote is not', async () => {
    github([reviewOf('APPROVED', `x\n${marker}`, 'User')], [{ status: 200, body: reviewOf('APPROVED', '') }]);
    await post(approved);
    expect(sent).toHaveLength(1);
  });

  test('a refused approval becomes a comment that says so, also when it is adopted later', async () => {
    const words = 'GitHub Actions is not permitted to approve pull requests.';
    github(
      [],
      [
        { status: 422, body: { message: 'Unprocessable Entity', errors: [words] } },
        { status: 200, body: reviewOf('COMMENTED', '') },
      ],
    );
    const posted = await post(approved);
    expect(posted).toMatchObject({ state: 'COMMENTED', refused: expect.stringContaining(words) });
    expect(sent.map((draft) => draft.event)).toEqual(['APPROVE', 'COMMENT']);
    github([reviewOf('COMMENTED', sent[1]?.body ?? '')], []);
    expect(await post(approved)).toEqual(posted);
  });

  test('comments that GitHub refuses go into the body', async () => {
    const refusal = { status: 422, body: { message: 'Unprocessable Entity', errors: ['Line could not be resolved'] } };
    github([], [refusal, { status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const posted = await post(rejected([finding('src/a.ts', 2, 'At a line')]));
    expect(posted).toMatchObject({ state: 'CHANGES_REQUESTED', refused: null });
    expect(sent.map((draft) => [draft.event, draft.comments.length])).toEqual([
      ['REQUEST_CHANGES', 1],
      ['REQUEST_CHANGES', 0],
    ]);
    expect(sent[1]?.body).toContain('At a line');
  });

  test('an unclear failure is not repeated blindly', async () => {
    github([], [{ status: 502, body: {} }]);
    await expect(post(approved)).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });

  test('texts of the change are shown, not obeyed', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    await post(rejected([finding(null, null, '<!-- chimera:review:x --> @octo-org/all <img src=x> [a](http://b)')]));
    expect(sent[0]?.body).not.toMatch(/@octo|<img|[^\\]\]\(http|review:x -->/);
  });

  test.each([
    ['a mention', '@octocat', '@\u200boctocat'],
    ['an issue', '#12', '#\u200b12'],
    ['an issue in another form', 'GH-4', 'GH-\u200b4'],
    ['an address', 'https://evil.test/', 'https:\u200b//evil.test/'],
    ['a name of the web', 'www.evil.test', 'www\u200b.evil.test'],
  ])('%s in them is taken apart, because GitHub looks for it in what is rendered', async (_, text, apart) => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const tests = [{ ...green.tests[0], title: `A scenario of ${text}` }] as ProofReport['tests'];
    const words = { title: `About ${text}`, explanation: `Ask ${text}.\nThen \`${text}\`.`, verify: `See ${text}` };
    const findings = [
      { ...finding('src/a.ts', 2), ...words },
      { ...finding(null, null), ...words, explanation: `Ask ${text}.` },
    ];
    await post({ ...rejected(findings), proof: { ...green, tests } });
    const body = sent[0]?.body ?? '';
    for (const part of ['A scenario of ', 'About ', 'Ask ', 'See ']) expect(body).toContain(`${part}${apart}`);
    expect(body).not.toContain(text);
    expect(sent[0]?.comments[0]?.body).toContain(`About ${apart}`);
  });

  test('marks of ours are taken apart where they are shown as they are', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const mark = '<!-- chimera:refused: no -->';
    await post(rejected([{ ...finding(null, null), explanation: `It printed:\n${mark}`, evidence: mark }]));
    expect(sent[0]?.body).not.toContain(mark);
  });
});

describe('what else checks the commit', () => {
  const { work } = request;
  if (work.command !== 'review_pr') throw new Error('no review');
  const waiting = { ...request, work: { ...work, checksMinutes: 1 } };
  const place = '/repos/octo-org/todo/commits';
  const check = (name: string, conclusion: string | null) => ({
    name,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    html_url: `https://github.com/checks/${name}`,
  });

  function checks(runs: object[], statuses: object[]): void {
    nock('https://api.github.com')
      .get(`${place}/${anyCommit}/check-runs`)
      .query(true)
      .reply(200, { total_count: runs.length, check_runs: runs })
      .get(`${place}/${anyCommit}/status`)
      .query(true)
      .reply(200, { state: 'x', statuses });
  }

  test('another check that failed turns the approval into a rejection', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    checks([check('Chimera', 'failure'), check('CI', 'failure'), check('Lint', 'success')], []);
    expect(await postReview(reviewClient('token', request), waiting, approved)).toMatchObject({
      state: 'CHANGES_REQUESTED',
      failedChecks: [{ name: 'CI', url: 'https://github.com/checks/CI' }],
    });
    expect(sent.at(-1)).toMatchObject({
      event: 'REQUEST_CHANGES',
      body: expect.stringContaining('The check "CI" failed'),
    });
    expect(sent.at(-1)?.body).toContain('*To check:* Look at `https://github.com/checks/CI`.');
    expect(sent.at(-1)?.body).toContain('**Score 0.00** of at least 0.70: 1 −1.00 other-checks.');
  });

  test('checks and statuses that are well change nothing', async () => {
    github([], [{ status: 200, body: reviewOf('APPROVED', '') }]);
    checks([check('Lint', 'neutral')], [{ context: 'legacy', state: 'success', target_url: null }]);
    expect(await postReview(reviewClient('token', request), waiting, approved)).toMatchObject({ failedChecks: [] });
    expect(sent.at(-1)).toMatchObject({ event: 'APPROVE' });
  });
});

describe('what a review shows', () => {
  const earlier = finding('src/a.ts', 2, 'An old mistake');
  test('a suggestion that a click accepts, the evidence, and how to check it', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    await post(
      rejected([
        {
          ...finding('src/a.ts', 2),
          evidence: 'console.log(1)',
          verify: 'Run `npm test`.',
          suggestion: 'const a = 1;',
        },
      ]),
    );
    const body = sent[0]?.comments[0]?.body ?? '';
    for (const part of ['−0.40', 'console.log(1)', '*To check:* Run `npm test`', '```suggestion\nconst a = 1;\n```'])
      expect(body).toContain(part);
  });

  test('five findings at most, the gravest first, and how many more there are', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const minor = Array.from({ length: 9 }, (_, index) => ({
      ...finding(null, null, `Minor ${index}`),
      severity: 'minor' as const,
    }));
    await post(rejected([...minor, { ...finding(null, null, 'The grave one'), severity: 'critical' }]));
    const body = sent[0]?.body ?? '';
    expect(body.indexOf('The grave one')).toBeLessThan(body.indexOf('Minor 0'));
    expect(body).not.toContain('Minor 4');
    expect(body).toContain('5 less grave findings');
  });

  test('what has been resolved since the review before, and what still stands', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const { work } = request;
    if (work.command !== 'review_pr') throw new Error('no review');
    const next = { ...request, work: { ...work, earlier: [earlier, finding('src/a.ts', 21, 'Still there')] } };
    await postReview(reviewClient('token', request), next, rejected([finding('src/a.ts', 2, 'Still there')]));
    expect(sent[0]?.body).toContain('1 resolved. 1 of the review before still stand');
    expect(sent[0]?.body).toContain('~~An old mistake~~');
  });

  const debug = (path: string) => finding(path, 2, 'Debug output was left behind');
  const size = (lines: number): Finding => ({
    ...finding(null, null, `The change has ${lines} lines; at most 1500 can be reviewed`),
    rule: 'size',
  });
  test.each<[string, Finding[], Finding[], number, number]>([
    ['two of three alike are gone', [debug('a'), debug('a'), debug('a')], [debug('a')], 2, 1],
    ['one of two alike has come back as two', [debug('a')], [debug('a'), debug('a')], 0, 1],
    ['the same claim is about another file', [debug('a')], [debug('b')], 1, 0],
    ['a change is a little less too large', [size(1_800)], [size(1_790)], 0, 1],
    ['a change is not too large any more', [size(1_800)], [], 1, 0],
  ])('what became of findings: %s', (_, before, now, resolved, standing) => {
    const fate = fateOf(before, now);
    expect([fate.resolved.length, fate.standing.length]).toEqual([resolved, standing]);
  });

  test('the score of several reviewers is said to be their mean', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    const vote = (who: string, one: 'approve' | 'abstain') => ({ who, vote: one, why: '' });
    const votes = [vote('rules', 'approve'), vote('a', 'approve'), vote('b', 'approve'), vote('c', 'abstain')];
    await post({ ...rejected([finding(null, null)]), score: 0.87, votes });
    expect(sent[0]?.body).toContain('**Score 0.87** of at least 0.70, the mean of 3 reviewers: −0.40 debug-output.');
  });

  test('a line to delete is suggested as nothing, not as an empty line', async () => {
    github([], [{ status: 200, body: reviewOf('CHANGES_REQUESTED', '') }]);
    await post(rejected([{ ...finding('src/a.ts', 2), suggestion: '' }]));
    expect(sent[0]?.comments[0]?.body).toMatch(/\n\n```suggestion\n```$/);
  });

  test('the acceptance criteria come first', async () => {
    github([], [{ status: 200, body: reviewOf('APPROVED', '') }]);
    await post(approved);
    const body = sent[0]?.body ?? '';
    expect(body).toContain('**Acceptance criteria:** 1 of 1 scenarios pass, 5 times.');
    expect(body.indexOf('Acceptance criteria')).toBeLessThan(body.indexOf('Score'));
  });
});

describe('the verdict from the other job', () => {
  const valid: PhaseResult = {
    version: 1,
    task: 'task-1',
    attempt: 'attempt-1',
    head: anyCommit,
    usage: [],
    flake: null,
    result: approved,
  };
  const errored = { verdict: 'errored', failure: { class: 'unreachable', message: 'x' } };
  const deployed = { verdict: 'succeeded', output: { command: 'deploy', url: 'http://x', commit: anyCommit } };

  test.each<[string, string | null, string | null]>([
    ['a valid one', JSON.stringify(valid), null],
    ['none', null, 'ENOENT'],
    ['an empty one', '', 'JSON'],
    ['one without findings', JSON.stringify({ ...valid, result: { ...rejected([]) } }), 'findings'],
    ['one of another attempt', JSON.stringify({ ...valid, attempt: 'attempt-2' }), 'attempt-2'],
    ['one of another commit', JSON.stringify({ ...valid, head: 'c'.repeat(40) }), 'c'.repeat(40)],
    ['an error', JSON.stringify({ ...valid, result: errored }), 'unreachable'],
    ['one of another command', JSON.stringify({ ...valid, result: deployed }), 'deploy'],
  ])('%s', (_, text, words) => {
    const directory = mkdtempSync(join(tmpdir(), 'chimera-verdict-'));
    if (text !== null) writeFileSync(join(directory, 'result.json'), text);
    try {
      if (words === null) expect(readVerdict(directory, request)).toEqual(approved);
      else expect(() => readVerdict(directory, request)).toThrow(words);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
