// Kinds of parts that are words of English: verbs with their fellows, places, numbers, order, states.
import { choice, type Kind, oneOf, turn } from './kind.ts';
import { article, fieldWord, word } from './words.ts';

const roles: Readonly<Record<string, string>> = {
  row: 'row',
  button: 'button',
  link: 'link',
  checkbox: 'checkbox',
  heading: 'heading',
  image: 'img',
  option: 'option',
  tab: 'tab',
};

/** All other words for items mean items of a list. */
function roleOf([said = '']: readonly (string | undefined)[]): string {
  const single = Object.keys(roles).find((one) => said.toLowerCase().startsWith(one));
  return roles[single ?? ''] ?? 'listitem';
}

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = String.raw`\d{1,4}|${numbers.slice(1).join('|')}`;

function numberOf([said = '']: readonly (string | undefined)[]): number {
  const last = said.toLowerCase().split(' ').at(-1) ?? '';
  if (/^\d+$/.test(last)) return Number(last);
  return last === 'single' ? 1 : Math.max(0, numbers.indexOf(last));
}

const counted = (pattern: string, means: string): Kind<number> => ({ pattern, means, read: numberOf });
const item = (pattern: string, means: string): Kind<string> => ({ pattern, means, read: roleOf });

const shown =
  '(?:is )?(?:visible|shown|display|displayed|present|there|on the page|on the screen|list|listed|appear|exist|in the list|on the list|remain|stay|remain visible|stay visible)';
const gone =
  '(?:is (?:not (?:visible|shown|display|displayed|present|there|on the page|on the screen|list|listed|in the list|on the list)|hidden|gone|removed|invisible|absent|deleted)|not (?:appear|exist)|disappear|vanish)';
const sites = 'app|application|site|website|web ?page|home ?page|start page|front page|main page|landing page|list';

const homePages = 'home ?page|start ?page|front page|main page|landing page|home screen|start screen|home';

/** Whether it is so: the words say no `not`. */
const affirmed = (pattern: string, means: string): Kind<boolean> => ({
  pattern,
  means,
  read: ([said = '']) => !/\bnot\b/i.test(said),
});

