// How the webhooks of the last day fared.
import { duration } from '../../../core/wording/markdown/quantity.ts';
import { type Check, fine, problem, unanswered, unknown } from '../check.ts';
import type { DeliveryAnswer } from '../doctor-github.ts';

const dayMs = 86_400_000;

export const deliveries: Check = {
  name: 'Deliveries',
  async run({ github, now }) {
    const [answer, place] = await Promise.all([github.deliveries(), github.installation()]);
    if (answer.kind !== 'told') return unanswered(answer, null);
    // Other installations are other people's.
    const own = place.kind === 'told' ? place.value.id : null;
    const ours = answer.value.filter(({ installationId }) => installationId === null || installationId === own);
    const last = newestOf(ours);
    if (last === null) return unknown('GitHub has sent no webhook yet, or none that it remembers.', null);
    const recent = ours.filter(({ deliveredAt }) => deliveredAt >= now - dayMs);
    const failed = [...Map.groupBy(recent, ({ guid }) => guid).values()].filter((tries) => !tries.some(arrived));
    const ago = `the last one was sent ${duration(now - last.deliveredAt)} ago`;
    const lastFailed = newestOf(failed.flat());
    if (lastFailed === null) return fine(`No webhook has failed in the last day; ${ago}.`);
    return problem(
      `${failed.length} of the webhooks in the last day failed, the last with ${statusOf(lastFailed)}; ${ago}.`,
      "See that Chimera runs and can be reached; the App's settings show each failure under Advanced.",
    );
  },
};

const arrived = ({ statusCode }: DeliveryAnswer): boolean => statusCode >= 200 && statusCode < 300;

const statusOf = ({ statusCode, status }: DeliveryAnswer): string =>
  statusCode === 0 ? `"${status}"` : `${statusCode} "${status}"`;

function newestOf(all: readonly DeliveryAnswer[]): DeliveryAnswer | null {
  return all.reduce<DeliveryAnswer | null>(
    (one, other) => (one !== null && one.deliveredAt >= other.deliveredAt ? one : other),
    null,
  );
}
