/** Points in time and lengths of time as people read them. They do not change while one looks, so pages can be compared. */
import { html, type Markup, nothing } from './markup.ts';

/** `14:03:05` of today, `31 Jan 14:03` of another day; the whole time as a tooltip. */
export function clock(ms: number | undefined, nowMs: number): Markup {
  if (ms === undefined) return nothing;
  const at = new Date(ms);
  const today = at.toDateString() === new Date(nowMs).toDateString();
  const text = today
    ? at.toLocaleTimeString('en-GB')
    : at.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${text}</time>`;
}

/** `0.4s`, `12s`, `3m 04s`; empty until both ends are known. */
export function duration(startMs: number | undefined, endMs: number | undefined): string {
  if (startMs === undefined || endMs === undefined) return '';
  const seconds = Math.max(0, endMs - startMs) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, '0')}s`;
}
