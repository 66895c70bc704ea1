// An existing Playwright configuration, looked at as text: it is a stranger's program and is never run.
import { isWebAddress } from '../../core/config/web-address.ts';
import type { Files } from '../set-up-github.ts';
import type { PlaywrightConfig } from './found.ts';
import { numberAfter, sectionAfter, stringAfter, withoutComments } from './literals.ts';

const name = /^playwright\.config\.(?:ts|mts|cts|js|mjs|cjs)$/;

/** The first configuration in these directories; `''` is the top. */
export async function findPlaywrightConfig(
  files: Files,
  directories: readonly string[],
): Promise<PlaywrightConfig | null> {
  for (const directory of directories) {
    const file = (await files.list(directory)).find((each) => name.test(each));
    if (file === undefined) continue;
    const path = directory === '' ? file : `${directory}/${file}`;
    return readPlaywrightConfig(path, (await files.read(path)) ?? '');
  }
  return null;
}

export function readPlaywrightConfig(path: string, source: string): PlaywrightConfig {
  const text = withoutComments(source);
  const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const section = sectionAfter(text, 'webServer');
  // Several servers: none of them is the application for sure.
  const server = section?.kind === 'object' ? `${constantsOf(text)}\n${section.text}` : '';
  const port = numberAfter(server, 'port');
  const serverUrl = address(stringAfter(server, 'url')) ?? (port === null ? null : `http://localhost:${port}`);
  return {
    path,
    testDirectory: join(directory, stringAfter(text, 'testDir')),
    baseUrl: address(stringAfter(text, 'baseURL')),
    serverCommand: command(stringAfter(server, 'command')),
    serverUrl,
  };
}

const constantsOf = (text: string): string => text.match(/^\s*(?:const|let|var)\s[^\n]*/gm)?.join('\n') ?? '';

const address = (text: string | null): string | null => (text !== null && isWebAddress(text) ? text : null);

/** One plain line; what looks like an expression of Actions, or hides something, is no command to repeat. */
function command(text: string | null): string | null {
  if (text === null || text.trim() === '' || text.length > 300) return null;
  return /[\p{Cc}\p{Cf}\u2028\u2029]|\$\{\{/u.test(text) ? null : text.trim();
}

/** The folder from the top of the repository; `null` when it lies outside or is not a plain one. */
function join(directory: string, folder: string | null): string | null {
  if (folder === null) return null;
  const parts: string[] = [];
  for (const part of `${directory}/${folder}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (!['', '.', '..'].includes(part)) parts.push(part);
  }
  const plain = parts.every((part) => /^[\w()@+-][\w .()@+-]*$/.test(part) && !part.endsWith(' '));
  return parts.length > 0 && plain && parts.join('/').length <= 200 ? parts.join('/') : null;
}
