// Files that are asked for once, however often they are looked at.
import type { Files } from './set-up-github.ts';

export function rememberFiles(files: Files): Files {
  const list = remember((directory) => files.list(directory));
  const read = remember((path) => files.read(path));
  return { list, read };
}

function remember<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const answer = known.get(key) ?? ask(key);
    known.set(key, answer);
    return answer;
  };
}
