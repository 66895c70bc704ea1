// Keys of a keyboard, as people call them, to Playwright's names.
const keys = new Map(
  (
    'Enter Escape Tab Space Backspace Delete Insert Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight ' +
    'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 Control Shift Alt Meta'
  )
    .split(' ')
    .map((key) => [key.toLowerCase(), key]),
);
const otherNames: Readonly<Record<string, string>> = {
  return: 'Enter',
  esc: 'Escape',
  'space bar': 'Space',
  spacebar: 'Space',
  del: 'Delete',
  ctrl: 'Control',
  cmd: 'Meta',
  command: 'Meta',
  'page up': 'PageUp',
  'page down': 'PageDown',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  'arrow up': 'ArrowUp',
  'arrow down': 'ArrowDown',
  'arrow left': 'ArrowLeft',
  'arrow right': 'ArrowRight',
  'up arrow': 'ArrowUp',
  'down arrow': 'ArrowDown',
  'left arrow': 'ArrowLeft',
  'right arrow': 'ArrowRight',
};

/** One key, or several with a plus between them; `null` for what is on no keyboard, and for a mere letter. */
export function keyNamed(words: string): string | null {
  const names = words.split('+').map((key) => {
    const name = key.trim().toLowerCase();
    if (/^[a-z0-9]$/.test(name)) return name;
    return keys.get(otherNames[name]?.toLowerCase() ?? name) ?? null;
  });
  const [only] = names;
  if (names.includes(null) || (names.length === 1 && only?.length === 1)) return null;
  return names.join('+');
}
