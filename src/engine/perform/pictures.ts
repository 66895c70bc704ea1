// Publishes the screenshots before and after. Only the app may write to the repository; the runs have left the pictures in
// their artifacts, and the record has kept them.
import { isPicture } from '../../contract/picture.ts';
import { type ProofReport, phaseResultSchema } from '../../contract/result.ts';
import type { Effect } from '../../core/effect.ts';
import type { AttemptId, CommitId } from '../../core/identifier.ts';
import type { Proof } from '../../core/outcome.ts';
import { pictureFiles } from '../../core/pictures.ts';
import type { Task } from '../../core/task.ts';
import { picturesMessage } from '../../core/wording/commit-message.ts';
import type { EngineParts } from '../parts.ts';
import { trimAlike } from '../pictures/trim.ts';
import { done, type Performance, type Performer } from './performer.ts';

type Publish = Extract<Effect, { kind: 'publish_pictures' }>;

export const publishPictures: Performer<Publish> = {
  async find(parts, task, { attempt }) {
    const chosen = await choose(parts, task, attempt);
    if (chosen === null) return done();
    const marker = `Chimera-Attempt: ${attempt}`;
    const commit = await parts.github.findPictures(task.repository, task.id, marker);
    return commit === null ? null : published(parts, chosen, commit);
  },
  async perform(parts, task, { attempt }) {
    const chosen = await choose(parts, task, attempt);
    if (chosen === null) return done();
    const message = picturesMessage(task, attempt);
    const { files } = chosen;
    const commit = await parts.github.publishPictures(task.repository, { task: task.id, files, message });
    return published(parts, chosen, commit);
  },
};

interface Chosen {
  readonly head: CommitId;
  readonly scenario: string | null;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

function published({ now }: EngineParts, { head, scenario, files }: Chosen, commit: CommitId): Performance {
  const [before, after] = [files.has(pictureFiles.before), files.has(pictureFiles.after)];
  const pictures = { head, commit, before, after, scenario: before && after ? scenario : null };
  return done({ kind: 'pictures_published', pictures, at: now() });
}

/** `null` when there is nothing to show: no picture was taken or is fit to be shown, or it is not about the head any more. */
async function choose(parts: EngineParts, task: Task, attempt: AttemptId): Promise<Chosen | null> {
  const { redOnBase, greenOnHead } = task.proofs;
  const red = await reportOf(parts, task, redOnBase);
  const green = await reportOf(parts, task, greenOnHead);
  if (red === null || green === null || green.attempt !== attempt || greenOnHead === null) return null;
  const { scenario, before, after } = sameScenario(red.report, green.report);
  const files = new Map<string, Uint8Array>();
  for (const [path, from, evidence] of [
    [pictureFiles.before, red.attempt, before],
    [pictureFiles.after, green.attempt, after],
  ] as const) {
    const bytes = evidence === null ? null : await parts.store.evidence(from, evidence);
    if (bytes !== null && isPicture(bytes)) files.set(path, bytes);
  }
  return files.size === 0 ? null : { head: greenOnHead.commit, scenario, files: legible(files) };
}

/** Cut alike, so that they can be compared; as they were where that made them larger than allowed. */
function legible(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const trimmed = trimAlike([...files.values()]);
  if (!trimmed.every(isPicture)) return files;
  return new Map([...files].map(([path, bytes], index) => [path, trimmed[index] ?? bytes]));
}

/** The first scenario that failed on the base, before and after; else what either run has to show. */
function sameScenario(red: ProofReport, green: ProofReport) {
  const failed = red.tests.find(({ status }) => status !== 'passed');
  const passed = green.tests.find(({ title }) => title === failed?.title);
  const [before, after] = [failed?.screenshot ?? null, passed?.screenshot ?? null];
  if (failed !== undefined && before !== null && after !== null) return { scenario: failed.title, before, after };
  return { scenario: null, before: before ?? red.screenshot, after: after ?? green.screenshot };
}

/** What the run of a proof has left, as the record keeps it. */
async function reportOf(
  { store }: EngineParts,
  { history }: Task,
  proof: Proof | null,
): Promise<{ attempt: AttemptId; report: ProofReport } | null> {
  const attempt = history.find(({ runId }) => proof !== null && runId === proof.runId)?.id;
  if (attempt === undefined) return null;
  const { data } = phaseResultSchema.safeParse(await store.result(attempt));
  if (data?.result.verdict !== 'succeeded') return null;
  const { output } = data.result;
  if (output.command === 'generate_test') return { attempt, report: output.red };
  return output.command === 'review_pr' ? { attempt, report: output.green } : null;
}
