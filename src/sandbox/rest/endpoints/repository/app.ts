/** An app about itself: who it is, where its webhooks go, and the end of the manifest flow. */
import { z } from 'zod';
import { appShape } from '../../../shapes/account.ts';
import type { App } from '../../../world/account.ts';
import { findApp } from '../../../world/find.ts';
import { type Endpoint, endpoint } from '../../endpoint.ts';
import { created, notFound, ok } from '../../reply.ts';
import { callingApp } from './installations.ts';

const hookBody = z.object({
  url: z.url().optional(),
  content_type: z.literal('json').optional(),
  secret: z.string().optional(),
  insecure_ssl: z.union([z.literal('0'), z.literal(0)]).optional(),
});

/** A secret is shown as stars. */
function hookConfig({ webhookUrl, webhookSecret }: App): object {
  return {
    content_type: 'json',
    insecure_ssl: '0',
    ...(webhookUrl === undefined ? {} : { url: webhookUrl }),
    ...(webhookSecret === undefined ? {} : { secret: '********' }),
  };
}

export const appEndpoints: readonly Endpoint[] = [
  endpoint('GET /app', { only: 'app' }, (call) => {
    const app = callingApp(call);
    const count = [...call.world.installations.values()].filter((each) => each.app === app).length;
    return ok({ ...appShape(call.world, app), installations_count: count });
  }),
  endpoint('GET /app/hook/config', { only: 'app' }, (call) => ok(hookConfig(callingApp(call)))),
  endpoint('PATCH /app/hook/config', { only: 'app', body: hookBody }, (call) => {
    const app = callingApp(call);
    app.webhookUrl = call.body.url ?? app.webhookUrl;
    app.webhookSecret = call.body.secret ?? app.webhookSecret;
    return ok(hookConfig(app));
  }),
  endpoint('GET /apps/{app_slug}', { open: true }, (call) => {
    const app = findApp(call.world, call.parameters.app_slug ?? '');
    if (app === undefined) throw notFound();
    return ok(appShape(call.world, app));
  }),
  endpoint('POST /app-manifests/{code}/conversions', { open: true }, (call) => {
    const { world, parameters } = call;
    const app = [...world.apps.values()].find((each) => each.conversion?.code === parameters.code);
    const conversion = app?.conversion;
    if (app === undefined || conversion === undefined || conversion.expiresMs < world.now()) throw notFound();
    app.conversion = undefined;
    return created({
      ...appShape(world, app),
      client_id: app.clientId,
      client_secret: conversion.clientSecret,
      webhook_secret: app.webhookSecret ?? null,
      pem: conversion.privateKeyPem,
    });
  }),
];
