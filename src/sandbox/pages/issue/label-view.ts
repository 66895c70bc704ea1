/** A label in its own colour, with text that can be read on it. */
import type { Label } from '../../world/issue.ts';
import { html, type Markup } from '../layout/markup.ts';

export function labelView(label: Label): Markup {
  const color = /^[0-9a-f]{6}$/i.test(label.color) ? label.color : 'ededed';
  return html`<span class="label${isDark(color) && ' dark'}" style="background:#${color}" title="${label.description}">${label.name}</span>`;
}

/** By the brightness that eyes perceive (ITU-R BT.601). */
function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 150;
}
