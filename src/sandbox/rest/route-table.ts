/** Finds the endpoint for a method and a path. */
import type { Endpoint } from './endpoint.ts';

export type Match =
  | { readonly kind: 'found'; readonly endpoint: Endpoint; readonly parameters: Record<string, string> }
  | { readonly kind: 'unknown' };

export interface RouteTable {
  /** @param path without `/api/v3` and without the query. */
  match(method: string, path: string): Match;
  readonly endpoints: readonly Endpoint[];
}

interface Route {
  readonly endpoint: Endpoint;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** The more of the path is fixed, the sooner it is tried. */
  readonly weight: string;
}

export function createRouteTable(endpoints: readonly Endpoint[]): RouteTable {
  const routes = endpoints.map(compile).sort((left, right) => left.weight.localeCompare(right.weight));
  return {
    endpoints,
    match: (method, path) => {
      const wanted = method === 'HEAD' ? 'GET' : method;
      for (const { endpoint, pattern, names } of routes) {
        const found = endpoint.method === wanted ? pattern.exec(path) : null;
        if (!found) continue;
        const parameters = Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
        return { kind: 'found', endpoint, parameters };
      }
      return { kind: 'unknown' };
    },
  };
}

/** The template as GitHub's description spells it: without the `+` of parameters that may hold slashes. */
export function publicTemplate(endpoint: Endpoint): string {
  return endpoint.template.replaceAll('{+', '{');
}

function compile(endpoint: Endpoint): Route {
  const names: string[] = [];
  const weight: string[] = [];
  const segments = endpoint.template.split('/').map((segment) => {
    const parameter = /^\{(\+?)(\w+)\}$/.exec(segment);
    if (!parameter) {
      weight.push('0');
      return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    names.push(parameter[2] ?? '');
    weight.push(parameter[1] ? '2' : '1');
    return parameter[1] ? '(.*)' : '([^/]+)';
  });
  const many = endpoint.template.includes('{+') ? '1' : '0';
  // Among templates with a `{+…}`, the longer one first: `/commits/{+ref}/check-runs` before `/commits/{+ref}`.
  const length = String(100 - segments.length).padStart(3, '0');
  // The top directory's contents have no path, and may do without the slash before it.
  const pattern = segments.join('/').replace(/\/contents\/\(\.\*\)$/, '/contents(?:/(.*))?');
  return {
    endpoint,
    names,
    pattern: new RegExp(`^${pattern}$`),
    weight: `${many}${many === '1' ? length : ''}${weight.join('')}`,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
