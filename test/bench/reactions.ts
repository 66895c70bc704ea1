// How long people wait for a sign: from the label and from a comment to 👀, from a button to its effect.
// node test/bench/reactions.ts
import { setTimeout as sleep } from 'node:timers/promises';
import { label, repository, setStage } from '../../src/cli/demo/stage.ts';

const stage = await setStage({ port: 0, coder: null, settleSeconds: 2, reconcileSeconds: 60 });
const { mona } = stage;

/** Milliseconds until the question is answered with yes. */
async function wait(answered: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await answered())) await sleep(5);
  return performance.now() - start;
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  console.log(`${what}: min ${at(0)} ms, median ${at(0.5)} ms, max ${at(1)} ms (${times.length})`);
}

try {
  const labels: number[] = [];
  const comments: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const issue = await stage.fileIssue({ title: `Wish ${round}`, body: 'It should feel nicer.' });
    await mona.issues.addLabels({ ...repository, issue_number: issue, labels: [label] });
    const place = { ...repository, issue_number: issue };
    labels.push(await wait(async () => (await mona.reactions.listForIssue(place)).data.length > 0));
    const { data } = await mona.issues.createComment({ ...place, body: '/chimera status' });
    const comment = { ...repository, comment_id: data.id };
    comments.push(await wait(async () => (await mona.reactions.listForIssueComment(comment)).data.length > 0));
  }
  print('label to 👀', labels);
  print('command to 👀', comments);
} finally {
  await stage.close();
}
