/** What follows when refs have changed, by a push or through the API: events, pull requests, workflow files. */
import { commitsBetween, isAncestor, readCommit } from '../git/commits.ts';
import { changedFiles } from '../git/diff.ts';
import { type RefUpdate, takeOverRefs, withRefs, writeRef } from '../git/refs.ts';
import { repositoryApi, repositoryPage, type Shape } from '../shapes/link.ts';
import { pullShape } from '../shapes/pull-request.ts';
import type { Doer, Site } from '../site.ts';
import { announce } from '../webhooks/announce.ts';
import type { Commit } from '../world/commit.ts';
import { pullsOf } from '../world/find.ts';
import type { Repository } from '../world/repository.ts';
import { dismissStaleApprovals } from './conversation/dismiss-review.ts';
import { pullSize, writePullRefs } from './pull-refs.ts';

/** Sets or deletes a ref through the API. @returns false when it does not have the value that was expected. */
export async function changeRef(site: Site, repository: Repository, update: RefUpdate, doer: Doer): Promise<boolean> {
  return withRefs(repository, async () => {
    const done = await writeRef(repository, update, site.world.now());
    if (done) await followUp(site, repository, [done], doer);
    return done !== undefined;
  });
}

/** Takes over what a push has changed. Only inside `withRefs`. */
export async function afterPush(site: Site, repository: Repository, doer: Doer): Promise<void> {
  await followUp(site, repository, await takeOverRefs(repository, site.world.now()), doer);
}

async function followUp(site: Site, repository: Repository, updates: readonly RefUpdate[], doer: Doer): Promise<void> {
  if (updates.length === 0) return;
  repository.pushedMs = site.world.now();
  for (const update of updates) {
    site.world.changed({ kind: 'ref', repository, id: update.ref });
    if (update.ref === `refs/heads/${repository.defaultBranch}`) await site.runs.refreshWorkflows(repository);
    // Refs of other kinds are nobody's branch or tag: no event tells of them.
    if (!/^refs\/(?:heads|tags)\//.test(update.ref)) continue;
    announceRef(site, repository, update, doer);
    announce(site, { event: 'push', repository, doer, payload: await pushPayload(site, repository, update, doer) });
  }
  for (const update of updates) await refreshPulls(site, repository, update, doer);
}

function announceRef(site: Site, repository: Repository, update: RefUpdate, doer: Doer): void {
  if (update.before !== null && update.after !== null) return;
  const payload = {
    ref: update.ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: update.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ...(update.before === null ? { master_branch: repository.defaultBranch, description: repository.description } : {}),
    pusher_type: 'user',
  };
  announce(site, { event: update.before === null ? 'create' : 'delete', repository, doer, payload });
}

async function pushPayload(site: Site, repository: Repository, update: RefUpdate, doer: Doer): Promise<Shape> {
  const { directory } = repository;
  const { before, after } = update;
  const zero = '0'.repeat(40);
  const head = after ? await readCommit(directory, after) : undefined;
  const commits = before && head ? (await commitsBetween(directory, before, head.sha)).slice(-20) : head ? [head] : [];
  const shapes = await Promise.all(commits.map((commit) => pushedCommit(site, repository, commit)));
  return {
    ref: update.ref,
    before: before ?? zero,
    after: after ?? zero,
    base_ref: null,
    created: before === null,
    deleted: after === null,
    forced: before !== null && head !== undefined && !(await isAncestor(directory, before, head.sha)),
    compare: repositoryPage(
      site.world,
      repository,
      `/compare/${(before ?? zero).slice(0, 12)}...${(after ?? zero).slice(0, 12)}`,
    ),
    commits: shapes,
    head_commit: head ? (shapes.at(-1) ?? (await pushedCommit(site, repository, head))) : null,
    pusher: { name: doer.account.login, email: doer.account.email },
  };
}

async function pushedCommit(site: Site, repository: Repository, commit: Commit): Promise<Shape> {
  const parent = commit.parents[0];
  const files = parent ? await changedFiles(repository.directory, parent, commit.sha) : [];
  const paths = (...statuses: readonly string[]): string[] =>
    files.filter((file) => statuses.includes(file.status)).map((file) => file.path);
  const person = ({ name, email }: { name: string; email: string }): Shape => {
    const account = [...site.world.accounts.values()].find((each) => each.email === email);
    return { name, email, ...(account ? { username: account.login } : {}) };
  };
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: repositoryPage(site.world, repository, `/commit/${commit.sha}`),
    author: person(commit.author),
    committer: person(commit.committer),
    added: paths('added', 'copied'),
    removed: paths('removed'),
    modified: paths('modified', 'changed', 'renamed'),
  };
}

/** Moves the open pull requests of a branch along, and closes those whose branch is gone. */
async function refreshPulls(site: Site, repository: Repository, update: RefUpdate, doer: Doer): Promise<void> {
  const branch = /^refs\/heads\/(.+)$/.exec(update.ref)?.[1];
  if (branch === undefined) return;
  const { world } = site;
  for (const issue of pullsOf(repository)) {
    const { pull } = issue;
    if (issue.state !== 'open' || (pull.headRef !== branch && pull.baseRef !== branch)) continue;
    if (update.after === null) {
      if (pull.headRef !== branch) continue;
      issue.state = 'closed';
      issue.closedMs = world.now();
      issue.closedBy = doer.account;
      issue.updatedMs = world.now();
      announcePull(site, repository, issue.number, 'closed', doer);
      continue;
    }
    const headMoved = pull.headRef === branch;
    if (headMoved) pull.headSha = update.after;
    else pull.baseSha = update.after;
    pull.size = await pullSize(repository.directory, pull.baseSha, pull.headSha);
    await writePullRefs(repository, issue, world.now());
    if (headMoved) {
      issue.updatedMs = world.now();
      announcePull(site, repository, issue.number, 'synchronize', doer, {
        before: update.before,
        after: update.after,
      });
      dismissStaleApprovals(site, repository, issue, doer);
    }
    world.changed({ kind: 'pull_request', repository, id: issue.number });
  }
}

/** Tells of a pull request; `more` is what the action adds to the payload. */
export function announcePull(
  site: Site,
  repository: Repository,
  number: number,
  action: string,
  doer: Doer,
  more: Shape = {},
): void {
  const issue = pullsOf(repository).find((each) => each.number === number);
  if (!issue) throw new Error(`#${number} of ${repositoryApi(site.world, repository)} is not a pull request`);
  const payload = { number, pull_request: pullShape(site.world, repository, issue), ...more };
  announce(site, { event: 'pull_request', action, repository, doer, payload });
  site.world.changed({ kind: 'pull_request', repository, id: number });
}
