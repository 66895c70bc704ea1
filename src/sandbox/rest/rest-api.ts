/** The REST API: from a request to an answer, through weather, identity, limits and permissions. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, accountOf, actorName, appOf } from '../identity/actor.ts';
import { authenticate } from '../identity/authenticate.ts';
import { acceptedPermissions } from '../identity/permission.ts';
import type { Exchange } from '../sandbox-options.ts';
import type { Doer, Site } from '../site.ts';
import { readWeatherHeader } from '../weather/read-weather.ts';
import type { Weather } from '../weather/weather.ts';
import { changedWeather } from '../weather/weather-station.ts';
import { findRepository } from '../world/find.ts';
import type { Repository } from '../world/repository.ts';
import { admit } from './admit.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { movedReply, namedPath } from './moved.ts';
import { createRateLimit, type RateLimit, secondaryLimit } from './rate-limit.ts';
import { checkBody, parseJson } from './read-body.ts';
import { ApiError, badGateway, errorReply, notFound, type Reply } from './reply.ts';
import { createRouteTable, publicTemplate } from './route-table.ts';

export interface RestApi {
  /** @param path the request's path without `/api/v3`. */
  answer(request: Request, path: string): Promise<Response>;
  readonly limits: RateLimit;
}

/** A request with what was found out about it on the way. */
interface Passage {
  readonly request: Request;
  readonly url: URL;
  readonly path: string;
  actor: Actor;
  endpoint: Endpoint | undefined;
  parameters: Record<string, string>;
  body: unknown;
  weathered: boolean;
  headers: Record<string, string>;
}

export function createRestApi(
  site: Site,
  endpoints: readonly Endpoint[],
  onExchange?: (exchange: Exchange) => void,
): RestApi {
  const routes = createRouteTable(endpoints);
  const limits = createRateLimit();
  return {
    limits,
    answer: async (request, sentPath) => {
      const path = namedPath(site, sentPath);
      const found = routes.match(request.method, path);
      const passage: Passage = {
        request,
        url: new URL(request.url),
        path,
        actor: { kind: 'anonymous' },
        endpoint: found.kind === 'found' ? found.endpoint : undefined,
        parameters: found.kind === 'found' ? found.parameters : {},
        body: undefined,
        weathered: false,
        headers: standardHeaders(site),
      };
      const reply = await replyTo(site, limits, passage);
      const response = toResponse(passage, reply, limits);
      onExchange?.(exchangeOf(passage, reply, response));
      return response;
    },
  };
}

async function replyTo(site: Site, limits: RateLimit, passage: Passage): Promise<Reply> {
  try {
    passage.body = await readBody(passage.request);
    return await pass(site, limits, passage);
  } catch (error) {
    if (error instanceof ApiError) {
      passage.weathered ||= error.weathered;
      return errorReply(error);
    }
    console.error(`${passage.request.method} ${passage.path}:`, error);
    return errorReply(new ApiError(500, `The sandbox failed: ${error instanceof Error ? error.message : error}`));
  }
}

function readBody(request: Request): Promise<unknown> | undefined {
  return request.method === 'GET' || request.method === 'HEAD' ? undefined : parseJson(request);
}

async function pass(site: Site, limits: RateLimit, passage: Passage): Promise<Reply> {
  const weather = weatherOf(site, passage.request);
  if (weather.errors.slowMs > 0) await pause(weather.errors.slowMs);
  strikeBefore(site, weather);
  const known = await authenticate(site.world, passage.request.headers.get('authorization') ?? undefined);
  if (known.kind === 'refused') throw new ApiError(known.status, known.message);
  passage.actor = known.actor;
  if (passage.path !== '/rate_limit') Object.assign(passage.headers, limits.spend(passage.actor, site.world.now()));
  const { endpoint } = passage;
  if (!endpoint) throw notFound();
  const moved = movedReply(site, passage);
  if (moved) return moved;
  const repository = repositoryIn(site, passage);
  const { needs } = endpoint.requirement;
  if (needs) passage.headers['x-accepted-github-permissions'] = acceptedPermissions(needs);
  admit(passage.actor, endpoint, repository);
  if (endpoint.creates && weather.secondaryLimits) limits.spendContent(passage.actor, site.world.now());
  const body = endpoint.body ? checkBody(endpoint.body, passage.body) : passage.body;
  const reply = await endpoint.handle(callOf(site, passage, repository, weather, body) as Call<never>);
  if (passage.request.method !== 'GET' && site.weather.strikes(weather.errors.after)) throw badGateway();
  return reply;
}