export const kindsOfWords = {
  the: oneOf(article, 'an article, or none'),
  not: turn('not ', '`not`, or nothing'),
  un: turn('not |un', '`not`, or nothing; `un` as in `unchecked` too'),
  go: oneOf(
    '(?:open|visit|load|go to|navigate to|browse to|return to|start (?:on|at|with|from))',
    '`open`, `go to`, `navigate to`, …',
  ),
  isOn: oneOf('(?:is (?:back )?(?:on|at)|land (?:on|at))', '`am on`, `is at`, `land on`, …'),
  isAt: affirmed(
    'is (?:not )?(?:back )?(?:on|at)|(?:not )?land (?:on|at)|is (?:not )?(?:taken|brought|sent|redirected|forwarded)(?: back)? to',
    '`am on`, `is at`, `land on`, `is redirected to`, …, or the same with `not`',
  ),
  isThere: affirmed(
    'is (?:not )?(?:open|load|shown|display)|(?:not )?open',
    '`is open`, `is loaded`, `is shown`, …, or the same with `not`',
  ),
  site: oneOf(`(?:(?:${word} ){0,3}(?:${sites})|page|home)`, 'the application: `app`, `home page`, `todo list`, …'),
  homePage: oneOf(homePages, 'the page that the application starts with: `home page`, `start page`, …'),
  click: oneOf(
    '(?:click|tap|press|hit|push|choose|select|activate|follow|open)(?: on)?',
    '`click`, `press`, `tap`, `choose`, `follow`, …',
  ),
  type: oneOf('(?:type|enter|write|input|put|fill in|fill)(?: in)?', '`type`, `enter`, `write`, `fill in`, …'),
  fieldWord: oneOf(fieldWord, '`field`, `text box`, `input`, …'),
  slowly: oneOf('letter by letter|character by character|key by key|slowly', '`letter by letter`, `slowly`, …'),
  question: oneOf('(?:dialog|confirmation|alert|question|prompt)(?: box)?', '`dialog`, `confirmation`, `prompt`, …'),
  show: oneOf('show|display|has|contain|say|read|include|list', '`show`, `contain`, `has`, `say`, …'),
  holds: oneOf(
    '(?:has|contain|show|is|is set to|is fill with|hold|read)(?: the)?(?: value| text)? ?',
    '`contain`, `has the value`, `is set to`, …',
  ),
  shown: oneOf(shown, '`is visible`, `appear`, `is shown`, `is in the list`, …'),
  gone: oneOf(gone, '`is hidden`, `is not visible`, `disappear`, `not exist`, …'),
  address: oneOf('(?:page )?(?:url|address|path|location)', '`URL`, `address`, `path`, …'),
  pageTitle: oneOf("(?:page|document|browser|tab|window)(?:['’]s)? title", '`page title`, `window title`, …'),
  region: oneOf('status|alert|heading|headline', '`status`, `alert`, `heading`'),
  caption: oneOf(
    'heading|headline|header|status|alert|message|text|label|counter',
    '`heading`, `status`, `message`, `counter`, …',
  ),
  crossedOut: oneOf(
    'crossed out|struck through|strike through|shown with a line through it',
    '`crossed out`, `struck through`, …',
  ),
  equalTo: oneOf('(?: (?:with|set to|of|equal to)(?: the value)?)?', '`with`, `set to`, `equal to`, or nothing'),
  count: counted(
    `(?:(?:exactly|only|just) )?(?:${number}|no|zero|a single|only one)`,
    'a number up to 9999 or ten, or `no`; `exactly` may stand before it',
  ),
  number: counted(number, 'a number up to 9999, or up to ten as a word'),
  item: item(
    '(?:list item|todo item|item|todo|task|entry|entrie|result|row|button|link|checkboxe?|heading|image|option|tab)(?:s|es)?',
    'what is counted: `items`, `rows`, `buttons`, …',
  ),
  items: item(
    'list items|items|entries|todos|tasks|rows|options|headings|tabs|results|buttons|links|images',
    'what stands in an order: `items`, `rows`, `headings`, …',
  ),
  ordinal: choice(
    { first: 'first()', last: 'last()', second: 'nth(1)', third: 'nth(2)', fourth: 'nth(3)', fifth: 'nth(4)' },
    '`first` to `fifth`, `last`',
  ),
  bound: choice(
    {
      'at least': 'toBeGreaterThanOrEqual',
      'at most': 'toBeLessThanOrEqual',
      'more than': 'toBeGreaterThan',
      'fewer than': 'toBeLessThan',
      'less than': 'toBeLessThan',
    },
    '`at least`, `at most`, `more than`, `fewer than`, `less than`',
  ),
  state: choice(
    {
      enabled: 'toBeEnabled',
      clickable: 'toBeEnabled',
      disabled: 'toBeDisabled',
      'greyed out': 'toBeDisabled',
      'grayed out': 'toBeDisabled',
    },
    '`enabled`, `disabled`, `greyed out`, `clickable`',
  ),
  side: choice(
    { before: 'before', above: 'before', after: 'after', below: 'after' },
    '`before`, `above`, `after`, `below`',
  ),
  property: choice(
    {
      color: 'color',
      colour: 'color',
      'text color': 'color',
      'text colour': 'color',
      background: 'background-color',
      'background color': 'background-color',
      'background colour': 'background-color',
    },
    '`color`, `text color`, `background`, `background color`',
  ),
  storage: choice(
    {
      'local storage': 'localStorage',
      localstorage: 'localStorage',
      'session storage': 'sessionStorage',
      sessionstorage: 'sessionStorage',
    },
    '`local storage`, `session storage`',
  ),
};
