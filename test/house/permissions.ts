// Which permissions the app's own requests need: read from the code, looked up in GitHub's published list.
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ProbotOctokit } from 'probot';

export interface Request {
  readonly file: string;
  readonly method: string;
  /** GitHub's template, for example `/repos/{owner}/{repo}/issues`. */
  readonly route: string;
}

type Level = 'read' | 'write';
type Need = readonly [string, Level];
type Published = Readonly<Record<string, Partial<Record<Level, readonly string[]>>>>;

const { permissions: published } = (
  createRequire(import.meta.url)('@octokit/app-permissions') as { 'api.github.com': { permissions: Published } }
)['api.github.com'];

/**
 * What the published list, which was last made in 2021, lacks or no longer has right. Source: "Permissions required for
 * GitHub Apps" in GitHub's documentation.
 */
const since: Readonly<Record<string, Need>> = {
  'PUT /repos/{}/{}/pulls/{}/reviews/{}/dismissals': ['pull_requests', 'write'],
  // On a pull request `pull_requests` would do; on an issue it does not.
  'POST /repos/{}/{}/issues/{}/comments': ['issues', 'write'],
  'POST /repos/{}/{}/actions/workflows/{}/dispatches': ['actions', 'write'],
  'GET /repos/{}/{}/actions/artifacts/{}/{}': ['actions', 'read'],
  'GET /repos/{}/{}/actions/runs/{}/pending_deployments': ['actions', 'read'],
  'GET /repos/{}/{}/actions/permissions': ['administration', 'read'],
  'GET /repos/{}/{}/actions/permissions/workflow': ['administration', 'read'],
  'GET /repos/{}/{}/actions/organization-secrets': ['secrets', 'read'],
  'GET /repos/{}/{}/environments/{}': ['actions', 'read'],
  'GET /repos/{}/{}/environments/{}/secrets': ['environments', 'read'],
  'GET /repos/{}/{}/collaborators/{}/permission': ['metadata', 'read'],
  'GET /repos/{}/{}': ['metadata', 'read'],
  // As the app itself, with its JWT: no permission has a say.
  'GET /app': ['metadata', 'read'],
  'GET /app/hook/config': ['metadata', 'read'],
  'GET /app/hook/deliveries': ['metadata', 'read'],
  'POST /app/hook/deliveries/{}/attempts': ['metadata', 'read'],
  'GET /repos/{}/{}/installation': ['metadata', 'read'],
  // The mutation `markPullRequestReadyForReview`.
  'POST /graphql': ['pull_requests', 'write'],
};

/** Every request that the code of the GitHub edge can send. */
export function requestsOf(root: string): Request[] {
  const octokit = new ProbotOctokit() as unknown as {
    rest: Record<string, Record<string, { endpoint: { DEFAULTS: { method: string; url: string } } }>>;
  };
  return globSync('src/{github,run-app.ts}{/**/*.ts,}', { cwd: root }).flatMap((file) => {
    if (!file.endsWith('.ts')) return [];
    const text = readFileSync(join(root, file), 'utf-8');
    const named = [...text.matchAll(/\.rest\s*\.(\w+)\s*\.(\w+)\s*\(/g)].map(([, namespace = '', name = '']) => {
      const found = octokit.rest[namespace]?.[name]?.endpoint.DEFAULTS;
      if (found === undefined) throw new Error(`${file}: there is no octokit.rest.${namespace}.${name}`);
      return { file, method: found.method, route: found.url };
    });
    const plain = [...text.matchAll(/\.request\(\s*'([A-Z]+) ([^']+)'/g)].map(([, method = '', route = '']) => ({
      file,
      method,
      route,
    }));
    return [...named, ...plain];
  });
}

/** The permissions of which a request needs one; empty when nobody says. */
export function needsOf({ method, route }: Request): readonly Need[] {
  const shape = anonymous(route);
  const newer = since[`${method} ${shape}`];
  if (newer !== undefined) return [newer];
  return Object.entries(published).flatMap(([name, levels]) =>
    (['read', 'write'] as const)
      .filter((level) => levels[level]?.some((known) => anonymous(known) === `${method} ${shape}`))
      .map((level) => [name, level] as const),
  );
}

/** The least that satisfies every request: where there is a choice, what is needed anyway. */
export function smallestSet(requests: readonly Request[]): Record<string, Level> {
  const set: Record<string, Level> = {};
  const grant = ([name, level]: Need): void => {
    if (set[name] !== 'write') set[name] = level;
  };
  const suffices = ([name, level]: Need): boolean => set[name] === level || set[name] === 'write';
  const needs = requests.map(needsOf).sort((one, other) => one.length - other.length);
  for (const choices of needs) {
    const chosen = choices.find(suffices) ?? choices.find(([name]) => name in set) ?? choices[0];
    if (chosen !== undefined) grant(chosen);
  }
  return set;
}

const anonymous = (route: string): string => route.replaceAll(/\{[^}]+\}/g, '{}');
