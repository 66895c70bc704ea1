/** People, organizations, apps and installations as the API shows them. */
import type { Account, App } from '../world/account.ts';
import type { Installation } from '../world/installation.ts';
import { isoTime, type World } from '../world/world.ts';
import { accountPage, apiUrl, nodeId, type Shape } from './link.ts';

/** `simple-user`. */
export function simpleUser(world: World, account: Account): Shape {
  const login = encodeURIComponent(account.login);
  const url = apiUrl(world, `/users/${login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.kind, account.id),
    avatar_url: `${world.url}/_sandbox/avatars/${login}`,
    gravatar_id: '',
    url,
    html_url: accountPage(world, account),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `public-user`; `private-user` needs more, see `fullUser`. */
export function publicUser(world: World, account: Account): Shape {
  const repositories = [...world.repositories.values()].filter((repository) => repository.owner === account);
  return {
    ...simpleUser(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories.filter((repository) => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: isoTime(account.writtenMs),
    updated_at: isoTime(account.writtenMs),
  };
}

/** `private-user`: the answer of `GET /user`. */
export function privateUser(world: World, account: Account): Shape {
  const owned = [...world.repositories.values()].filter((repository) => repository.owner === account);
  const privates = owned.filter((repository) => repository.private).length;
  return {
    ...publicUser(world, account),
    private_gists: 0,
    total_private_repos: privates,
    owned_private_repos: privates,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
    plan: { name: 'free', space: 976_562_499, private_repos: 10_000, collaborators: 0 },
  };
}

/** `organization-full`. */
export function organization(world: World, account: Account): Shape {
  const url = apiUrl(world, `/orgs/${account.login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/_sandbox/avatars/${account.login}`,
    description: null,
    name: account.name,
    html_url: accountPage(world, account),
    type: 'Organization',
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: [...world.repositories.values()].filter((each) => each.owner === account && !each.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: isoTime(account.writtenMs),
    updated_at: isoTime(account.writtenMs),
    archived_at: null,
  };
}

/** The organization as webhooks carry it (`organization-simple`). */
export function organizationSimple(world: World, account: Account): Shape {
  const { login, id, node_id, url, repos_url, events_url, hooks_url, issues_url, members_url } = organization(
    world,
    account,
  );
  const { public_members_url, avatar_url } = organization(world, account);
  return {
    login,
    id,
    node_id,
    url,
    repos_url,
    events_url,
    hooks_url,
    issues_url,
    members_url,
    public_members_url,
    avatar_url,
    description: '',
  };
}

/** `integration`. */
export function appShape(world: World, app: App): Shape {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: simpleUser(world, app.owner),
    name: app.name,
    description: app.description,
    external_url: app.homepage ?? `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: isoTime(app.writtenMs),
    updated_at: isoTime(app.writtenMs),
    permissions: { ...app.permissions },
    events: [...app.events],
  };
}

/** `installation`. */
export function installationShape(world: World, installation: Installation): Shape {
  const { app, account } = installation;
  return {
    id: installation.id,
    client_id: app.clientId,
    account: simpleUser(world, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: apiUrl(world, `/app/installations/${installation.id}/access_tokens`),
    repositories_url: apiUrl(world, '/installation/repositories'),
    html_url: `${world.url}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions: { ...app.permissions },
    events: [...app.events],
    created_at: isoTime(installation.writtenMs),
    updated_at: isoTime(installation.writtenMs),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspended ? simpleUser(world, installation.suspended.by) : null,
    suspended_at: installation.suspended ? isoTime(installation.suspended.atMs) : null,
  };
}
