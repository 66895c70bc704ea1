// The set-up pages: register the App on GitHub from a manifest, and take over what GitHub hands out.
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { convertCode } from './convert-code.ts';
import { type Credentials, keepCredentials, whyNotWritable } from './env-file.ts';
import { type AppFile, manifestOf } from './manifest.ts';
import { continuePage, problemPage, registeredPage, startPage } from './pages.ts';
import { isLoopback, type Visitors } from './visitor.ts';

export interface SetUp {
  readonly appFile: AppFile;
  readonly visitors: Visitors;
  /** Addresses of GitHub, without a slash at the end. */
  readonly webUrl: string;
  readonly apiUrl: string;
  /** Where webhooks go instead of here; undefined: here. */
  readonly proxyUrl: string | undefined;
  readonly webhookPath: string;
  readonly envPath: string;
  /** Called once, when the credentials are kept. */
  readonly onRegistered: (credentials: Credentials) => void;
  readonly log: { warn(fields: object, message: string): void };
}

const again = { href: '/', text: 'Start again' };

export function createSetUpApp(setUp: SetUp): Hono {
  const app = new Hono();
  const registration = { done: false };
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        formAction: ["'self'", new URL(setUp.webUrl).origin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      // The key may stand in the address.
      referrerPolicy: 'strict-origin',
    }),
  );
  app.get('/healthz', (context) => context.json({ message: 'waiting to be set up' }));
  app.get('/', (context) => showStart(context, setUp));
  app.post('/setup/register', (context) => showContinue(context, setUp));
  app.get('/setup/callback', (context) => takeOver(context, setUp, registration));
  // GitHub pings the webhook while the App is being created, before anybody here can know its secret.
  app.post(setUp.webhookPath, (context) => context.json({ message: 'Chimera is not set up yet.' }, 503));
  app.notFound((context) => problem(context, 404, 'There is no such page', 'This copy of Chimera is not set up yet.'));
  app.onError((error, context) => {
    setUp.log.warn({ err: error }, 'the set-up page failed');
    return problem(context, 500, 'Something went wrong', 'What it was stands in the log.');
  });
  return app;
}

async function showStart(context: Context, setUp: SetUp): Promise<Response> {
  const key = context.req.query('key');
  if (!mayEnter(context, setUp, key)) return refuseEntry(context);
  const hookUrl = hookUrlOf(context, setUp);
  const { name, default_permissions: permissions, default_events: events } = setUp.appFile;
  const { webUrl, envPath } = setUp;
  const obstacle = await obstacleTo(setUp, hookUrl);
  return context.html(await startPage({ name, webUrl, hookUrl, envPath, permissions, events, obstacle, key }));
}

async function showContinue(context: Context, setUp: SetUp): Promise<Response> {
  const form = await context.req.parseBody();
  const text = (field: string): string => (typeof form[field] === 'string' ? form[field].trim() : '');
  if (!mayEnter(context, setUp, text('key'))) return refuseEntry(context);
  const name = text('name');
  const organization = text('organization');
  if (name === '' || name.length > 34) {
    return problem(context, 422, 'The name does not do', "An App's name has 1 to 34 characters.");
  }
  if (!/^([a-z0-9][a-z0-9-]*)?$/i.test(organization)) {
    return problem(
      context,
      422,
      'There is no such organization',
      `"${organization}" is not the login of an organization.`,
    );
  }
  const obstacle = await obstacleTo(setUp, hookUrlOf(context, setUp));
  if (obstacle !== null) return problem(context, 422, 'This has to be mended first', obstacle);
  const place = organization === '' ? '' : `/organizations/${organization}`;
  const action = `${setUp.webUrl}${place}/settings/apps/new?state=${setUp.visitors.newState()}`;
  const addresses = { hookUrl: hookUrlOf(context, setUp), redirectUrl: `${ownUrl(context)}/setup/callback` };
  const manifest = JSON.stringify(manifestOf(setUp.appFile, { name, ...addresses }));
  const back = text('key') === '' ? '/' : `/?key=${encodeURIComponent(text('key'))}`;
  const owner = organization === '' ? null : organization;
  return context.html(await continuePage({ name, owner, action, manifest, back }));
}

