// Beyond staging, on the local GitHub: a person's review counts, the pull request is merged by itself as soon as the
// protected branch allows it, and the merged commit is deployed, as soon as the environment's reviewer has approved that,
// and tested.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commentLike, hasEnded, joinRounds, onStage, putLabel, repository, shortIssue, until } from './story.ts';

/** The example's configuration with a production that the same hosting serves. */
const withProduction =
  (guardian: string) =>
  async (files: string): Promise<void> => {
    const path = join(files, '.github/chimera.yml');
    const config = await readFile(path, 'utf-8');
    const hosting = /deploy\.js '([^']+)'/.exec(config)?.[1] ?? '';
    const deploy = `node scripts/deploy.js '${hosting}' production`;
    const production = [
      'production:',
      `  command: ${JSON.stringify(deploy)}`,
      `  rollback: ${JSON.stringify(`git checkout --quiet HEAD~1 && env -u CHIMERA_COMMIT ${deploy}`)}`,
      '  merge: squash',
      '  ready_seconds: 20',
      '  private_addresses: true',
    ];
    const strict = config.replace('threshold: 0.7', `threshold: 0.7\n  ${guardian}`);
    await writeFile(path, `${strict}\n${production.join('\n')}\n`);
    await joinRounds(files);
  };

test('approved by a person in a review, merged when the branch allows it, deployed to production when its reviewer lets it, and tested there', async () => {
  await onStage({ prepare: withProduction('require_human: true') }, async (stage) => {
    // The guardian's review and mona's are two; the third is for somebody who comes after the validation.
    await stage.mona.repos.updateBranchProtection({
      ...repository,
      branch: 'main',
      required_status_checks: { strict: false, contexts: ['Chimera'] },
      required_pull_request_reviews: { required_approving_review_count: 3 },
      enforce_admins: true,
      restrictions: null,
    });
    const lisa = await stage.stranger('lisa');
    stage.sandbox.addCollaborator(`${repository.owner}/${repository.repo}`, 'lisa', 'write');
    const { data: reviewer } = await lisa.users.getAuthenticated();
    await stage.mona.repos.createOrUpdateEnvironment({
      ...{ ...repository, environment_name: 'production', reviewers: [{ type: 'User', id: reviewer.id }] },
    });
    const issue = await stage.fileIssue(shortIssue);
    await putLabel(stage, issue);
    const waiting = await until(stage, issue, { seconds: 300, wanted: hasEnded });
    expect(waiting.state).toMatchObject({ kind: 'waiting', reason: { kind: 'approval_missing' } });
    const pull = { ...repository, pull_number: waiting.pullRequest?.number ?? 0 };
    await stage.mona.pulls.createReview({ ...pull, event: 'APPROVE', body: 'I like it.' });
    const blocked = await until(stage, issue, {
      seconds: 240,
      wanted: ({ state }) => state.kind === 'waiting' && state.reason.kind === 'merge_blocked',
    });
    const words = 'At least 3 approving reviews are required by reviewers with write access.';
    expect(blocked.state).toMatchObject({ reason: { message: expect.stringContaining(words) } });
    expect(
      await commentLike(stage, issue, /### 🙋 Chimera needs a person\n[\s\S]*does not let it be merged/),
    ).toContain(words);
    await lisa.pulls.createReview({ ...pull, event: 'APPROVE', body: 'Me too.' });
    const held = await until(stage, issue, {
      seconds: 60,
      wanted: ({ state }) => state.kind === 'running' && state.attempt.approval?.until === null,
    });
    if (held.state.kind !== 'running' || held.state.attempt.runId === null) throw new Error('no run waits');
    const asked = await commentLike(stage, issue, /Waits for the approval of the environment `production`/);
    expect(asked).toContain(`/actions/runs/${held.state.attempt.runId})`);
    const run = { ...repository, run_id: held.state.attempt.runId };
    const { data: pending } = await lisa.actions.getPendingDeploymentsForRun(run);
    expect(pending).toMatchObject([{ environment: { name: 'production' }, current_user_can_approve: true }]);
    await lisa.actions.reviewPendingDeploymentsForRun({
      ...{ ...run, state: 'approved', comment: 'Go on.' },
      environment_ids: pending.flatMap(({ environment: { id } }) => (id === undefined ? [] : [id])),
    });
    const complete = await until(stage, issue, { seconds: 240, wanted: ({ state }) => state.kind === 'complete' });
    const { data: merged } = await stage.mona.pulls.get(pull);
    expect(merged).toMatchObject({ merged: true, merge_commit_sha: complete.merged });
    const { data: main } = await stage.mona.git.getRef({ ...repository, ref: 'heads/main' });
    expect(main.object.sha).toBe(complete.merged);
    const version = await fetch(new URL('/version', complete.production?.url ?? ''));
    expect(await version.text()).toContain(complete.merged);
    const { data: closed } = await stage.mona.issues.get({ ...repository, issue_number: issue });
    expect(closed.state).toBe('closed');
    const { data: deployments } = await stage.mona.repos.listDeployments({ ...repository, environment: 'production' });
    expect(deployments.map(({ sha }) => sha)).toEqual([complete.merged]);
  });
}, 900_000);
