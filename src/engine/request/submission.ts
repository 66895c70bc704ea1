// Issues filed by the submit workflow: `github-actions[bot]` puts the label on, but who asked is the person who started
// the run. The issue names its run; GitHub says who that was.
import { runId } from '../../core/identifier.ts';
import type { Person, Signal } from '../../github/signal.ts';
import type { EngineParts } from '../parts.ts';

const submitWorkflow = '.github/workflows/chimera.yml';
export const actionsBot = 'github-actions[bot]';

/** How old a run may be when its issue is labelled, in milliseconds: a mark cannot be used again much later. */
const ageMsMax = 60 * 60_000;

/** The person behind a submitted issue, or `null` when it was not submitted that way. */
export async function submitterOf(
  { github, now }: EngineParts,
  { repository, issue, sender }: Extract<Signal, { kind: 'issue_labelled' }>,
): Promise<Person | null> {
  // Only a workflow of this repository can write as this bot, so nobody else can have put the mark there.
  if (sender.login !== actionsBot || issue.author.login !== actionsBot) return null;
  const mark = /<!-- chimera:submitted:(\d{1,15}) -->\s*$/.exec(issue.body)?.[1];
  if (mark === undefined) return null;
  const run = await github.run(repository, runId(Number(mark)));
  if (run === null || run.path !== submitWorkflow || run.event !== 'workflow_dispatch') return null;
  if (run.headBranch !== repository.defaultBranch || now() - run.createdAt > ageMsMax) return null;
  return run.actor;
}
