// A protected branch: what its rule asks of a merge and of a push, in GitHub's words, and who passes it by.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, openTalk, type TalkWorld, type Who } from './world-of-talk.ts';

const run = promisify(execFile);
const rulePath = '/branches/main/protection';
const none = {
  required_status_checks: null,
  enforce_admins: false,
  required_pull_request_reviews: null,
  restrictions: null,
};
const oneReview = { ...none, required_pull_request_reviews: { required_approving_review_count: 1 } };
const checks = (...contexts: string[]) => ({ ...none, required_status_checks: { strict: false, contexts } });

let talk: TalkWorld;
let scratch: string;
beforeAll(async () => {
  talk = await openTalk();
  scratch = await mkdtemp(join(tmpdir(), 'chimera-protection-'));
});
beforeEach(async () => {
  await talk.ask('admin', `DELETE ${rulePath}`);
  talk.heard();
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
  expect(await talk.close()).toEqual([]);
});

const protect = (rule: object): Promise<Answer> => talk.ask('admin', `PUT ${rulePath}`, rule);
const merge = (who: Who, pull: number, body: object = {}): Promise<Answer> =>
  talk.ask(who, `PUT /pulls/${pull}/merge`, body);
const said = ({ status, body }: Answer): string => `${status} ${body.message}`;
const headOf = async (pull: number): Promise<string> => (await talk.ask('read', `GET /pulls/${pull}`)).body.head.sha;
const review = (who: Who, pull: number, event: string): Promise<Answer> =>
  talk.ask(who, `POST /pulls/${pull}/reviews`, { event, body: 'So.' });

const missing = '405 At least 1 approving review is required by reviewers with write access.';
const merged = '200 Pull Request successfully merged';

describe('the rule of a branch', () => {
  test('is set, shown with the branch, and taken away, by administrators alone', async () => {
    expect(said(await talk.ask('admin', `GET ${rulePath}`))).toBe('404 Branch not protected');
    expect((await talk.ask('read', 'GET /branches/main')).body).toMatchObject({ protected: false });
    expect((await talk.ask('write', `PUT ${rulePath}`, oneReview)).status).toBe(403);
    const rule = { ...checks('test'), required_pull_request_reviews: { dismiss_stale_reviews: true } };
    const { body } = await protect({ ...rule, enforce_admins: true });
    expect(body).toMatchObject({
      enforce_admins: { enabled: true },
      required_status_checks: { contexts: ['test'], checks: [{ context: 'test', app_id: null }] },
      required_pull_request_reviews: { required_approving_review_count: 1, dismiss_stale_reviews: true },
    });
    expect((await talk.ask('helper', `GET ${rulePath}`)).body).toEqual(body);
    expect((await talk.ask('read', 'GET /branches/main')).body).toMatchObject({
      name: 'main',
      protected: true,
      protection: { enabled: true, required_status_checks: { enforcement_level: 'everyone', contexts: ['test'] } },
    });
    const listed = await talk.ask('read', 'GET /branches?protected=true');
    expect(listed.body.map(({ name }: { name: string }) => name)).toEqual(['main']);
    expect((await talk.ask('admin', `DELETE ${rulePath}`)).status).toBe(204);
    expect((await talk.ask('read', 'GET /branches/main')).body.protected).toBe(false);
    expect(said(await talk.ask('read', 'GET /branches/nowhere'))).toBe('404 Branch not found');
  });

  test.each([
    [{ restrictions: { users: [], teams: [] } }, 'restrictions'],
    [{ required_linear_history: true }, 'required_linear_history'],
    [
      { required_pull_request_reviews: { require_code_owner_reviews: true } },
      'required_pull_request_reviews.require_code_owner_reviews',
    ],
  ])('is refused where the sandbox would not follow it: %j', async (part, name) => {
    const answer = await protect({ ...none, ...part });
    expect(said(answer)).toBe(`422 The sandbox does not follow ${name}; leave it out, or set it to null or false.`);
  });
});

