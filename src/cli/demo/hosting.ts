// The hosting that the example deploys to, in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const hostFile = fileURLToPath(new URL('../../../docs/examples/hosting/host.js', import.meta.url));

export interface Hosting {
  readonly url: string;
  /** Ends it and all that it hosts. */
  end(): Promise<void>;
}

/** Resolves when the hosting has said its address. */
export async function startHosting(): Promise<Hosting> {
  // The pipe to its standard input is its lifeline: when this process dies, however, the hosting ends too.
  const child = spawn(process.execPath, [hostFile], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => null)]);
  const url = typeof first?.[0] === 'string' ? /https?:\/\/\S+/.exec(first[0])?.[0] : undefined;
  if (url === undefined) throw new Error(`demo: the hosting did not start (${hostFile})`);
  return {
    url,
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
