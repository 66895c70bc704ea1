/** Check suites and check runs: what an app says about a commit. */
import type { Account, App } from './account.ts';
import type { Commit } from './commit.ts';
import type { Written } from './written.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending';
export type CheckConclusion =
  | 'action_required'
  | 'cancelled'
  | 'failure'
  | 'neutral'
  | 'success'
  | 'skipped'
  | 'stale'
  | 'timed_out'
  | 'startup_failure';

/** One for each app and commit. Its status and conclusion are derived from its runs. */
export interface CheckSuite extends Written {
  readonly app: App;
  readonly headSha: string;
  readonly headCommit: Commit;
  readonly headBranch: string | null;
  /** Somebody has asked for it again, and its app has not said anything since: it counts as queued. */
  rerequested?: boolean;
}

export interface CheckRun extends Written {
  readonly suite: CheckSuite;
  readonly app: App;
  name: string;
  readonly headSha: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedMs: number | undefined;
  completedMs: number | undefined;
  /** `null`: the sandbox's own page of the check run. */
  detailsUrl: string | null;
  externalId: string;
  output: CheckOutput;
  actions: CheckAction[];
}

export interface CheckOutput {
  title: string | null;
  /** Markdown, at most 65,535 characters each. */
  summary: string | null;
  text: string | null;
  annotations: CheckAnnotation[];
}

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number | null;
  readonly endColumn: number | null;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | null;
  readonly rawDetails: string | null;
}

/** What somebody says about a commit in one word; never changed, a newer one of its context takes its place. */
export interface CommitStatus extends Written {
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly targetUrl: string | null;
  readonly description: string | null;
  readonly creator: Account;
}

/** A button on the check run's page. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}