async function takeOver(context: Context, setUp: SetUp, registration: { done: boolean }): Promise<Response> {
  const { state, code } = context.req.query();
  if (registration.done) {
    return problem(context, 409, 'Registered already', 'The App is registered; Chimera is starting.');
  }
  if (!setUp.visitors.takeState(state)) {
    const text =
      'This address was not opened by GitHub after a start from here, it was opened before, or more than an hour ago.';
    return problem(context, 403, 'This does not continue anything', text);
  }
  if (code === undefined || code === '') {
    return problem(context, 400, 'GitHub sent no code', 'Without it, the App cannot be taken over.');
  }
  const converted = await convertCode(setUp.apiUrl, code);
  switch (converted.kind) {
    case 'unknown code':
      return problem(context, 400, 'GitHub does not know this code', 'A code works once, and for an hour.');
    case 'failed':
      setUp.log.warn({ reason: converted.reason }, 'the App could not be taken over');
      return problem(context, 502, 'GitHub did not hand out the App', converted.reason);
    case 'registered':
      break;
    default:
      return converted satisfies never;
  }
  try {
    await keepCredentials(setUp.envPath, converted.credentials);
  } catch (error) {
    setUp.log.warn({ err: error }, 'the credentials could not be kept');
    const reason = error instanceof Error ? error.message : String(error);
    const text = `GitHub has created the App, but its credentials could not be kept: ${reason} Delete the App on GitHub, or make a new key there and set the variables yourself.`;
    return problem(context, 500, 'The credentials could not be kept', text, {
      href: converted.page,
      text: `The App ${converted.name}`,
    });
  }
  registration.done = true;
  setUp.onRegistered(converted.credentials);
  return context.html(await registeredPage(converted));
}

/** What came through a proxy came from elsewhere, whatever it says of its host. */
function mayEnter(context: Context, { visitors }: SetUp, key: string | undefined): boolean {
  const proxied = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'].some(
    (name) => context.req.header(name) !== undefined,
  );
  return visitors.mayEnter(proxied ? '' : (context.req.header('host') ?? ''), key);
}

function refuseEntry(context: Context): Promise<Response> {
  const text = 'Open the address that Chimera has logged at its start: it has a key at its end.';
  return problem(context, 403, 'This page needs its key', text);
}

async function problem(
  context: Context,
  status: 400 | 403 | 404 | 409 | 422 | 500 | 502,
  title: string,
  text: string,
  link: { readonly href: string; readonly text: string } = again,
): Promise<Response> {
  return context.html(await problemPage(title, text, link), status);
}

/** What stands in the way of registering; `null`: nothing. */
async function obstacleTo({ envPath, webUrl }: SetUp, hookUrl: string): Promise<string | null> {
  return (await whyNotWritable(envPath)) ?? unreachable(hookUrl, webUrl);
}

/** Why GitHub would refuse the webhook's address; `null` when it would not. */
function unreachable(hookUrl: string, webUrl: string): string | null {
  if (!isLoopback(new URL(hookUrl).hostname) || isLoopback(new URL(webUrl).hostname)) return null;
  return `GitHub cannot send webhooks to ${hookUrl}, which is this machine alone. Open this page by its public address, or set WEBHOOK_PROXY_URL (for example to a new channel of https://smee.io) and start Chimera again.`;
}

function hookUrlOf(context: Context, setUp: SetUp): string {
  return setUp.proxyUrl ?? `${ownUrl(context)}${setUp.webhookPath}`;
}

/** As the browser sees it, behind a proxy as well. */
function ownUrl(context: Context): string {
  const scheme = context.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http';
  return `${scheme}://${hostOf(context)}`;
}

function hostOf(context: Context): string {
  const forwarded = context.req.header('x-forwarded-host')?.split(',')[0]?.trim();
  return forwarded ?? context.req.header('host') ?? '';
}
