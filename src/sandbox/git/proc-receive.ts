/**
 * git's hook `proc-receive`, a program of its own: lets a push through ref by ref, but for protected branches, and for
 * workflow files of those who may not change them. Of all hooks only this one can give the reason that the pusher reads behind `[remote rejected]`.
 * Source: githooks(5); packets as in gitprotocol-common(5).
 */
import type { PushRule } from '../protection/push-rules.ts';
import { git } from './git.ts';
import { foreignWorkflows, workflowRefusal } from './workflow-changes.ts';

const flush = '0000';
const zero = '0'.repeat(40);

const run = (args: readonly string[]): Promise<string> =>
  git(process.cwd(), args, { environment: process.env as Record<string, string> });

const rules: Readonly<Record<string, PushRule>> = JSON.parse(process.env.SANDBOX_PUSH_RULES ?? '{}');

const packets = readPackets();
await untilFlush();
write('version=1');
process.stdout.write(flush);
for (const line of await untilFlush()) {
  const [before = zero, after = zero, ref = ''] = line.split(' ');
  const refusal = (await ruleRefusal(before, after, ref)) ?? (await workflowsRefusal(before, after));
  write(refusal === undefined ? `ok ${ref}` : `ng ${ref} ${refusal}`);
  // git then changes the ref itself.
  if (refusal === undefined) write('option fall-through');
}
process.stdout.write(flush);

/** GitHub tells why on standard error, and only that there is a rule behind `[remote rejected]`. */
async function ruleRefusal(before: string, after: string, ref: string): Promise<string | undefined> {
  const rule = rules[ref];
  if (rule === undefined) return undefined;
  const why = await whyNot(rule, before, after);
  if (why === null) return undefined;
  process.stderr.write(`error: GH006: Protected branch update failed for ${ref}.\n\n- ${why}\n`);
  return 'protected branch hook declined';
}

async function whyNot(rule: PushRule, before: string, after: string): Promise<string | null> {
  if (after === zero) return rule.deletion;
  const lost = before === zero ? '' : (await run(['rev-list', '--max-count=1', `${after}..${before}`])).trim();
  if (lost !== '' && rule.force !== null) return rule.force;
  return after in rule.commits ? (rule.commits[after] ?? null) : rule.unknownCommit;
}

async function workflowsRefusal(before: string, after: string): Promise<string | undefined> {
  const branch = process.env.SANDBOX_DEFAULT_BRANCH;
  if (branch === undefined || after === zero) return undefined;
  const main = (await run(['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`])).trim();
  const from = { main: main === '' ? undefined : main, before: before === zero ? null : before, after };
  const [path] = await foreignWorkflows(run, from);
  return path === undefined ? undefined : workflowRefusal(path);
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
