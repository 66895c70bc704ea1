// Webhook payloads become signals here, and GitHub's payloads go no further. A payload is hostile until parsed.
import { z } from 'zod';
import { commitId, runId } from '../core/identifier.ts';
import type { Repository } from '../core/task.ts';
import type { Signal } from './signal.ts';

const person = z.object({ id: z.number(), login: z.string(), type: z.string().optional() });

const envelope = z.object({
  action: z.string().optional(),
  installation: z.object({ id: z.number() }),
  repository: z.object({
    id: z.number(),
    name: z.string(),
    owner: z.object({ login: z.string() }),
    default_branch: z.string(),
  }),
  sender: person,
});

const issues = envelope.extend({
  issue: z.object({ number: z.number(), title: z.string(), body: z.string().nullable() }),
  label: z.object({ name: z.string() }).optional(),
});

const pullRequest = envelope.extend({
  pull_request: z.object({ number: z.number(), merged: z.boolean().nullish(), head: z.object({ sha: z.string() }) }),
});

const workflowRun = envelope.extend({
  // Servers older than 2022 have no title; their runs are known by their ids alone.
  workflow_run: z.object({
    id: z.number(),
    display_title: z.string().default(''),
    conclusion: z.string().nullable(),
  }),
});

/**
 * What a delivery means; `null` when it says nothing to Chimera.
 * @param ownLogin login of the app's bot: what the app did itself is no news
 * @throws with the place in the payload when a delivery that matters cannot be read
 */
export function translate(
  delivery: { readonly event: string; readonly payload: unknown },
  ownLogin: string,
): Signal | null {
  const { event, payload } = delivery;
  switch (event) {
    case 'issues':
      return translateIssue(issues.parse(payload));
    case 'pull_request': {
      const parsed = pullRequest.parse(payload);
      return parsed.sender.login === ownLogin ? null : translatePullRequest(parsed);
    }
    case 'workflow_run': {
      const parsed = workflowRun.parse(payload);
      const { id, display_title: title, conclusion } = parsed.workflow_run;
      return { kind: 'run_changed', repository: repositoryOf(parsed), run: runId(id), title, conclusion };
    }
    default:
      return null;
  }
}

function translateIssue(payload: z.infer<typeof issues>): Signal | null {
  const { number, title, body } = payload.issue;
  const common = {
    repository: repositoryOf(payload),
    issue: { number, title, body: body ?? '' },
    sender: { id: payload.sender.id, login: payload.sender.login },
  };
  const label = payload.label?.name;
  if (payload.action === 'labeled' && label !== undefined) return { kind: 'issue_labelled', label, ...common };
  if (payload.action === 'unlabeled' && label !== undefined) return { kind: 'issue_unlabelled', label, ...common };
  return payload.action === 'closed' ? { kind: 'issue_closed', ...common } : null;
}

function translatePullRequest(payload: z.infer<typeof pullRequest>): Signal | null {
  const { number, merged, head } = payload.pull_request;
  const common = {
    repository: repositoryOf(payload),
    pullRequest: number,
    sender: { id: payload.sender.id, login: payload.sender.login },
  };
  if (payload.action === 'synchronize') return { kind: 'head_pushed', head: commitId(head.sha), ...common };
  if (payload.action === 'closed') return { kind: 'pull_request_closed', merged: merged === true, ...common };
  return null;
}

function repositoryOf({ repository, installation }: z.infer<typeof envelope>): Repository {
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    installationId: installation.id,
    defaultBranch: repository.default_branch,
  };
}
