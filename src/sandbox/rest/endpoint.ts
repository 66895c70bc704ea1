/** One endpoint of the REST API as data: what it is called, who may use it, what it takes, and what it does. */
import type { z } from 'zod';
import type { Actor } from '../identity/actor.ts';
import type { Requirement } from '../identity/permission.ts';
import type { Doer, Site } from '../site.ts';
import type { Weather } from '../weather/weather.ts';
import type { Account, App } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import type { Reply } from './reply.ts';

/** A request on its way through an endpoint. */
export interface Call<Body = unknown> {
  readonly site: Site;
  readonly world: World;
  readonly actor: Actor;
  /** Values of the `{…}` in the template, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly weather: Weather;
  /** What was written later than this is not seen yet. */
  readonly seenMs: number;
  /** The repository in the path. Throws when the template has none. */
  readonly repository: Repository;
  /** Whom the request acts for. Throws 401 when nobody. */
  readonly doer: Doer;
  readonly account: Account;
  readonly viaApp: App | undefined;
  /** The address of the request, for links to other pages of a list. */
  readonly url: URL;
}

export interface Endpoint {
  readonly method: string;
  /** GitHub's own, for example `/repos/{owner}/{repo}/issues`; `{+name}` may hold slashes. */
  readonly template: string;
  readonly requirement: Requirement;
  readonly body: z.ZodType | undefined;
  /** Counts against the limit on content creation. */
  readonly creates: boolean;
  readonly handle: (call: Call<never>) => Promise<Reply> | Reply;
}

/**
 * @param name method and template, `GET /repos/{owner}/{repo}/issues`.
 * @param rules who may use it, and the schema of its body.
 */
export function endpoint<Schema extends z.ZodType = z.ZodType<unknown>>(
  name: string,
  rules: Requirement & { readonly body?: Schema; readonly creates?: boolean },
  handle: (call: Call<z.infer<Schema>>) => Promise<Reply> | Reply,
): Endpoint {
  const [method = '', template = ''] = name.split(' ');
  const { body, creates, ...requirement } = rules;
  return {
    method,
    template,
    requirement,
    body,
    creates: creates ?? false,
    handle: handle as Endpoint['handle'],
  };
}

/** Records that the request may see, given the lag of reads. */
export function seen<Record extends { readonly writtenMs: number }>(
  call: Pick<Call, 'seenMs'>,
  records: Iterable<Record>,
): Record[] {
  return [...records].filter((record) => record.writtenMs <= call.seenMs);
}
