// Sentences about what the step in front brings about in the browser: downloads, new tabs, dialogs. Before all other checks.
import { form } from './form.ts';
import { addressPattern, literal, locate } from './locator.ts';

/** The tab that was opened last. */
const newest = '(tabs.at(-1) ?? page)';
const shownDialogs = `page.getByRole('dialog').or(page.getByRole('alertdialog'))`;
/** What dialogs have said: those of the browser and those of the page. */
const sayings = `[...dialogs, ...(await ${shownDialogs}.allInnerTexts())]`;

export const events = [
  form({
    kind: 'assertion',
    example: 'a file "report.csv" is downloaded',
    expressions: [
      '{the}(file ){file:text} is download/downloaded',
      '{the}(file ){file:text} is saved to disk',
      '{the}browser/page/app download {the}(file ){file:text}',
      '{the}download of {file:text} start/begin',
    ],
    code: ({ file }) => `await expect.poll(() => downloads).toContain(${literal(file)});`,
    hears: 'downloads',
  }),
  form({
    kind: 'assertion',
    example: 'a file is downloaded',
    expressions: ['{the}file is download/downloaded', '{the}download start/begin'],
    code: () => 'await expect.poll(() => downloads.length).toBeGreaterThan(0);',
    hears: 'downloads',
  }),
  form({
    kind: 'assertion',
    example: 'no file is downloaded',
    expressions: ['no file is download/downloaded', '{the}file is not download/downloaded', 'no download start/begin'],
    code: () => `${awaited(`page.waitForEvent('download'`)}\nexpect(downloads).toEqual([]);`,
    hears: 'downloads',
  }),
  form({
    kind: 'assertion',
    example: 'a new tab opens',
    expressions: [
      '{the}new tab/window open/appear',
      '{the}new tab/window is open/opened',
      '{the}new browser tab/window open/appear',
      '{the}link/button/page open {the}new tab/window',
    ],
    code: () => 'await expect.poll(() => tabs.length).toBeGreaterThan(1);',
    hears: 'tabs',
  }),
  form({
    kind: 'assertion',
    example: 'no new tab opens',
    expressions: [
      'no new tab/window open/appear',
      'no new tab/window is open/opened',
      '{the}new tab/window not open/appear',
    ],
    code: () => `${awaited(`page.context().waitForEvent('page'`)}\nexpect(tabs.length).toBe(1);`,
    hears: 'tabs',
  }),
  form({
    kind: 'assertion',
    example: 'a new tab with "/terms" opens',
    expressions: [
      '{the}new tab/window with/at/on/for {address:text} open/appear',
      '{the}new tab/window open with/at/on/to {address:text}',
      '{the}new tab/window is open/opened with/at/on {address:text}',
      '{the}(page ){address:text} open in {the}new tab/window',
      '{the}(page ){address:text} is open/opened in {the}new tab/window',
    ],
    code: ({ address }) =>
      `await expect.poll(() => tabs.slice(1).at(-1)?.url() ?? 'no new tab').toMatch(${addressPattern(address)});`,
    hears: 'tabs',
  }),
  form({
    kind: 'assertion',
    example: 'the new tab has the title "Terms"',
    expressions: [
      '{the}new tab/window has {the}title {value:text}',
      '{the}title of {the}new tab/window is {value:text}',
    ],
    code: ({ value }) =>
      `await expect.poll(async () => (tabs.length > 1 ? await ${newest}.title() : 'no new tab')).toBe(${literal(value)});`,
    hears: 'tabs',
    goesOn: true,
  }),
  form({
    kind: 'assertion',
    example: 'the new tab does not show "Terms"',
    expressions: ['{the}new tab/window not {show} {thing}', 'not see/find {thing} in/on {the}new tab/window'],
    code: ({ thing }) => inNewTab(`${locate(thing, newest)}).toHaveCount(0)`),
    hears: 'tabs',
    goesOn: true,
  }),
  form({
    kind: 'assertion',
    example: 'the new tab shows "Terms"',
    expressions: [
      '{the}new tab/window {show} {thing}',
      'see/find {thing} in/on {the}new tab/window',
      '{thing} {shown} in/on {the}new tab/window',
    ],
    code: ({ thing }) => inNewTab(`${locate(thing, newest)}.first()).toBeVisible()`),
    hears: 'tabs',
    goesOn: true,
  }),
  form({
    kind: 'assertion',
    example: 'the dialog does not say "Really delete?"',
    expressions: [
      '{the}dialog/confirmation/prompt not {show} {value:text}',
      '{the}browser/confirm/confirmation dialog/alert/prompt not {show} {value:text}',
      'not see/find {value:text} in {the}dialog/confirmation/prompt',
    ],
    code: ({ value }) =>
      `await expect.poll(async () => ${sayings}.length).toBeGreaterThan(0);\n` +
      `expect(${sayings}.join('\\n')).not.toContain(${literal(value)});`,
    hears: 'dialogs',
  }),
  form({
    kind: 'assertion',
    example: 'a dialog says "Really delete?"',
    expressions: [
      '{the}dialog/confirmation/prompt {show} {value:text}',
      '{the}dialog/confirmation/prompt ask {value:text}',
      '{the}dialog/confirmation/prompt with {value:text} {shown}',
      'see/find {value:text} in {the}dialog/confirmation/prompt',
      '{the}browser/confirm/confirmation dialog/alert/prompt {show} {value:text}',
      '{the}browser/confirm/confirmation dialog/alert/prompt ask {value:text}',
      '{the}browser/page/app ask {value:text}',
      'is ask/asked {value:text}',
    ],
    code: ({ value }) => `await expect.poll(async () => ${sayings}.join('\\n')).toContain(${literal(value)});`,
    hears: 'dialogs',
  }),
  form({
    kind: 'assertion',
    example: 'a dialog appears',
    expressions: ['{the}dialog/confirmation/prompt {shown}', 'see {the}dialog/confirmation/prompt'],
    code: () => `await expect.poll(async () => ${sayings}.length).toBeGreaterThan(0);`,
    hears: 'dialogs',
  }),
  form({
    kind: 'assertion',
    example: 'no dialog appears',
    expressions: [
      'no dialog/confirmation/prompt {shown}',
      'see no dialog/confirmation/prompt',
      'there is no dialog/confirmation/prompt',
      'not see {the}dialog/confirmation/prompt',
      'not see any dialog/confirmation/prompt',
      '{the}dialog/confirmation/prompt {gone}',
    ],
    code: () => `expect(dialogs).toEqual([]);\nawait expect(${shownDialogs}).toHaveCount(0);`,
    hears: 'dialogs',
  }),
];

/** What should not come is given a second to come; nothing on the page could tell that it will not. */
const awaited = (call: string): string => `await ${call}, { timeout: 1_000 }).catch(() => undefined);`;

function inNewTab(check: string): string {
  return `await expect.poll(() => tabs.length).toBeGreaterThan(1);\nawait expect(${check};`;
}
