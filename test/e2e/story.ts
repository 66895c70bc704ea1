// Verbs for the end-to-end stories: the stage of the demo, with its app as a process that can be killed.
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { label, repository, type Stage, type StageOptions, setStage } from '../../src/cli/demo/stage.ts';
import { taskId } from '../../src/core/identifier.ts';
import { isTerminal, type Task } from '../../src/core/task.ts';
import type { Exchange } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { checkExchange } from '../sandbox/openapi.ts';

export { label, repository };

const run = promisify(execFile);

/** Sets the stage, tells the story, and clears everything away, however the story ends. */
export async function onStage(options: Partial<StageOptions>, story: (stage: Stage) => Promise<void>): Promise<void> {
  const departures: string[] = [];
  const onExchange = (exchange: Exchange): void => {
    options.onExchange?.(exchange);
    // What people's clients send is the test's own business; the app and its jobs must speak as GitHub describes.
    if (exchange.actorKind !== 'user') departures.push(...checkExchange(exchange));
  };
  const common = { port: 0, coder: null, settleSeconds: 2, reconcileSeconds: 5 };
  const stage = await setStage({ ...common, ...options, onExchange });
  try {
    await story(stage);
    if (departures.length > 0) throw new Error(`Not as GitHub describes it:\n${departures.slice(0, 10).join('\n')}`);
  } finally {
    await stage.close();
  }
}

export async function putLabel(stage: Stage, issue: number): Promise<void> {
  await stage.mona.issues.addLabels({ ...repository, issue_number: issue, labels: [label] });
}

/** A machine with other things to do is slower; a story that hangs hangs all the same. */
const patience = 3;

/** Looks at the record until the task is as wanted; throws with the task's story when that takes too long. `seconds` are those of an idle machine. */
export async function until(
  stage: Stage,
  issue: number,
  options: { wanted: (task: Task) => boolean; seconds: number },
): Promise<Task> {
  const { data } = await stage.mona.repos.get(repository);
  const store = await openStore(stage.databasePath);
  const deadline = Date.now() + options.seconds * 1_000 * patience;
  try {
    for (;;) {
      const task = await store.task(taskId(data.id, issue, 1));
      if (task !== null && options.wanted(task)) return task;
      if (Date.now() > deadline) throw new Error(`The task did not come that far:\n${JSON.stringify(task, null, 2)}`);
      await sleep(20);
    }
  } finally {
    await store.close();
  }
}

export const hasEnded = (task: Task): boolean => isTerminal(task.state) || task.state.kind === 'waiting';

/** Looks at an issue's comments by the app until one reads like this. */
export async function commentLike(stage: Stage, issue: number, pattern: RegExp): Promise<string> {
  for (let look = 0; look < 200; look += 1) {
    const { data } = await stage.mona.issues.listComments({ ...repository, issue_number: issue });
    const found = data.find((comment) => comment.user?.login === 'chimera[bot]' && pattern.test(comment.body ?? ''));
    if (found?.body !== undefined) return found.body;
    await sleep(100);
  }
  throw new Error(`No comment like ${pattern} on issue ${issue}`);
}

/** The example's feature, asked for in one scenario that is soon told: for stories in which the test is only on its way. */
export const shortIssue = {
  title: 'Clear completed todos',
  body: `### Acceptance criteria

Scenario: Counting what is left
  Given I open "/"
  When I fill "New todo" with "Water the plants"
  And I press "Enter"
  Then I should see "1 item left"
`,
};

/** Both rounds of the recording in one: for stories that are not about the way to a good change. */
export async function joinRounds(files: string): Promise<void> {
  const recording = join(files, '.chimera/recording');
  const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: files })).stdout;
  await git('init', '--quiet');
  await git('add', '--all');
  const tree = (await git('write-tree')).trim();
  const rounds = [1, 2].map((round) => join(recording, `round-${round}.patch`));
  for (const patch of rounds) await git('apply', '--cached', patch);
  const whole = await git('diff', '--cached', tree);
  for (const patch of rounds) await rm(patch);
  await writeFile(join(recording, 'round-1.patch'), whole);
  await rm(join(files, '.git'), { recursive: true });
}
