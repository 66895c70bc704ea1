/** GitHub's search syntax for dates: `2026-01-31`, `>=2026-01-31T12:00:00Z`, `2026-01-01..2026-01-31`, `*..2026-01-31`. */
import { invalid } from '../../reply.ts';

const dayMs = 86_400_000;

/** Throws 422 when the filter is none. */
export function withinDates(filter: string, ms: number): boolean {
  const range = /^(.+)\.\.(.+)$/.exec(filter);
  if (range) {
    const [from = '', to = ''] = range.slice(1);
    return (from === '*' || ms >= span(from).fromMs) && (to === '*' || ms < span(to).toMs);
  }
  const [, comparison = '', date = ''] = /^(>=|<=|>|<)?(.*)$/.exec(filter) ?? [];
  const { fromMs, toMs } = span(date);
  switch (comparison) {
    case '>=':
      return ms >= fromMs;
    case '>':
      return ms >= toMs;
    case '<=':
      return ms < toMs;
    case '<':
      return ms < fromMs;
    default:
      return ms >= fromMs && ms < toMs;
  }
}

/** A date stands for its whole day, a time for its whole second. */
function span(text: string): { fromMs: number; toMs: number } {
  // In a query, the plus sign of `+02:00` has become a space.
  const fromMs = Date.parse(text.trim().replace(/ (?=\d{2}:?\d{2}$)/, '+'));
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(fromMs)) {
    throw invalid({ resource: 'WorkflowRun', field: 'created', code: 'invalid', value: text });
  }
  return { fromMs, toMs: fromMs + (text.includes('T') ? 1000 : dayMs) };
}
