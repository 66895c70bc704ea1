/** Carries out an endpoint for a person in a browser: what the form of a page asks for goes by the rules of the REST API. */
import type { Site } from '../site.ts';
import { calm } from '../weather/weather.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import { admit } from './admit.ts';
import type { Call } from './endpoint.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { checkBody } from './read-body.ts';
import type { Reply } from './reply.ts';

export interface Parts {
  readonly repository: Repository;
  /** Values of the `{…}` in the template, besides owner and repo. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Throws `ApiError` where the API would refuse. Neither the weather nor the limits on requests count here.
 * @param name method and template, as endpoints are declared.
 */
export async function perform(
  site: Site,
  account: Account,
  name: string,
  { repository, parameters = {}, body }: Parts,
): Promise<Reply> {
  const endpoint = endpoints.find(({ method, template }) => `${method} ${template}` === name);
  if (endpoint === undefined) throw new Error(`The sandbox has no endpoint ${name}`);
  const actor = { kind: 'user', account } as const;
  admit(actor, endpoint, repository);
  const call: Call = {
    site,
    world: site.world,
    actor,
    parameters: { owner: repository.owner.login, repo: repository.name, ...parameters },
    query: {},
    headers: {},
    body: endpoint.body ? checkBody(endpoint.body, body) : body,
    weather: calm,
    seenMs: Number.POSITIVE_INFINITY,
    repository,
    doer: { account, viaApp: undefined, quiet: false },
    account,
    viaApp: undefined,
    url: new URL(site.world.url),
  };
  return endpoint.handle(call as Call<never>);
}
