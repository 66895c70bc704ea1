// A repository as a table: its files by path.
import type { Files } from '../../src/setup/set-up-github.ts';

export type Table = Readonly<Record<string, string>>;

export function filesOf(table: Table): Files {
  return {
    async list(directory) {
      const start = directory === '' ? '' : `${directory}/`;
      const below = Object.keys(table).filter((path) => path.startsWith(start));
      return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))];
    },
    async read(path) {
      const text = table[path] ?? null;
      // Like GitHub, which gives no text of what is larger.
      return text === null || text.length > 1_000_000 ? null : text;
    },
  };
}

export const packageFile = (content: object): string => JSON.stringify(content);
