/**
 * git's hook `proc-receive`, a program of its own: lets a push through ref by ref, but for workflow files of those who
 * may not change them. Of all hooks only this one can give the reason that the pusher reads behind `[remote rejected]`.
 * Source: githooks(5); packets as in gitprotocol-common(5).
 */
import { git } from './git.ts';
import { foreignWorkflows, workflowRefusal } from './workflow-changes.ts';

const flush = '0000';
const zero = '0'.repeat(40);

const run = (args: readonly string[]): Promise<string> =>
  git(process.cwd(), args, { environment: process.env as Record<string, string> });

const packets = readPackets();
await untilFlush();
write('version=1');
process.stdout.write(flush);
for (const line of await untilFlush()) {
  const [before = zero, after = zero, ref = ''] = line.split(' ');
  const refused = after === zero ? undefined : await refusedPath(before === zero ? null : before, after);
  write(refused === undefined ? `ok ${ref}` : `ng ${ref} ${workflowRefusal(refused)}`);
  // git then changes the ref itself.
  if (refused === undefined) write('option fall-through');
}
process.stdout.write(flush);

async function refusedPath(before: string | null, after: string): Promise<string | undefined> {
  const name = `refs/heads/${process.env.SANDBOX_DEFAULT_BRANCH ?? 'main'}`;
  const main = (await run(['for-each-ref', '--format=%(objectname)', name])).trim();
  return (await foreignWorkflows(run, { main: main === '' ? undefined : main, before, after }))[0];
}

function write(text: string): void {
  const line = Buffer.from(`${text}\n`);
  process.stdout.write((line.length + 4).toString(16).padStart(4, '0'));
  process.stdout.write(line);
}

async function untilFlush(): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const { value, done } = await packets.next();
    if (done || value === undefined) return lines;
    lines.push(value);
  }
}

/** The packets of standard input; undefined for a flush packet. */
async function* readPackets(): AsyncGenerator<string | undefined, undefined> {
  let pending = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    pending = Buffer.concat([pending, chunk as Buffer]);
    for (;;) {
      const length = pending.length < 4 ? Number.NaN : Number.parseInt(pending.toString('latin1', 0, 4), 16);
      if (Number.isNaN(length) || pending.length < length) break;
      yield length === 0 ? undefined : pending.toString('utf8', 4, length).replace(/\n$/, '');
      pending = pending.subarray(Math.max(4, length));
    }
  }
  return undefined;
}
