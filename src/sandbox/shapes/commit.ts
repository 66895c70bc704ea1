/** Commits as the API shows them: three forms of the same thing. */
import type { Commit } from '../world/commit.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { simpleUser } from './account.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';

/** `simple-commit`: as runs and check suites carry it. */
export function simpleCommit(commit: Commit): Shape {
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `commit`: as lists of commits carry it. */
export function commitShape(world: World, repository: Repository, commit: Commit): Shape {
  const url = repositoryApi(world, repository, `/commits/${commit.sha}`);
  return {
    url,
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    html_url: repositoryPage(world, repository, `/commit/${commit.sha}`),
    comments_url: `${url}/comments`,
    commit: {
      url: repositoryApi(world, repository, `/git/commits/${commit.sha}`),
      author: { ...commit.author },
      committer: { ...commit.committer },
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.treeSha, url: repositoryApi(world, repository, `/git/trees/${commit.treeSha}`) },
      verification: verification(commit),
    },
    author: byEmail(world, commit.author.email),
    committer: byEmail(world, commit.committer.email),
    parents: commit.parents.map((sha) => parent(world, repository, sha, 'commits')),
  };
}

/** `git-commit`: as the git database shows it. */
export function gitCommit(world: World, repository: Repository, commit: Commit): Shape {
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: repositoryApi(world, repository, `/git/commits/${commit.sha}`),
    html_url: repositoryPage(world, repository, `/commit/${commit.sha}`),
    author: { ...commit.author },
    committer: { ...commit.committer },
    message: commit.message,
    tree: { sha: commit.treeSha, url: repositoryApi(world, repository, `/git/trees/${commit.treeSha}`) },
    parents: commit.parents.map((sha) => parent(world, repository, sha, 'git/commits')),
    verification: verification(commit),
  };
}

/** The account whose address a commit carries. */
function byEmail(world: World, email: string): Shape | null {
  const account = [...world.accounts.values()].find((each) => each.email === email);
  return account ? simpleUser(world, account) : null;
}

function parent(world: World, repository: Repository, sha: string, kind: string): Shape {
  return {
    sha,
    url: repositoryApi(world, repository, `/${kind}/${sha}`),
    html_url: repositoryPage(world, repository, `/commit/${sha}`),
  };
}

function verification(commit: Commit): Shape {
  return commit.verified
    ? {
        verified: true,
        reason: 'valid',
        signature: '-----BEGIN PGP SIGNATURE-----\nsandbox\n-----END PGP SIGNATURE-----',
        payload: `tree ${commit.treeSha}`,
        verified_at: commit.committer.date,
      }
    : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
}
