// Sentences about what a hand does besides clicking and typing, and about what the browser asks. Before the usual actions.
import { type Form, formPattern, type Parts } from './form.ts';
import { literal, locateClickable, locateField } from './locator.ts';

const field = '(?:field|input field|input|text field|text box|textbox|textarea|text area|search field|search box|box)';
const fieldName = `{the}(?:${field} {name:quoted}|{name:quoted} ${field}|{name:quoted})`;

export const gestures: readonly Form[] = [
  {
    kind: 'action',
    example: 'I right-click "Buy milk"',
    pattern: formPattern('(?:right-click|right click)(?: on)? {thing}'),
    code: (parts) => `await ${locateClickable(parts.name('name'), parts.text('control'))}.click({ button: 'right' });`,
  },
  {
    kind: 'action',
    example: 'I upload "photo.png" to "Picture"',
    pattern: formPattern(
      '(?:upload|attach) {the}(?:(?:file|image|picture) )?{value:quoted} (?:to|into|in|as|at) {the}(?:{name:quoted}|{name:name})(?: (?:field|input|upload))?',
    ),
    code: (parts) => {
      const file = `{ name: ${literal(parts.text('value') ?? '')}, mimeType: ${literal(mimeOf(parts.text('value') ?? ''))}, buffer: Buffer.from('content') }`;
      return `await page.getByLabel(${literal(parts.name('name').text)}).setInputFiles(${file});`;
    },
  },
  {
    kind: 'action',
    example: 'I drag "Buy milk" to "Done"',
    pattern: formPattern(
      '(?:drag|move) {from:quoted} (?:to|onto|on|over|into|before|after|below|above) {the}{to:quoted}(?: column| list)?',
    ),
    code: (parts) => `await ${exactText(parts, 'from')}.dragTo(${exactText(parts, 'to')});`,
  },
  {
    kind: 'action',
    example: 'I scroll to "Imprint"',
    pattern: formPattern('scroll (?:down |up )?to {thing}'),
    code: (parts) => `await ${locateClickable(parts.name('name'), parts.text('control'))}.scrollIntoViewIfNeeded();`,
  },
  {
    kind: 'action',
    example: 'I type "Milk" letter by letter into "Search"',
    pattern: formPattern(
      `(?:type|enter) {value:quoted} (?:letter by letter|character by character|key by key|slowly) (?:into|in|to) ${fieldName}`,
    ),
    code: (parts) =>
      `await ${locateField(parts.name('name'))}.pressSequentially(${literal(parts.text('value') ?? '')});`,
  },
  {
    kind: 'action',
    example: 'I go forward',
    pattern: formPattern('go forward(?: to the next page)?'),
    code: () => 'await page.goForward();',
  },
  {
    kind: 'action',
    example: 'I accept the dialog',
    pattern: formPattern('(?:accept|confirm) {the}(?:dialog|confirmation|alert|question)(?: box)?'),
    code: () => `page.once('dialog', (dialog) => dialog.accept());`,
    early: true,
  },
  {
    kind: 'action',
    example: 'I answer the dialog with "Milk"',
    pattern: formPattern('answer {the}(?:dialog|prompt|question)(?: box)? with {value:quoted}'),
    code: (parts) => `page.once('dialog', (dialog) => dialog.accept(${literal(parts.text('value') ?? '')}));`,
    early: true,
  },
  {
    kind: 'action',
    example: 'I dismiss the dialog',
    pattern: formPattern('(?:dismiss|decline|reject|cancel) {the}(?:dialog|confirmation|alert|question)(?: box)?'),
    code: () => `page.once('dialog', (dialog) => dialog.dismiss());`,
    early: true,
  },
];

const exactText = (parts: Parts, part: string): string =>
  `page.getByText(${literal(parts.name(part).text)}, { exact: true }).first()`;

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
};

const mimeOf = (file: string): string =>
  types[file.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
