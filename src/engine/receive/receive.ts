// What each signal sets off. Everything here may be done twice: the record has the last word.
import type { Task } from '../../core/task.ts';
import type { Signal } from '../../github/signal.ts';
import type { WaitingDelivery } from '../../store/store.ts';
import { applyEvent } from '../apply-event.ts';
import type { EngineParts } from '../parts.ts';
import { hearOfButton } from './button.ts';
import { hearOfComment } from './comment.ts';
import { hearOfDeployment } from './deployment.ts';
import { hearOfEdit, hearOfEnd, hearOfLabel, hearOfLabelGone, hearOfReopening } from './label.ts';
import type { Reception } from './reception.ts';
import { leaveRepositories, moveRepository, prepareRepositories } from './repository.ts';
import { hearOfReview } from './review.ts';
import { hearOfRun } from './run.ts';

export async function receive(parts: EngineParts, signal: Signal, delivery: WaitingDelivery): Promise<Reception> {
  if (signal.kind === 'run_changed') return await hearOfRun(parts, signal);
  if (signal.kind === 'comment_written') return await hearOfComment(parts, signal, delivery);
  await hear(parts, signal, delivery);
  return 'done';
}

async function hear(
  parts: EngineParts,
  signal: Exclude<Signal, { kind: 'run_changed' | 'comment_written' }>,
  delivery: WaitingDelivery,
): Promise<void> {
  switch (signal.kind) {
    case 'issue_labelled':
      return await hearOfLabel(parts, signal, delivery);
    case 'issue_reopened':
      return await hearOfReopening(parts, signal, delivery);
    case 'issue_unlabelled':
      return await hearOfLabelGone(parts, signal);
    case 'issue_closed':
    case 'issue_gone':
      return await hearOfEnd(parts, signal);
    case 'issue_edited':
      return await hearOfEdit(parts, signal, delivery);
    case 'button_pressed':
      return await hearOfButton(parts, signal, delivery);
    case 'review_written':
      return await hearOfReview(parts, signal);
    case 'deployed':
      return await hearOfDeployment(parts, signal);
    case 'head_pushed':
    case 'pull_request_closed':
      return await hearOfPullRequest(parts, signal);
    case 'repositories_added':
      return await prepareRepositories(parts, signal);
    case 'repository_moved':
      return await moveRepository(parts, signal.repository);
    case 'repository_gone':
      return await leaveRepositories(parts, `the repository was ${signal.how}`, ({ id }) => id === signal.repository);
    case 'repositories_removed': {
      const gone = new Set(signal.repositories);
      const reason = 'the app was taken off this repository';
      return await leaveRepositories(parts, reason, ({ id }) => gone.has(id));
    }
    case 'installation_deleted': {
      await parts.store.setSuspended(signal.installation, null);
      const ofInstallation = (id: number) => id === signal.installation;
      return await leaveRepositories(parts, 'the app was uninstalled', ({ installationId }) =>
        ofInstallation(installationId),
      );
    }
    case 'installation_suspended':
      return await parts.store.setSuspended(signal.installation, signal.suspended ? parts.now() : null);
    default:
      return signal satisfies never;
  }
}

type AboutPullRequest = Extract<Signal, { kind: 'head_pushed' | 'pull_request_closed' }>;

async function hearOfPullRequest(parts: EngineParts, signal: AboutPullRequest): Promise<void> {
  const task = await parts.store.taskOfPullRequest(signal.repository.id, signal.pullRequest);
  if (task === null) return;
  const by = signal.sender.login;
  if (signal.kind === 'head_pushed') {
    await applyEvent(parts, task.id, { kind: 'head_moved', head: signal.head, by, at: parts.now() });
    return;
  }
  if (signal.merged) return await hearOfMerge(parts, task, by);
  const reason = 'the pull request was closed';
  await applyEvent(parts, task.id, { kind: 'cancel_requested', by, reason, at: parts.now() });
}

/** A task that wants production goes on there; any other ends. */
async function hearOfMerge(parts: EngineParts, task: Task, by: string): Promise<void> {
  if (task.pullRequest === null) return;
  const commit = await parts.github.mergeCommitOf(task.repository, task.pullRequest.number);
  if (commit === null) throw new Error(`engine: pull request #${task.pullRequest.number} does not show as merged yet`);
  await applyEvent(parts, task.id, { kind: 'merged', commit, by, at: parts.now() });
}
