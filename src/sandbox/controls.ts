/** What belongs to the sandbox and not to GitHub, below `/_sandbox`: the weather, a summary, downloads. */
import type { Hono } from 'hono';
import { readDownload } from './downloads.ts';
import type { Site } from './site.ts';
import { readWeather } from './weather/read-weather.ts';
import { fullName } from './world/repository.ts';

export function mountControls(app: Hono, site: Site): void {
  app.get('/_sandbox/state', (context) => context.json(summary(site)));
  app.get('/_sandbox/weather', (context) => context.json(site.weather.current()));
  app.put('/_sandbox/weather', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const change = readWeather(body);
    if (typeof change === 'string') return context.json({ message: change }, 422);
    site.weather.change(change);
    return context.json(site.weather.current());
  });
  app.get('/_sandbox/avatars/:login', (context) =>
    context.body(avatar(context.req.param('login')), 200, { 'content-type': 'image/svg+xml' }),
  );
  app.get('/_sandbox/downloads/:what', (context) => {
    const download = readDownload(site, context.req.param('what'), context.req.query('signature') ?? '');
    if (!download) return context.text('This address has expired or was never valid.', 403);
    return context.body(new Uint8Array(download.bytes), 200, {
      'content-type': download.type,
      'content-disposition': `attachment; filename="${download.name}"`,
    });
  });
}

function summary({ world, weather }: Site): unknown {
  return {
    url: world.url,
    weather: weather.current(),
    accounts: [...world.accounts.values()].map(({ login, kind }) => ({ login, kind })),
    apps: [...world.apps.values()].map(({ id, slug, webhookUrl }) => ({ id, slug, webhookUrl: webhookUrl ?? null })),
    repositories: [...world.repositories.values()].map((repository) => ({
      name: fullName(repository),
      issues: repository.issues.size,
      comments: repository.comments.size,
      reviews: repository.reviews.size,
      checkRuns: repository.checkRuns.size,
      runs: [...repository.workflowRuns.values()].map(({ id, displayTitle, status, conclusion, attempt }) => ({
        id,
        displayTitle,
        status,
        conclusion,
        attempt,
      })),
    })),
    deliveries: world.deliveries.size,
  };
}

/** A coloured square with the first letter. */
function avatar(login: string): string {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const letter = (login.match(/[a-z0-9]/i)?.[0] ?? '?').toUpperCase();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="6" fill="hsl(${hue} 45% 45%)"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}
