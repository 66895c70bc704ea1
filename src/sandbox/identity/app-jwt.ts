/** Checks the JWT with which an app speaks for itself, as strictly as GitHub does. */
import { decodeJwt, errors, importSPKI, jwtVerify } from 'jose';
import type { World } from '../world/world.ts';
import type { Authentication } from './actor.ts';

/** GitHub allows ten minutes; clocks may differ by one. */
const lifetimeMaxSeconds = 600;
const skewSeconds = 60;

/** @param text a JWT signed with RS256 by a registered app; `iss` is its id or its client id. */
export async function readAppJwt(world: World, text: string): Promise<Authentication> {
  try {
    const issuer = String(decodeJwt(text).iss ?? '');
    const app = [...world.apps.values()].find((each) => String(each.id) === issuer || each.clientId === issuer);
    if (!app) return refused('A JSON web token could not be decoded');
    const key = await importSPKI(app.publicKeyPem, 'RS256');
    const nowSeconds = Math.floor(world.now() / 1000);
    const { payload } = await jwtVerify(text, key, { algorithms: ['RS256'], clockTolerance: skewSeconds });
    if (payload.exp === undefined) return refused("Missing 'expiration time' claim ('exp') in assertion");
    if (payload.iat === undefined) return refused("Missing 'issued at' claim ('iat') in assertion");
    if (payload.exp > nowSeconds + lifetimeMaxSeconds + skewSeconds) {
      return refused("'Expiration time' claim ('exp') is too far in the future");
    }
    if (payload.iat > nowSeconds + skewSeconds) {
      return refused(
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    }
    return { kind: 'known', actor: { kind: 'app', app } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return refused(
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    }
    if (error instanceof errors.JOSEError) return refused('A JSON web token could not be decoded');
    throw error;
  }
}

function refused(message: string): Authentication {
  return { kind: 'refused', status: 401, message };
}