/** The sandbox's weather, changed by the request's own header. */
function weatherOf(site: Site, request: Request): Weather {
  const header = request.headers.get('x-sandbox-weather');
  if (header === null) return site.weather.current();
  const change = readWeatherHeader(header);
  if (typeof change === 'string') throw new ApiError(400, change);
  return changedWeather(site.weather.current(), change);
}

function strikeBefore(site: Site, { errors }: Weather): void {
  const strikes = (chance: number): boolean => site.weather.strikes(chance);
  const headers = { 'retry-after': String(errors.retryAfterSeconds) };
  if (strikes(errors.before)) throw badGateway();
  if (strikes(errors.tooMany)) {
    throw new ApiError(429, 'API rate limit exceeded. Please wait before you try again.', { headers, weathered: true });
  }
  if (strikes(errors.secondaryLimit)) throw secondaryLimit(errors.retryAfterSeconds);
}

/** The repository in the path; undefined when the template has none. Throws 404 when there is no such. */
function repositoryIn(site: Site, { endpoint, parameters }: Passage): Repository | undefined {
  if (!endpoint?.template.startsWith('/repos/{owner}/{repo}')) return undefined;
  const repository = findRepository(site.world, parameters.owner ?? '', parameters.repo ?? '');
  if (!repository) throw notFound();
  return repository;
}

function callOf(
  site: Site,
  passage: Passage,
  repository: Repository | undefined,
  weather: Weather,
  body: unknown,
): Call {
  const { actor } = passage;
  return {
    site,
    world: site.world,
    actor,
    parameters: passage.parameters,
    query: Object.fromEntries(passage.url.searchParams),
    headers: Object.fromEntries(passage.request.headers),
    body,
    weather,
    // Only reads lag: what is written to is looked up where it was written.
    seenMs: passage.request.method === 'GET' ? site.world.now() - weather.readLagMs : Number.POSITIVE_INFINITY,
    url: passage.url,
    viaApp: appOf(actor),
    get repository(): Repository {
      if (!repository) throw new Error(`${passage.endpoint?.template} has no repository in its path`);
      return repository;
    },
    get account() {
      const account = accountOf(actor);
      if (!account) throw new ApiError(401, 'Requires authentication');
      return account;
    },
    get doer(): Doer {
      return { account: this.account, viaApp: appOf(actor), quiet: actor.kind === 'job' };
    },
  };
}

function standardHeaders(site: Site): Record<string, string> {
  return {
    'x-github-request-id': `SAND:${site.world.nextId()}`,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'access-control-allow-origin': '*',
  };
}

function toResponse(passage: Passage, reply: Reply, limits: RateLimit): Response {
  const headers = new Headers({ ...passage.headers, ...reply.headers });
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers });
  if (typeof reply.body === 'string' || reply.body instanceof Uint8Array) {
    return new Response(reply.body as string, { status: reply.status, headers });
  }
  const text = JSON.stringify(reply.body);
  headers.set('content-type', 'application/json; charset=utf-8');
  if (passage.request.method === 'GET' && reply.status === 200) {
    const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
    headers.set('etag', etag);
    headers.set('cache-control', 'private, max-age=60, s-maxage=60');
    if (passage.request.headers.get('if-none-match') === etag) {
      limits.refund(passage.actor);
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(passage.request.method === 'HEAD' ? null : text, { status: reply.status, headers });
}

function exchangeOf(passage: Passage, reply: Reply, response: Response): Exchange {
  const requestHeaders = Object.fromEntries(passage.request.headers);
  if (requestHeaders.authorization) requestHeaders.authorization = `${requestHeaders.authorization.split(' ')[0]} ***`;
  const json = typeof reply.body === 'object' && !(reply.body instanceof Uint8Array) && response.status !== 304;
  return {
    method: passage.request.method,
    path: passage.path + passage.url.search,
    route: passage.endpoint ? publicTemplate(passage.endpoint) : undefined,
    parameters: passage.parameters,
    query: Object.fromEntries(passage.url.searchParams),
    requestHeaders,
    requestBody: passage.body,
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: json ? JSON.parse(JSON.stringify(reply.body)) : undefined,
    actor: actorName(passage.actor),
    actorKind: passage.actor.kind,
    weathered: passage.weathered,
  };
}