describe('required reviews', () => {
  const rows: readonly (readonly [string, readonly (readonly [Who, string])[], string])[] = [
    ['nobody has looked', [], missing],
    ['a person without write access approves', [['triage', 'APPROVE']], missing],
    ['a stranger approves', [['stranger', 'APPROVE']], missing],
    ['somebody comments', [['admin', 'COMMENT']], missing],
    ['an administrator approves', [['admin', 'APPROVE']], merged],
    ['an app that may write contents approves', [['helper', 'APPROVE']], merged],
    [
      'approval and a comment after it',
      [
        ['admin', 'APPROVE'],
        ['admin', 'COMMENT'],
      ],
      merged,
    ],
    [
      'one approves, another wants changes',
      [
        ['admin', 'APPROVE'],
        ['helper', 'REQUEST_CHANGES'],
      ],
      '405 Changes have been requested.',
    ],
    [
      'whoever wanted changes is content',
      [
        ['admin', 'REQUEST_CHANGES'],
        ['admin', 'APPROVE'],
      ],
      merged,
    ],
  ];
  test.each(rows)('%s', async (name, reviews, outcome) => {
    await protect(oneReview);
    const pull = await talk.pull(`reviews-${name.replaceAll(/\W+/g, '-')}`);
    for (const [who, event] of reviews) expect((await review(who, pull, event)).status).toBe(200);
    const state = (await talk.ask('read', `GET /pulls/${pull}`)).body.mergeable_state;
    expect(state).toBe(outcome === merged ? 'clean' : 'blocked');
    expect(said(await merge('write', pull))).toBe(outcome);
  });

  test('a dismissed approval counts no more', async () => {
    await protect({ ...oneReview, required_pull_request_reviews: { required_approving_review_count: 2 } });
    const pull = await talk.pull('dismissed');
    const { body } = await review('admin', pull, 'APPROVE');
    await review('helper', pull, 'APPROVE');
    await talk.ask('admin', `PUT /pulls/${pull}/reviews/${body.id}/dismissals`, { message: 'Not any more.' });
    expect(said(await merge('write', pull))).toBe(
      '405 At least 2 approving reviews are required by reviewers with write access.',
    );
  });

  test.each([
    [true, missing, ['push', 'pull_request.synchronize', 'pull_request_review.dismissed']],
    [false, merged, ['push', 'pull_request.synchronize']],
  ])('a push after the approval, with dismiss_stale_reviews %s', async (dismiss, outcome, heard) => {
    await protect({ ...oneReview, required_pull_request_reviews: { dismiss_stale_reviews: dismiss } });
    const pull = await talk.pull(`stale-${dismiss}`);
    await review('admin', pull, 'APPROVE');
    talk.heard();
    const content = Buffer.from('more\n').toString('base64');
    await talk.ask('write', `PUT /contents/stale-${dismiss}-more.txt`, {
      message: 'm',
      branch: `stale-${dismiss}`,
      content,
    });
    expect(talk.heard().map(({ name }) => name)).toEqual(heard);
    expect(said(await merge('write', pull))).toBe(outcome);
  });

  test.each([
    ['admin', false, merged],
    ['admin', true, missing],
    ['helper', false, missing],
  ] as const)('%s merges without a review while enforce_admins is %s', async (who, enforced, outcome) => {
    await protect({ ...oneReview, enforce_admins: enforced });
    const pull = await talk.pull(`bypass-${who}-${enforced}`);
    expect(said(await merge(who, pull))).toBe(outcome);
  });
});

describe('required checks', () => {
  type Said = readonly [context: string, state: string];
  const rows: readonly (readonly [string, readonly string[], readonly Said[], string])[] = [
    ['nothing was said', ['test'], [], '405 Required status check "test" is expected.'],
    ['it runs', ['test'], [['test', 'in_progress']], '405 Required status check "test" is in progress.'],
    ['it failed', ['test'], [['test', 'failure']], '405 Required status check "test" is failing.'],
    [
      'it failed, then passed',
      ['test'],
      [
        ['test', 'failure'],
        ['test', 'success'],
      ],
      merged,
    ],
    ['it was neutral', ['test'], [['test', 'neutral']], merged],
    ['a status waits', ['ci'], [['ci', 'status:pending']], '405 Required status check "ci" is pending.'],
    ['a status passed', ['ci'], [['ci', 'status:success']], merged],
    ['two are missing', ['a', 'b'], [], '405 2 of 2 required status checks are expected.'],
    [
      'one of two failed',
      ['a', 'b', 'c'],
      [
        ['a', 'failure'],
        ['c', 'success'],
      ],
      '405 2 of 3 required status checks have not succeeded: 1 expected and 1 failing.',
    ],
  ];
  const say = async (sha: string, [name, state]: Said): Promise<void> => {
    const [, status] = /^status:(.*)$/.exec(state) ?? [];
    const done = state === 'in_progress' ? { status: state } : { status: 'completed', conclusion: state };
    if (status === undefined) await talk.ask('helper', 'POST /check-runs', { name, head_sha: sha, ...done });
    else await talk.ask('write', `POST /statuses/${sha}`, { state: status, context: name });
  };
  test.each(rows)('%s', async (name, contexts, words, outcome) => {
    await protect(checks(...contexts));
    const pull = await talk.pull(`checks-${name.replaceAll(/\W+/g, '-')}`);
    for (const each of words) await say(await headOf(pull), each);
    expect(said(await merge('write', pull))).toBe(outcome);
  });

  test('of a certain app, only its own check run counts', async () => {
    const app = [...talk.sandbox.world.apps.values()].find(({ slug }) => slug === 'other')?.id;
    const rule = { strict: false, contexts: [], checks: [{ context: 'test', app_id: app }] };
    await protect({ ...none, required_status_checks: rule });
    const pull = await talk.pull('own-check');
    const run = { name: 'test', head_sha: await headOf(pull), status: 'completed', conclusion: 'success' };
    await talk.ask('helper', 'POST /check-runs', run);
    expect(said(await merge('write', pull))).toBe('405 Required status check "test" is expected.');
    await talk.ask('other', 'POST /check-runs', run);
    expect(said(await merge('write', pull))).toBe(merged);
  });

  test('strict: the head must contain the base', async () => {
    const pull = await talk.pull('behind');
    const other = await talk.pull('ahead');
    await merge('write', other);
    await protect({ ...none, required_status_checks: { strict: true, contexts: [] } });
    expect(said(await merge('write', pull))).toBe('409 Head branch is out of date. Review and try the merge again.');
  });

  test('with reviews: both are told', async () => {
    await protect({ ...checks('test'), required_pull_request_reviews: {} });
    const pull = await talk.pull('both');
    expect(said(await merge('write', pull))).toBe(`${missing} Required status check "test" is expected.`);
  });
});

