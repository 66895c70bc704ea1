/** A world as it looks after one task: real commits of the example, and a record of every kind that pages show. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAccount, newApp, newInstallation } from '../../../src/sandbox/changes/new-account.ts';
import { newLabel, newRepository } from '../../../src/sandbox/changes/new-repository.ts';
import { readCommit } from '../../../src/sandbox/git/commits.ts';
import { takeOverRefs, withRefs } from '../../../src/sandbox/git/refs.ts';
import { initBareRepository } from '../../../src/sandbox/git/seed-repository.ts';
import type { Account, App } from '../../../src/sandbox/world/account.ts';
import type { Commit } from '../../../src/sandbox/world/commit.ts';
import type { Issue } from '../../../src/sandbox/world/issue.ts';
import type { PullIssue } from '../../../src/sandbox/world/pull-request.ts';
import type { Repository } from '../../../src/sandbox/world/repository.ts';
import { createWorld, type World } from '../../../src/sandbox/world/world.ts';
import { applyRound, commitAll, createCheckout, git, removeCheckout } from '../../examples/todo-checkout.ts';

export interface Sample {
  readonly world: World;
  readonly repository: Repository;
  readonly people: { readonly ada: Account; readonly chimera: App; readonly actions: App };
  /** First commit, generated test, round 1, round 2. */
  readonly commits: readonly [Commit, Commit, Commit, Commit];
  readonly issue: Issue;
  readonly pull: PullIssue;
  remove(): void;
}

/** @param body markdown of the issue. */
export async function createSample(body: string): Promise<Sample> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'pages-')));
  const world = createWorld('http://127.0.0.1:1');
  const organization = newAccount(world, 'octo-org', 'Organization', 'Octo Org');
  const ada = newAccount(world, 'ada', 'User', 'Ada Lovelace');
  const app = (slug: string, name: string): App =>
    newApp(world, {
      slug,
      name,
      owner: organization,
      permissions: { checks: 'write' },
      events: ['issues', 'check_run'],
      publicKeyPem: '',
    });
  const chimera = app('chimera', 'Chimera');
  const actions = app('github-actions', 'GitHub Actions');
  const repository = newRepository(world, {
    owner: organization,
    name: 'todo',
    private: false,
    description: 'A todo list',
    defaultBranch: 'main',
    directory: join(directory, 'todo.git'),
  });
  repository.collaborators.set(ada.id, 'write');
  newInstallation(world, chimera, organization, 'all');
  const commits = await pushCommits(repository, world);
  const issue = newIssue(world, repository, ada, 'Clear completed todos', body);
  issue.labels.push(newLabel(world, repository, { name: 'chimera', color: '1d76db', description: 'For Chimera' }));
  const pull = newPull(world, repository, chimera, issue, commits);
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  return { world, repository, people: { ada, chimera, actions }, commits, issue, pull, remove };
}

async function pushCommits(repository: Repository, world: World): Promise<Sample['commits']> {
  await initBareRepository(repository.directory, 'main');
  const checkout = createCheckout();
  try {
    const first = git(checkout, 'rev-parse', 'HEAD');
    git(checkout, 'switch', '--quiet', '--create', 'chimera/1-clear-completed-todos');
    mkdirSync(join(checkout, 'e2e'));
    writeFileSync(join(checkout, 'e2e/issue-1.spec.ts'), "import { expect, test } from '@playwright/test';\n");
    const test = commitAll(checkout, 'test: what issue #1 asks for\n\nIt fails on the base commit.');
    const shas = [first, test, applyRound(checkout, 1), applyRound(checkout, 2)];
    git(checkout, 'push', '--quiet', repository.directory, '--all');
    await withRefs(repository, () => takeOverRefs(repository, world.now()));
    const commits = await Promise.all(shas.map((sha) => readCommit(repository.directory, sha)));
    return commits as unknown as Sample['commits'];
  } finally {
    removeCheckout(checkout);
  }
}

export function newIssue(world: World, repository: Repository, author: Account, title: string, body: string): Issue {
  const issue: Issue = {
    id: world.nextId(),
    writtenMs: world.now(),
    number: repository.issues.size + 1,
    author,
    title,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    locked: false,
    updatedMs: world.now(),
    closedMs: undefined,
    closedBy: undefined,
    reactions: [],
    viaApp: undefined,
  };
  repository.issues.set(issue.number, issue);
  return issue;
}

function newPull(world: World, repository: Repository, app: App, issue: Issue, commits: Sample['commits']): PullIssue {
  const body = `Closes #${issue.number}\n\n<!-- chimera: task 1 -->`;
  const pull: PullIssue = {
    ...newIssue(world, repository, app.bot, issue.title, body),
    pull: {
      id: world.nextId(),
      headRef: 'chimera/1-clear-completed-todos',
      baseRef: 'main',
      headSha: commits[3].sha,
      baseSha: commits[0].sha,
      draft: true,
      mergedMs: undefined,
      mergedBy: undefined,
      mergeCommitSha: null,
      maintainerCanModify: false,
      requestedReviewers: [],
      size: { commits: 3, additions: 66, deletions: 2, changedFiles: 6, mergeable: true },
    },
  };
  repository.issues.set(pull.number, pull);
  return pull;
}
