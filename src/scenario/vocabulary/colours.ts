// Colours as people write them, to what browsers say.
const named: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  gray: '#808080',
  grey: '#808080',
  purple: '#800080',
};

/** As browsers say it; `null` for what is no colour that is known here. */
export function rgbOf(value: string): string | null {
  const text = named[value.trim().toLowerCase()] ?? value.trim().toLowerCase();
  if (/^rgba?\([\d., %]{5,40}\)$/.test(text)) return text.replaceAll(/,\s*/g, ', ');
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