describe('a push to a protected branch', () => {
  const content = Buffer.from('direct\n').toString('base64');
  const put = (who: Who, path: string): Promise<Answer> =>
    talk.ask(who, `PUT /contents/${path}`, { message: 'direct', content });

  test.each([
    ['write', oneReview, '409 Could not create file: Changes must be made through a pull request.'],
    ['helper', oneReview, '409 Could not create file: Changes must be made through a pull request.'],
    ['write', checks('test'), '409 Could not create file: Required status check "test" is expected.'],
    [
      'admin',
      { ...oneReview, enforce_admins: true },
      '409 Could not create file: Changes must be made through a pull request.',
    ],
  ] as const)('of a file by %s is refused', async (who, rule, words) => {
    await protect(rule);
    expect(said(await put(who, 'refused.txt'))).toBe(words);
  });

  test('by an administrator goes through', async () => {
    await protect(oneReview);
    expect((await put('admin', 'by-admin.txt')).status).toBe(201);
  });

  test('of a ref, a force, and a deletion are refused', async () => {
    const pull = await talk.pull('direct');
    const sha = await headOf(pull);
    await protect(oneReview);
    const move = (who: Who, to: string, force: boolean): Promise<Answer> =>
      talk.ask(who, 'PATCH /git/refs/heads/main', { sha: to, force });
    expect(said(await move('write', sha, false))).toBe('422 Changes must be made through a pull request.');
    const { body } = await talk.ask('read', 'GET /commits?sha=main');
    expect(said(await move('admin', body.at(-1).sha, true))).toBe('422 Cannot force-push to this branch');
    expect(said(await talk.ask('admin', 'DELETE /git/refs/heads/main'))).toBe('422 Cannot delete this branch');
  });

  test.each([
    [
      'write',
      oneReview,
      /GH006: Protected branch update failed for refs\/heads\/main\.[\s\S]*Changes must be made through a pull request[\s\S]*protected branch hook declined/,
    ],
    ['write', checks('test'), /GH006[\s\S]*Required status check "test" is expected\./],
    ['admin', { ...oneReview, enforce_admins: true }, /Changes must be made through a pull request/],
    ['admin', oneReview, undefined],
  ] as const)('with git by %s', async (who, rule, refusal) => {
    await protect(rule);
    const clone = await mkdtemp(join(scratch, 'clone-'));
    const git = (...args: string[]): Promise<unknown> =>
      run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-C', clone, ...args]);
    const token = [...talk.sandbox.world.tokens].find(
      ([, each]) => each.kind === 'user' && each.account.login === `${who}-person`,
    )?.[0];
    const address = talk.sandbox.url.replace('http://', `http://x:${token}@`);
    await run('git', ['clone', '--quiet', `${address}/octo-org/todo.git`, clone]);
    await git('commit', '--quiet', '--allow-empty', '--message', 'direct');
    const pushed = git('push', 'origin', 'HEAD:main', 'HEAD:refs/heads/beside');
    if (refusal === undefined) await pushed;
    else await expect(pushed).rejects.toThrow(refusal);
    // The other branch of the same push is nobody's business.
    expect((await talk.ask('read', 'GET /branches/beside')).status).toBe(200);
    await talk.ask('admin', 'DELETE /git/refs/heads/beside');
  });
});
