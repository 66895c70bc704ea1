// Sentences that do something. In order of precedence: the first form that fits is taken.
import { type Form, formPattern, type Parts } from './form.ts';
import { literal, locateCheckbox, locateClickable, locateField, locateRow } from './locator.ts';

const go = '(?:open|visit|load|go to|navigate to|browse to|return to|land on|start (?:on|at|with|from)|is (?:on|at))';
const site =
  '(?:(?:[\\p{L}-]+ ){0,3}(?:app|application|site|website|web ?page|home ?page|start page|front page|main page|landing page|list)|page|home)';
const click = '(?:click|tap|press|hit|push|choose|select|activate|follow|open)(?: on)?';
const type = '(?:type|enter|write|input|put|fill in|fill)(?: in)?';
const field = '(?:field|input field|input|text field|text box|textbox|textarea|text area|search field|search box|box)';
const fieldName = `{the}(?:${field}(?: (?:named|called|labell?ed|with (?:the )?(?:label|placeholder)))? {name:quoted}|{name:name} ${field}|{name:quoted})`;
const within = '(?:in|inside|of|for|next to|beside|on|from)';

export const actions: readonly Form[] = [
  {
    kind: 'action',
    example: 'I open "/"',
    pattern: formPattern(`${go} {the}(?:(?:page|url|address|path|route)(?: at)? )?{path:quoted}(?: page)?`),
    code: (parts) => goTo(parts.text('path') ?? ''),
  },
  {
    kind: 'action',
    example: 'I open the app',
    pattern: formPattern(`(?:${go} {the}${site}|{the}${site} is (?:open|load|loaded))`),
    code: () => goTo('/'),
  },
  {
    kind: 'action',
    example: 'I press Enter in "New todo"',
    pattern: formPattern(`(?:press|hit|push|use) {the}{key:name}(?: key)? (?:in|inside|on) ${fieldName}`),
    code: (parts) => pressed(parts, locateField(parts.name('name'))),
  },
  {
    kind: 'action',
    example: 'I press Enter',
    pattern: formPattern('(?:press|hit|push|use) {the}{key:name}(?: key)?'),
    code: (parts) => pressed(parts, 'page.keyboard'),
  },
  {
    kind: 'action',
    example: 'I type "Buy milk" into "New todo"',
    pattern: formPattern(`${type} (?:the (?:text|value) )?{value:quoted} (?:into|in|to|for|as|on) ${fieldName}`),
    code: (parts) => `await ${locateField(parts.name('name'))}.fill(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'action',
    example: 'I type "Buy milk" into the field',
    pattern: formPattern(`${type} (?:the (?:text|value) )?{value:quoted}(?: (?:into|in|to) {the}(?:only )?${field})?`),
    code: (parts) => `await page.getByRole('textbox').fill(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'action',
    example: 'I fill in "New todo" with "Buy milk"',
    pattern: formPattern(
      `(?:fill in|fill|set|change|complete|update)(?: in)? ${fieldName} (?:with|to|as) {value:quoted}`,
    ),
    code: (parts) => `await ${locateField(parts.name('name'))}.fill(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'action',
    example: 'I clear the "New todo" field',
    pattern: formPattern(`(?:clear|empty) ${fieldName}`),
    code: (parts) => `await ${locateField(parts.name('name'))}.clear();`,
  },
  {
    kind: 'action',
    example: 'I select "High" from "Priority"',
    pattern: formPattern(
      '(?:select|choose|pick|set) {the}(?:option )?{value:quoted} (?:from|in|for|as) {the}(?:{name:quoted}|{name:name})(?: (?:dropdown|drop-down|list|menu|select|field|box))?',
    ),
    code: (parts) =>
      `await ${locateField(parts.name('name'))}.selectOption({ label: ${literal(parts.text('value') ?? '')} });`,
  },
  {
    kind: 'action',
    example: 'I check "Buy milk"',
    pattern: formPattern(
      '(?:(?:check|tick|mark)(?: off)? {the}(?:(?:checkbox|check box|box|item|todo|task|entry)(?: (?:of|for|next to|beside|named|called|labell?ed))? )?{name:quoted}(?: (?:checkbox|check box|box))?(?: as (?:done|complete|completed|finished))?|complete {the}(?:item|todo|task)? ?{name:quoted})',
    ),
    code: (parts) => `await ${locateCheckbox(parts.name('name'))}.check();`,
  },
  {
    kind: 'action',
    example: 'I uncheck "Buy milk"',
    pattern: formPattern(
      '(?:uncheck|untick|unmark) {the}(?:(?:checkbox|check box|box|item|todo|task|entry)(?: (?:of|for|next to|beside|named|called|labell?ed))? )?{name:quoted}(?: (?:checkbox|check box|box))?',
    ),
    code: (parts) => `await ${locateCheckbox(parts.name('name'))}.uncheck();`,
  },
  {
    kind: 'action',
    example: 'I double-click "Buy milk"',
    pattern: formPattern('(?:double-click|double click)(?: on)? {thing}'),
    code: (parts) => `await ${locateClickable(parts.name('name'), parts.text('control'))}.dblclick();`,
  },
  {
    kind: 'action',
    example: 'I click the "Delete" button of "Buy milk"',
    pattern: formPattern(
      `${click} {thing} ${within} {the}(?:(?:item|list item|row|entry|todo|task) )?{row:quoted}(?: (?:row|item|entry|todo|task))?`,
    ),
    code: (parts) => {
      const scope = locateRow({ text: parts.text('row') ?? '', quoted: true });
      return `await ${locateClickable(parts.name('name'), parts.text('control') ?? 'button', scope)}.click();`;
    },
  },
  {
    kind: 'action',
    example: 'I click the "Add" button',
    pattern: formPattern(`${click} {thing}`),
    // An address that cannot be opened is no name of a button.
    code: (parts) =>
      /^(?:\/|https?:)/i.test(parts.name('name').text)
        ? null
        : `await ${locateClickable(parts.name('name'), parts.text('control'))}.click();`,
  },
  {
    kind: 'action',
    example: 'I hover over "Buy milk"',
    pattern: formPattern('hover(?: over| on)? {thing}'),
    code: (parts) => `await ${locateClickable(parts.name('name'), parts.text('control'))}.hover();`,
  },
  {
    kind: 'action',
    example: 'I focus the "New todo" field',
    pattern: formPattern(`(?:focus|focus on) ${fieldName}`),
    code: (parts) => `await ${locateField(parts.name('name'))}.focus();`,
  },
  {
    kind: 'action',
    example: 'I reload the page',
    pattern: formPattern('(?:reload|refresh)(?: {the}(?:page|app|site|browser|application))?'),
    code: () => 'await page.reload();',
  },
  {
    kind: 'action',
    example: 'I go back',
    pattern: formPattern('go back(?: to the (?:previous|last) page)?'),
    code: () => 'await page.goBack();',
  },
];

/** Paths are relative to the base URL, so that the same test runs wherever the application is. */
function goTo(address: string): string | null {
  if (/^https?:\/\//i.test(address)) {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    return goTo(`${url.pathname}${url.search}${url.hash}`);
  }
  if (/^[/?#]/.test(address) && !address.startsWith('//'))
    return `await page.goto(${literal(`./${address.replace(/^\//, '')}`)});`;
  return null;
}

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

function pressed(parts: Parts, target: string): string | null {
  const names = (parts.text('key') ?? '').split('+').map((key) => {
    const name = key.trim().toLowerCase();
    if (/^[a-z0-9]$/.test(name)) return name;
    return keys.get(otherNames[name]?.toLowerCase() ?? name) ?? null;
  });
  const [only] = names;
  if (names.includes(null) || (names.length === 1 && only?.length === 1)) return null;
  return `await ${target}.press(${literal(names.join('+'))});`;
}
