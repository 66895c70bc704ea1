/** A repository as the API shows it. */
import type { Role } from '../world/account.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { isoTime, type World } from '../world/world.ts';
import { simpleUser } from './account.ts';
import { nodeId, repositoryApi, repositoryPage, type Shape } from './link.ts';

/** Templates of the addresses below a repository; each becomes `<name>_url`. */
const below: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** `minimal-repository`, as runs and check suites carry it. */
export function minimalRepository(world: World, repository: Repository): Shape {
  const shape: Shape = {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: simpleUser(world, repository.owner),
    html_url: repositoryPage(world, repository),
    description: repository.description,
    fork: false,
    url: repositoryApi(world, repository),
  };
  for (const [name, path] of Object.entries(below)) shape[`${name}_url`] = repositoryApi(world, repository, path);
  return shape;
}

/** `repository`: as lists, webhooks and pull requests carry it. */
export function repositoryShape(world: World, repository: Repository): Shape {
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open').length;
  const clone = `${repositoryPage(world, repository)}.git`;
  return {
    ...minimalRepository(world, repository),
    git_url: clone.replace(/^https?:/, 'git:'),
    ssh_url: `git@${new URL(world.url || 'http://localhost').hostname}:${fullName(repository)}.git`,
    clone_url: clone,
    mirror_url: null,
    svn_url: repositoryPage(world, repository),
    homepage: null,
    language: null,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues_count: open,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    pushed_at: isoTime(repository.pushedMs),
    created_at: isoTime(repository.writtenMs),
    updated_at: isoTime(repository.writtenMs),
    license: null,
    allow_forking: true,
    web_commit_signoff_required: false,
    forks: 0,
    open_issues: open,
    watchers: 0,
    custom_properties: {},
  };
}

/** `full-repository`: the answer of `GET /repos/{owner}/{repo}`. */
export function fullRepository(world: World, repository: Repository, role: Role | undefined): Shape {
  return {
    ...repositoryShape(world, repository),
    subscribers_count: 0,
    network_count: 0,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    ...(role ? { permissions: rolePermissions(role) } : {}),
    ...(repository.owner.kind === 'Organization' ? { organization: simpleUser(world, repository.owner) } : {}),
  };
}

/** What a role may do, in the five words of the API. */
export function rolePermissions(role: Role): Record<'admin' | 'maintain' | 'push' | 'triage' | 'pull', boolean> {
  return {
    admin: role === 'admin',
    maintain: role === 'admin' || role === 'maintain',
    push: role === 'admin' || role === 'maintain' || role === 'write',
    triage: role !== 'read',
    pull: true,
  };
}
