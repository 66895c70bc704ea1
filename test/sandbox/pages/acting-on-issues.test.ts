// People on the pages of issues: opened by forms, talked about, changed, labelled, locked, given away, over real HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from '../browser.ts';
import { openTalk, type TalkWorld, type Who } from '../conversation/world-of-talk.ts';
import { type Visitor, visit } from './visitor.ts';

const form = `name: Feature
description: Something new
title: '[Feature]: '
labels: [enhancement, not there]
body:
  - type: markdown
    attributes: { value: Thanks **a lot**. }
  - type: textarea
    id: wish
    attributes: { label: What, placeholder: Tell }
    validations: { required: true }
  - type: input
    id: link
    attributes: { label: Where }
  - type: dropdown
    id: priority
    attributes: { label: Priority, options: ['1', '5', '10'], default: 1 }
  - type: checkboxes
    attributes: { label: Terms, options: [{ label: I agree, required: true }, { label: Call me }] }
`;
let talk: TalkWorld;
let browser: Browser;
let url: Visitor['url'];
let open: Visitor['open'];
let landed: Visitor['landed'];
let press: Visitor['press'];
let post: Visitor['post'];
let actAs: Visitor['actAs'];
let told: Visitor['told'];
beforeAll(async () => {
  talk = await openTalk({ '.github/ISSUE_TEMPLATE/feature.yml': form });
});
beforeEach(() => {
  ({ browser, url, open, landed, press, post, actAs, told } = visit(talk));
  talk.heard();
});
afterAll(async () => expect(await talk.close()).toEqual([]));

