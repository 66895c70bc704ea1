// Bad input gets a clear message in the right place, changes nothing else, and nothing is lost.
import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commentLike, hasEnded, label, onStage, putLabel, repository, until } from './story.ts';

test('what people do wrong on the issue', async () => {
  await onStage({ prepare: withShortPauses }, async (stage) => {
    const { mona, hubot } = stage;
    const pulls = async () => (await mona.pulls.list({ ...repository, state: 'all' })).data.length;

    // A person who may label but not write.
    const foreign = await stage.fileIssue({ title: 'A wish', body: '- I see "Hello"' });
    await hubot.issues.addLabels({ ...repository, issue_number: foreign, labels: [label] });
    expect(await commentLike(stage, foreign, /write access/)).toContain('hubot');

    // A text in which a setting is wrong.
    const wrong = await stage.fileIssue({ title: 'A wish', body: 'A heading\n\npriority: 99' });
    await putLabel(stage, wrong);
    expect(await commentLike(stage, wrong, /priority/)).toMatch(/1 .*10/);
    expect(await pulls()).toBe(0);

    // No criteria: what is missing is asked before anything starts; the task waits and holds no slot.
    const vague = await stage.fileIssue({ title: 'Make it nicer', body: 'It should be nicer, somehow.' });
    await putLabel(stage, vague);
    const waiting = await until(stage, vague, { seconds: 60, wanted: hasEnded });
    expect(waiting.state.kind).toBe('waiting');
    await commentLike(stage, vague, /has questions[\s\S]*criteria/i);

    // The same issue, mended and labelled again, goes on.
    const body = '- I open "/"\n- I should see the "Clear completed" button';
    await mona.issues.update({ ...repository, issue_number: vague, body });
    await mona.issues.removeLabel({ ...repository, issue_number: vague, name: label });
    await putLabel(stage, vague);
    await until(stage, vague, { seconds: 60, wanted: (task) => task.proofs.redOnBase !== null });

    // Taken off while it works, the label ends the task.
    await mona.issues.removeLabel({ ...repository, issue_number: vague, name: label });
    await until(stage, vague, { seconds: 30, wanted: (task) => task.state.kind === 'cancelled' });
  });
}, 360_000);

test('a page that cannot be reached', async () => {
  await onStage({ prepare: withShortPauses }, async (stage) => {
    const body = '- I open "/"\n- I should see "Hello"\n\ntarget_url: http://127.0.0.1:9/';
    const issue = await stage.fileIssue({ title: 'Hello', body });
    await putLabel(stage, issue);
    const task = await until(stage, issue, { seconds: 100, wanted: hasEnded });
    expect(task.state).toMatchObject({ kind: 'failed', failure: { class: 'unreachable' } });
    expect(task.history.length).toBe(task.policy.triesMax);
    await commentLike(stage, issue, /127\.0\.0\.1:9/);
  });
}, 450_000);

test('a broken configuration', async () => {
  const prepare = (files: string) =>
    writeFile(join(files, '.github/chimera.yml'), 'app:\n  start: npm start\n  prot: 3\n');
  await onStage({ prepare }, async (stage) => {
    const issue = await stage.fileIssue();
    await putLabel(stage, issue);
    const comment = await commentLike(stage, issue, /chimera\.yml/);
    expect(comment).toMatch(/line 3/);
    expect(comment).toMatch(/prot/);
  });
}, 180_000);

test('a webhook with a wrong signature', async () => {
  await onStage({}, async (stage) => {
    const body = JSON.stringify({ action: 'labeled' });
    const post = (signature: string) =>
      fetch(`http://127.0.0.1:${stage.appPort}/api/github/webhooks`, {
        method: 'POST',
        body,
        headers: { 'x-github-delivery': 'forged', 'x-github-event': 'issues', 'x-hub-signature-256': signature },
      });
    const forged = await post(`sha256=${createHmac('sha256', 'guessed').update(body).digest('hex')}`);
    expect([forged.status, await forged.json()]).toEqual([401, { message: expect.stringContaining('signature') }]);
    const genuine = await post(`sha256=${createHmac('sha256', stage.webhookSecret).update(body).digest('hex')}`);
    expect(genuine.status).toBe(202);
  });
}, 180_000);

/** Errors are retried after a second instead of ten, and only once more. */
async function withShortPauses(files: string): Promise<void> {
  const path = join(files, '.github/chimera.yml');
  await writeFile(path, `${await readFile(path, 'utf-8')}\nbackoff_seconds: 1\nmax_tries: 2\n`);
}
