// The ground moves under a running task: its repository is renamed, the app suspended and back, the issue transferred.
import { expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import type { Stage } from '../../src/cli/demo/stage.ts';
import { hasEnded, onStage, putLabel, repository, shortIssue, until } from './story.ts';

const comment = (stage: Stage, repo: string, body: string) =>
  stage.mona.issues.createComment({ owner: repository.owner, repo, issue_number: 1, body });

test('renamed, suspended, resumed: the task goes on where it was; transferred: it ends', async () => {
  await onStage({}, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    await comment(stage, 'todo', '/chimera pause');
    const paused = await until(stage, issue, { seconds: 90, wanted: ({ state }) => state.kind === 'waiting' });
    const installation = paused.repository.installationId;

    await stage.mona.repos.update({ ...repository, name: 'list' });
    stage.sandbox.suspendInstallation(installation);
    stage.sandbox.unsuspendInstallation(installation);
    await until(stage, issue, { seconds: 20, wanted: (task) => task.repository.name === 'list' });
    await comment(stage, 'list', '/chimera resume');
    const going = await until(stage, issue, {
      seconds: 90,
      wanted: ({ attemptsStarted }) => attemptsStarted > paused.attemptsStarted,
    });
    expect(going.repository).toMatchObject({ name: 'list', owner: 'octo-org' });
    await until(stage, issue, {
      seconds: 90,
      wanted: ({ history }) =>
        history.some(({ verdict, phase }) => phase === going.history.at(-1)?.phase || verdict === 'succeeded'),
    });

    await stage.sandbox.createRepository({ owner: 'octo-org', name: 'elsewhere' });
    stage.sandbox.addCollaborator('octo-org/elsewhere', 'mona', 'admin');
    const { data: from } = await stage.mona.issues.get({ owner: 'octo-org', repo: 'list', issue_number: 1 });
    const { data: to } = await stage.mona.repos.get({ owner: 'octo-org', repo: 'elsewhere' });
    const query = `mutation { transferIssue(input: { issueId: "${from.node_id}", repositoryId: "${to.node_id}" }) { clientMutationId } }`;
    await stage.mona.request('POST /graphql', { query });
    const ended = await until(stage, issue, { seconds: 20, wanted: hasEnded });
    expect(ended.state).toMatchObject({ kind: 'cancelled', reason: 'the issue was transferred' });
  });
}, 720_000);

test('uninstalled: its tasks end without a word; a stranger’s repository stays as it is', async () => {
  await onStage({}, async (stage) => {
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const task = await until(stage, issue, { seconds: 60, wanted: ({ state }) => state.kind === 'running' });
    stage.sandbox.uninstall(task.repository.installationId);
    const ended = await until(stage, issue, { seconds: 20, wanted: hasEnded });
    expect(ended.state).toMatchObject({ kind: 'cancelled', by: 'GitHub', reason: 'the app was uninstalled' });
    const anybody = new Octokit({ baseUrl: stage.sandbox.url });
    expect((await anybody.issues.get({ ...repository, issue_number: issue })).data.state).toBe('open');
  });
}, 360_000);
