// Sentences about what a hand does besides clicking and typing, and about what the browser asks. Before the usual actions.
import { form } from './form.ts';
import { literal, locateClickable, locateField } from './locator.ts';

export const gestures = [
  form({
    kind: 'action',
    example: 'I right-click "Buy milk"',
    expressions: ['right-click( on) {thing}', 'right click( on) {thing}'],
    code: ({ thing }) => `await ${locateClickable(thing)}.click({ button: 'right' });`,
  }),
  form({
    kind: 'action',
    example: 'I upload "photo.png" to "Picture"',
    expressions: [
      'upload/attach {the}{file:text} to/into/in/as/at {upload}',
      'upload/attach {the}file/image/picture {file:text} to/into/in/as/at {upload}',
    ],
    code: ({ file, upload }) => {
      const content = `{ name: ${literal(file)}, mimeType: ${literal(mimeOf(file))}, buffer: Buffer.from('content') }`;
      return `await page.getByLabel(${literal(upload.text)}).setInputFiles(${content});`;
    },
  }),
  form({
    kind: 'assertion',
    example: 'I download "report.csv" by clicking "Export"',
    expressions: [
      'download {the}(file ){file:text} by {click} {thing}',
      '{click} {thing} to download {the}(file ){file:text}',
    ],
    code: ({ file, thing }) => {
      const both = `[page.waitForEvent('download'), ${locateClickable(thing)}.click()]`;
      return `expect((await Promise.all(${both}))[0].suggestedFilename()).toBe(${literal(file)});`;
    },
    acts: true,
  }),
  form({
    kind: 'action',
    example: 'I drag "Buy milk" to "Done"',
    expressions: [
      'drag/move {from:text} to/onto/on/over/into/before/after/below/above {the}{to:text}',
      'drag/move {from:text} to/onto/on/over/into/before/after/below/above {the}{to:text} column/list',
    ],
    code: ({ from, to }) => `await ${exactText(from)}.dragTo(${exactText(to)});`,
  }),
  form({
    kind: 'action',
    example: 'I scroll to "Imprint"',
    expressions: ['scroll( down)( up) to {thing}'],
    code: ({ thing }) => `await ${locateClickable(thing)}.scrollIntoViewIfNeeded();`,
  }),
  form({
    kind: 'action',
    example: 'I type "Milk" letter by letter into "Search"',
    expressions: ['type/enter {value} {slowly} into/in/to {field}'],
    code: ({ value, field }) => `await ${locateField(field)}.pressSequentially(${literal(value)});`,
  }),
  form({
    kind: 'action',
    example: 'I go forward',
    expressions: ['go forward( to the next page)'],
    code: () => 'await page.goForward();',
  }),
  form({
    kind: 'action',
    example: 'I accept the dialog',
    expressions: ['accept/confirm {the}{question}'],
    code: () => `page.once('dialog', (dialog) => dialog.accept());`,
    early: true,
  }),
  form({
    kind: 'action',
    example: 'I answer the dialog with "Milk"',
    expressions: ['answer {the}{question} with {value}'],
    code: ({ value }) => `page.once('dialog', (dialog) => dialog.accept(${literal(value)}));`,
    early: true,
  }),
  form({
    kind: 'action',
    example: 'I dismiss the dialog',
    expressions: ['dismiss/decline/reject/cancel {the}{question}'],
    code: () => `page.once('dialog', (dialog) => dialog.dismiss());`,
    early: true,
  }),
];

const exactText = (text: string): string => `page.getByText(${literal(text)}, { exact: true }).first()`;

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
