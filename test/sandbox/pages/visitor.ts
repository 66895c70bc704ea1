// Somebody at a browser who acts as the people of the world of talk, and what the app hears of it.
import { Browser } from '../browser.ts';
import type { TalkWorld, Who } from '../conversation/world-of-talk.ts';

export interface Visitor {
  readonly browser: Browser;
  /** An address below octo-org/todo. */
  url(path: string): string;
  open(path: string): Promise<Browser>;
  /** Where the last answer led to. */
  landed(): Promise<Browser>;
  /** Sends the form with this button, and goes where it leads. */
  press(button: string, fields?: Record<string, string | readonly string[]>): Promise<Browser>;
  /** Sends fields that no form need offer. */
  post(path: string, fields: Record<string, string>): Promise<Browser>;
  actAs(who: Who): Promise<Browser>;
  /** Events and who did it, since the last look: `issues.closed by write`. */
  told(): string[];
}

export function visit(talk: TalkWorld): Visitor {
  const browser = new Browser();
  const origin = talk.sandbox.url;
  const url = (path: string): string => `${origin}/octo-org/todo${path}`;
  const landed = (): Promise<Browser> => browser.get(browser.location ?? 'nowhere');
  return {
    browser,
    url,
    landed,
    open: (path) => browser.get(url(path)),
    press: async (button, fields = {}) => {
      await browser.submit(fields, button);
      return browser.status === 303 ? landed() : browser;
    },
    post: (path, fields) => browser.post(url(path), fields, origin),
    actAs: (who) => browser.post(`${origin}/_sandbox/acting`, { login: `${who}-person`, back: '/' }, origin),
    told: () => talk.heard().map(({ name, payload }) => `${name} by ${payload.sender.login.split('-')[0]}`),
  };
}
