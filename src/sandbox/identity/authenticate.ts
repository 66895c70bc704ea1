/** Turns an `Authorization` header into an actor. */
import type { World } from '../world/world.ts';
import type { Actor, Authentication } from './actor.ts';
import { readAppJwt } from './app-jwt.ts';

/** Also the answer to an app that asks for a token. */
export const suspendedMessage = 'This installation has been suspended';

/**
 * Understands `Bearer` and `token` with a JWT or a token, and `Basic` with a token as the password (or, for git, as the
 * user name). No header means anonymous.
 */
export async function authenticate(world: World, header: string | undefined): Promise<Authentication> {
  if (header === undefined || header === '') return { kind: 'known', actor: { kind: 'anonymous' } };
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value.split('.').length === 3 ? readAppJwt(world, value) : byToken(world, value);
    case 'basic':
      return byBasic(world, value);
    default:
      return { kind: 'refused', status: 401, message: 'Bad credentials' };
  }
}

function byBasic(world: World, value: string): Authentication {
  const [user = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  const secret = password.join(':');
  return byToken(world, secret === '' || secret === 'x-oauth-basic' ? user : secret);
}

function byToken(world: World, text: string): Authentication {
  const token = world.tokens.get(text);
  const app = [...world.apps.values()].find((each) => each.slug === 'github-actions');
  if (token?.kind === 'user') return { kind: 'known', actor: { kind: 'user', account: token.account } };
  if (token?.kind === 'job' && app) {
    const { account, repository, run, job, permissions } = token;
    return { kind: 'known', actor: { kind: 'job', app, account, repository, run, job, permissions } };
  }
  if (token?.kind === 'installation' && token.expiresMs > world.now()) {
    const { installation, permissions, repositories } = token;
    const { app: owner } = installation;
    if (installation.suspended) return { kind: 'refused', status: 403, message: suspendedMessage };
    const actor = { kind: 'installation', app: owner, installation, account: owner.bot, permissions, repositories };
    return { kind: 'known', actor: actor as Actor };
  }
  return { kind: 'refused', status: 401, message: 'Bad credentials' };
}
