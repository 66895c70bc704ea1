/** Lists in pages, with the `Link` header that clients follow. */
import type { Call } from './endpoint.ts';
import type { Reply } from './reply.ts';

const perPageDefault = 30;
const perPageMax = 100;

/** Items of the page that was asked for. */
export function listing<Item>(
  call: Pick<Call, 'query' | 'url'>,
  items: readonly Item[],
  shape: (item: Item) => unknown,
): Reply {
  const { shown, headers } = pageOf(call, items);
  return { status: 200, body: shown.map(shape), headers };
}

/** As `listing`, for answers of the form `{ total_count, <name>: […] }`. */
export function counted<Item>(
  call: Pick<Call, 'query' | 'url'>,
  name: string,
  items: readonly Item[],
  shape: (item: Item) => unknown,
): Reply {
  const { shown, headers } = pageOf(call, items);
  return { status: 200, body: { total_count: items.length, [name]: shown.map(shape) }, headers };
}

/** The page of items that was asked for, and the header that names the others. */
export function pageOf<Item>(
  call: Pick<Call, 'query' | 'url'>,
  items: readonly Item[],
): { shown: readonly Item[]; headers: Record<string, string> } {
  const perPage = Math.min(perPageMax, Math.max(1, whole(call.query.per_page, perPageDefault)));
  const page = Math.max(1, whole(call.query.page, 1));
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, relation: string): string => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(number));
    return `<${url.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    shown: items.slice((page - 1) * perPage, page * perPage),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function whole(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : fallback;
}
