// Production on the local GitHub when the build there is not what it says to be: a pull request takes the change back, or
// the rollback command brings the version before. One stage, one issue after the other.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Stage } from '../../src/cli/demo/stage.ts';
import { commentLike, hasEnded, joinRounds, onStage, putLabel, repository, shortIssue, until } from './story.ts';

/** Deploys the version before the commit that is checked out, under the name of that commit: a stale build. */
const staleRelease = `import { execFileSync } from 'node:child_process';
const git = (...args) => execFileSync('git', args, { maxBuffer: 64 * 1024 * 1024 });
const address = new URL('/deploy', process.argv[2]);
address.searchParams.set('name', 'todo-production');
address.searchParams.set('commit', git('rev-parse', 'HEAD').toString().trim());
const response = await fetch(address, { method: 'POST', body: git('archive', '--format=tar', 'HEAD~1') });
console.log((await response.json()).url);
`;

const production = (hosting: string): string => `
production:
  command: ${JSON.stringify(`node scripts/stale.js '${hosting}'`)}
  merge: squash
  ready_seconds: 20
  private_addresses: true
`;

const rollback = (hosting: string): string => {
  const back = `git checkout --quiet HEAD~1 && env -u CHIMERA_COMMIT node scripts/deploy.js '${hosting}' production`;
  return `  rollback: ${JSON.stringify(back)}\n`;
};

const hostingIn = (config: string): string => /deploy\.js '([^']+)'/.exec(config)?.[1] ?? '';

async function prepare(files: string): Promise<void> {
  const path = join(files, '.github/chimera.yml');
  const config = await readFile(path, 'utf-8');
  await writeFile(path, `${config}${production(hostingIn(config))}`);
  await writeFile(join(files, 'scripts/stale.js'), staleRelease);
  await joinRounds(files);
}

/** The owners add what to do when production fails. @returns the default branch's commit after it. */
async function configureRollback({ mona }: Stage): Promise<string> {
  const path = '.github/chimera.yml';
  const { data } = await mona.repos.getContent({ ...repository, path });
  if (!('content' in data)) throw new Error(`${path} is no file`);
  const config = Buffer.from(data.content, 'base64').toString();
  const content = Buffer.from(`${config}${rollback(hostingIn(config))}`).toString('base64');
  const change = { ...repository, path, sha: data.sha, content, message: 'chore: how to roll back' };
  const { data: made } = await mona.repos.createOrUpdateFileContents(change);
  return made.commit.sha ?? '';
}

const versionAt = async (url: string): Promise<string> => (await fetch(new URL('/version', url))).text();

/** What production serves, by the address that the record of the failure names. */
const productionUrl = (message: string): string => /https?:\/\/[\d.]+:\d+/.exec(message)?.[0] ?? '';

async function labelled(stage: Stage): Promise<number> {
  const issue = await stage.fileIssue(shortIssue);
  await putLabel(stage, issue);
  return issue;
}

test('a stale build on production is taken back by a pull request, or by the rollback command', async () => {
  await onStage({ prepare }, async (stage) => {
    const { mona } = stage;

    const first = await labelled(stage);
    const failed = await until(stage, first, {
      seconds: 240,
      wanted: (task) => hasEnded(task) && task.revert?.kind !== 'opening',
    });
    expect(failed).toMatchObject({
      state: { kind: 'failed', phase: 'production_deployment', failure: { class: 'production_failed' } },
      revert: { kind: 'opened' },
    });
    const number = failed.revert?.kind === 'opened' ? failed.revert.number : 0;
    expect(await commentLike(stage, first, /### ❌ Chimera could not finish\n/)).toContain(
      `#${number} takes the change back`,
    );
    const { data: back } = await mona.pulls.get({ ...repository, pull_number: number });
    expect(back).toMatchObject({
      state: 'open',
      draft: false,
      user: { login: 'chimera[bot]' },
      head: { ref: `revert-${failed.pullRequest?.number}-${failed.branch?.name}` },
    });
    expect(back.body).toContain(`takes back #${failed.pullRequest?.number}`);
    const { data: files } = await mona.pulls.listFiles({ ...repository, pull_number: number });
    expect(files.map(({ filename }) => filename)).toContain('public/todos.js');
    await mona.pulls.merge({ ...repository, pull_number: number, merge_method: 'squash' });

    const before = await configureRollback(stage);
    const second = await labelled(stage);
    const ended = await until(stage, second, { seconds: 240, wanted: hasEnded });
    expect(ended.state).toMatchObject({ kind: 'failed', failure: { class: 'production_failed' } });
    expect(ended.revert).toBeUndefined();
    const message = ended.state.kind === 'failed' ? ended.state.failure.message : '';
    expect(message).toContain('The version before is back.');
    expect(await versionAt(productionUrl(message))).toContain(before);
    expect(await commentLike(stage, second, /### ❌ Chimera could not finish\n/)).toContain(
      'The version before is back.',
    );
    const { data: open } = await mona.pulls.list({ ...repository, state: 'open' });
    expect(open).toEqual([]);
  });
}, 900_000);