describe('an issue', () => {
  test('is opened by anybody with the form, whose labels are put on', async () => {
    await actAs('stranger');
    await open('/issues');
    await browser.follow('New issue');
    await browser.follow('Feature');
    expect(browser.plain).toContain('Thanks a lot .');
    await browser.submit({ title: 'Sort todos', 'field.wish': 'Sorting\r\nby date' }, 'Create issue');
    expect([browser.status, browser.plain]).toEqual([422, expect.stringContaining('not filled in: I agree')]);
    await press('Create issue', { 'field.4': 'I agree', 'field.link': ' ' });
    expect(browser.plain).toContain('Sort todos');
    const [opened, labeled, ...more] = talk.heard();
    expect([opened?.name, labeled?.name, more]).toEqual(['issues.opened', 'issues.labeled', []]);
    expect(opened?.payload).toMatchObject({ sender: { login: 'stranger-person' }, issue: { title: 'Sort todos' } });
    expect(labeled?.payload.label.name).toBe('enhancement');
    expect(opened?.payload.issue.body).toBe(
      '### What\n\nSorting\nby date\n\n### Where\n\n_No response_\n\n### Priority\n\n5\n\n### Terms\n\n- [x] I agree\n- [ ] Call me',
    );
  });

  test('is opened blank, filled in by the address', async () => {
    await actAs('read');
    await open('/issues/new?template=&title=Hello&body=Some+%3Cb%3Etext%3C%2Fb%3E');
    await press('Create issue');
    expect(talk.heard()[0]?.payload.issue).toMatchObject({ title: 'Hello', body: 'Some <b>text</b>', labels: [] });
    expect((await open('/issues/new?template=nothing.yml')).status).toBe(404);
  });

  test('is talked about, changed, labelled, closed, reopened and locked', async () => {
    const issue = await talk.issue('stranger');
    await actAs('write');
    await open(`/issues/${issue}`);
    await press('Comment', { body: 'I **see**.' });
    expect(browser.text).toContain('I <strong>see</strong>.');
    expect(browser.plain).not.toContain('· edited');
    await browser.follow('Edit');
    await press('Update comment', { body: 'I saw.' });
    expect(browser.plain).toMatch(/write-person commented [\d:]+ · edited/);
    await press('Add label', { label: 'bug' });
    await press('🚀', { content: 'rocket' });
    expect(browser.text).toContain('write-person reacted with rocket');
    await browser.follow('Edit title and description');
    await press('Save', { title: 'A better wish' });
    await press('Close as not planned', { body: 'Not now.' });
    expect(browser.plain).toContain('Closed as not planned');
    await press('Reopen issue');
    await press('Lock conversation', { reason: 'resolved' });
    expect(browser.plain).toContain('locked as resolved');
    expect(told()).toEqual(
      [
        ...[
          'issue_comment.created',
          'issue_comment.edited',
          'issues.labeled',
          'issues.edited',
          'issue_comment.created',
        ],
        ...['issues.closed', 'issues.reopened', 'issues.locked'],
      ].map((name) => `${name} by write`),
    );
    await browser.follow('Edit');
    await press('Delete');
    expect(browser.plain).not.toContain('I saw.');
    await post(`/issues/${issue}/labels`, { deed: 'remove', label: 'bug' });
    await open(`/issues/${issue}`);
    await press('Unlock conversation');
    expect(told()).toEqual(['issue_comment.deleted by write', 'issues.unlabeled by write', 'issues.unlocked by write']);
  });

  test('keeps its text when somebody saves what was there, whatever a browser does to line ends', async () => {
    const { body } = await talk.ask('write', 'POST /issues', { title: 'Lines', body: 'one\ntwo' });
    talk.heard();
    await actAs('write');
    await open(`/issues/${body.number}?edit=issue`);
    await press('Save', { body: 'one\r\ntwo' });
    expect(told()).toEqual([]);
  });

  test.each<[Who, string, Record<string, string>, number, RegExp]>([
    ['stranger', 'labels', { deed: 'add', label: 'bug' }, 403, /Must have push access/],
    ['read', 'comments', { state: 'completed' }, 403, /Must have admin rights/],
    ['stranger', 'lock', { deed: 'lock' }, 403, /Must have push access/],
    ['triage', 'edit', { title: 'Mine' }, 403, /Must have admin rights/],
    ['write', 'delete', {}, 403, /does not have the correct permissions to execute `DeleteIssue`/],
    ['write', 'comments', { body: ' ' }, 422, /Body cannot be blank/],
    ['write', 'edit', { title: '' }, 422, /title missing field/],
    ['write', 'labels', { label: 'x'.repeat(51) }, 422, /name is too long/],
    ['write', 'reactions', { content: 'shrug' }, 422, /Invalid request/],
    ['write', 'transfer', { repository: 'other-org/far' }, 403, /TransferIssue/],
  ])('%s may not send %s %j: %i', async (who, path, fields, status, words) => {
    const issue = await talk.issue('admin');
    await actAs(who);
    await post(`/issues/${issue}/${path}`, fields);
    expect([browser.status, browser.plain]).toEqual([status, expect.stringMatching(words)]);
    expect(told()).toEqual([]);
  });

  test.each<[Who, readonly string[], readonly string[]]>([
    [
      'admin',
      ['Comment', 'Close issue', 'Add label', 'Lock conversation', 'Transfer this issue', 'Delete this issue'],
      [],
    ],
    [
      'write',
      ['Comment', 'Close issue', 'Add label', 'Lock conversation', 'Transfer this issue'],
      ['Delete this issue'],
    ],
    ['triage', ['Comment', 'Close issue', 'Add label'], ['Lock conversation', 'Delete this issue']],
    ['read', ['Comment'], ['Close issue', 'Add label', 'Lock conversation']],
  ])('offers %s what they may do', async (who, offered, hidden) => {
    const issue = await talk.issue('stranger');
    await actAs(who);
    const { text } = await open(`/issues/${issue}`);
    expect(offered.filter((button) => !text.includes(`>${button}</button>`))).toEqual([]);
    expect(hidden.filter((button) => text.includes(`>${button}</button>`))).toEqual([]);
  });

  test('is given away and deleted', async () => {
    const [first, second] = [await talk.issue('stranger', 'Goes'), await talk.issue('stranger', 'Ends')];
    await actAs('admin');
    await open(`/issues/${first}`);
    await press('Transfer this issue', { repository: 'octo-org/second' });
    expect(browser.location).toMatch(/octo-org\/second\/issues\/\d+$/);
    expect((await landed()).plain).toContain('Goes');
    await open(`/issues/${second}`);
    await press('Delete this issue');
    expect((await open(`/issues/${second}`)).status).toBe(404);
    expect(told()).toEqual(['issues.transferred by admin', 'issues.opened by admin', 'issues.deleted by admin']);
  });

  test('takes nothing from a foreign page, and nothing for an archived repository', async () => {
    const issue = await talk.issue('stranger');
    const foreign = await browser.post(url(`/issues/${issue}/comments`), { body: 'x' }, 'https://evil.example');
    expect(foreign.status).toBe(403);
    talk.repository().archived = true;
    try {
      expect((await open(`/issues/${issue}`)).text).not.toContain('>Comment</button>');
      await post(`/issues/${issue}/comments`, { body: 'x' });
      expect([browser.status, browser.plain]).toEqual([403, expect.stringContaining('archived so is read-only')]);
      const made = await post('/issues', {
        title: 'x',
        template: 'feature.yml',
        'field.wish': 'y',
        'field.4': 'I agree',
      });
      expect(made.status).toBe(403);
    } finally {
      talk.repository().archived = false;
    }
    expect(told()).toEqual([]);
  });
});
