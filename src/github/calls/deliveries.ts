// GitHub does not send a failed delivery again by itself; it does when asked, for three days.
import { type Authenticate, act, ask, once } from '../client.ts';

/** Times that one delivery is asked for; after that the reconciler's own look at GitHub has to do. */
const attemptsMax = 3;

/** Asks for every recent delivery whose last attempt failed; resolves with how many were asked for. */
export async function redeliverFailed(authenticate: Authenticate, since: number): Promise<number> {
  const octokit = await authenticate(null);
  const { data } = await ask(() => octokit.rest.apps.listWebhookDeliveries({ per_page: 100, request: once() }));
  const recent = data.filter((entry) => Date.parse(entry.delivered_at) >= since);
  let asked = 0;
  for (const attempts of Map.groupBy(recent, (entry) => entry.guid).values()) {
    const delivered = attempts.some((entry) => entry.status_code >= 200 && entry.status_code < 300);
    const newest = attempts.reduce((one, other) => (one.id > other.id ? one : other));
    if (delivered || attempts.length > attemptsMax) continue;
    await act(() => octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: newest.id, request: once() }));
    asked += 1;
  }
  return asked;
}
