// Records a whole task from the sandbox: every webhook that the app was sent, and what each of its deeds was answered.
// Run by hand when the app hears of more than before: node test/engine/recorded/record.ts
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Exchange } from '../../../src/sandbox/sandbox.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { hasEnded, onStage, putLabel, repository, until } from '../../e2e/story.ts';
import type { Recording } from './recording.ts';

const exchanges: Exchange[] = [];

await onStage({ onExchange: (exchange) => exchanges.push(exchange) }, async (stage) => {
  const issue = await stage.fileIssue();
  await putLabel(stage, issue);
  await stage.mona.issues.createComment({ ...repository, issue_number: issue, body: '/chimera priority 7' });
  const task = await until(stage, issue, { seconds: 120, wanted: hasEnded });
  if (task.state.kind !== 'complete') throw new Error(`record: the task is ${task.state.kind}`);
  await stage.sandbox.settled();
  const store = await openStore(stage.databasePath);
  const runs = await Promise.all(
    task.history.map(async ({ id, runId, phase, review }) => ({
      id: runId ?? 0,
      title: `Chimera ${phase} · #${issue} · ${id}`,
      result: await store.result(id),
      review: review === null ? null : { version: 1, attempt: id, ...review },
    })),
  );
  await store.close();
  const own = exchanges.filter(({ actor, method }) => actor === 'chimera[bot]' && method === 'POST');
  const answers = (route: RegExp) =>
    own.filter((each) => route.test(each.route ?? '')).map((each) => each.responseBody);
  const commits = answers(/git\/commits$/) as { sha: string }[];
  const deliveries = [...stage.sandbox.world.deliveries.values()].filter(({ event }) => event !== 'ping');
  const recording: Recording = {
    repository: task.repository,
    issue,
    ownLogin: 'chimera[bot]',
    config: await configOf(stage.mona),
    base: task.branch?.base ?? '',
    commits: commits.map(({ sha }) => sha),
    pullRequest: task.pullRequest ?? { number: 0, url: '' },
    runs,
    deliveries: deliveries.map(({ event, requestBody }) => ({ event, payload: JSON.parse(requestBody) as unknown })),
  };
  const file = new URL('recorded-task.json.gz', import.meta.url);
  await writeFile(file, gzipSync(JSON.stringify(recording), { level: 9 }));
  console.log(`${deliveries.length} deliveries, ${runs.length} runs, ${commits.length} commits`);
});

async function configOf(mona: Parameters<Parameters<typeof onStage>[1]>[0]['mona']): Promise<string> {
  const { data } = await mona.repos.getContent({ ...repository, path: '.github/chimera.yml' });
  if (Array.isArray(data) || !('content' in data)) throw new Error('record: no configuration');
  return Buffer.from(data.content, 'base64').toString('utf-8');
}
