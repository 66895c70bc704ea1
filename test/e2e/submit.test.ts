// A person starts the submit workflow from the Actions tab: the issue is filed by a bot, and the task is that person's.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { label, onStage, repository, until } from './story.ts';

test('a feature from the Actions tab becomes a task of the person who filed it; run again, it stays one issue', async () => {
  await onStage({}, async (stage) => {
    const { mona } = stage;
    const workflow = { ...repository, workflow_id: 'chimera.yml' };
    const feature = 'Empty the list\n\n- When I click "Empty the list"\n- Then I should see "Nothing to do"';
    await mona.actions.createWorkflowDispatch({ ...workflow, ref: 'main', inputs: { feature, priority: '8' } });
    const task = await until(stage, 1, { seconds: 60, wanted: () => true });
    expect(task).toMatchObject({ priority: 8, requestedBy: { login: 'mona' }, feature: { title: 'Empty the list' } });
    const { data: issue } = await mona.issues.get({ ...repository, issue_number: 1 });
    expect([issue.user?.login, issue.labels]).toMatchObject(['github-actions[bot]', [{ name: label }]]);

    const { data: runs } = await mona.actions.listWorkflowRuns(workflow);
    const run = runs.workflow_runs[0];
    if (run === undefined) throw new Error('no run');
    const place = { ...repository, run_id: run.id };
    const ended = async () => (await mona.actions.getWorkflowRun(place)).data;
    while ((await ended()).status !== 'completed') await sleep(100);
    await mona.actions.reRunWorkflow(place);
    await sleep(500);
    while ((await ended()).status !== 'completed') await sleep(100);
    expect((await ended()).conclusion).toBe('success');
    const { data: issues } = await mona.issues.listForRepo({
      ...repository,
      state: 'all',
      creator: 'github-actions[bot]',
    });
    expect(issues.map(({ number }) => number)).toEqual([1]);
    await mona.issues.update({ ...repository, issue_number: 1, state: 'closed' });
    await until(stage, 1, { seconds: 30, wanted: ({ state }) => state.kind === 'cancelled' });
  });
}, 360_000);

test('bad input fails the run with what is allowed, and files nothing', async () => {
  await onStage({}, async (stage) => {
    const { mona } = stage;
    const workflow = { ...repository, workflow_id: 'chimera.yml' };
    await mona.actions.createWorkflowDispatch({
      ...workflow,
      ref: 'main',
      inputs: { feature: 'x', target_url: 'nowhere' },
    });
    for (let look = 0; look < 200; look += 1) {
      const run = (await mona.actions.listWorkflowRuns(workflow)).data.workflow_runs[0];
      if (run?.status === 'completed') {
        expect(run.conclusion).toBe('failure');
        expect((await mona.issues.listForRepo({ ...repository, state: 'all' })).data).toEqual([]);
        return;
      }
      await sleep(100);
    }
    throw new Error('The run did not end');
  });
}, 180_000);
