// Runs the repository's own application from the checkout while something looks at it, and always ends it again.
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PhaseRequest } from '../../../src/contract/request.ts';
import { type Job, PhaseError } from '../job.ts';
import { tail } from '../text/cut.ts';
import { lookAt } from '../web/look-at.ts';
import { waitUntil } from '../web/wait-until.ts';
import { runCommand } from './run-command.ts';
import type { StartedCommand } from './start-command.ts';
import { checkoutBench, type Workbench } from './workbench.ts';

/** Longest time between a server's last answer and the news that its process has ended. */
const endNoticedMs = 2_000;

export type Application = Extract<PhaseRequest['work'], { command: 'review_pr' }>['application'];

/** The application itself does not come up, or goes down: the change's fault, not the machinery's. */
export class ApplicationDown extends PhaseError {
  constructor(message: string) {
    super('command_failed', message);
    this.name = 'ApplicationDown';
  }
}

/** Installs, starts, waits until the URL answers, then calls `look`. Throws `command_failed` when it does not get there. */
export async function runApplication<Result>(
  job: Job,
  application: Application,
  look: () => Promise<Result>,
  bench: Workbench = checkoutBench(job),
): Promise<Result> {
  await install(job, application, bench);
  await waitForPort(application);
  const port = portOf(application.url);
  job.print(`── start: ${application.start}\n`);
  const started = bench.start(application.start, {
    environment: bench.environment({ PORT: String(port) }),
    outputFile: join(job.scratch, 'start.txt'),
  });
  try {
    await waitForAnswer(started, application);
    const result = await look();
    requireRunning(started, application);
    return result;
  } catch (error) {
    // That it went down explains whatever the test has seen. A refused connection can be noticed before the end is.
    if (error instanceof PhaseError && !(error instanceof ApplicationDown)) {
      if (error.failure.class === 'unreachable') await Promise.race([started.ended, pause(endNoticedMs)]);
      requireRunning(started, application);
    }
    throw error;
  } finally {
    await bench.end(started);
    job.result.keepText('application.txt', tail(started.output(), 200_000));
  }
}

async function install(job: Job, application: Application, bench: Workbench): Promise<void> {
  if (application.install === null) return;
  const environment = bench.environment();
  const run = await runCommand(job, application.install, { name: 'install', environment, leftovers: 'end', bench });
  if (run.status === 0) return;
  const said = tail(run.output.trim(), 2_000);
  throw new PhaseError(
    'command_failed',
    `The install command "${application.install}" ended with ${run.status}:\n${said}`,
  );
}

/** Another program on the port would be tested in place of ours. On a shared machine it may be about to leave. */
async function waitForPort(application: Application): Promise<void> {
  const url = new URL(application.url);
  const free = await waitUntil(application.readySeconds, async () =>
    (await isTaken(url.hostname, portOf(application.url)))
      ? { kind: 'bad' as const, value: null }
      : { kind: 'good' as const, value: null },
  );
  if (free.kind === 'good') return;
  throw new PhaseError(
    'command_failed',
    `Something else already listens on ${url.host}, where the application is to be started (application.url). ` +
      'End it, or name another port in .github/chimera.yml.',
  );
}

function isTaken(hostname: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port });
    const answer = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1_000, answer(false));
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
  });
}

async function waitForAnswer(started: StartedCommand, application: Application): Promise<void> {
  const answer = await waitUntil(application.readySeconds, async () => {
    if (started.status() !== null) throw ended(started, application, 'before it answered');
    const look = await lookAt(application.url);
    if (look.kind === 'silent') return { kind: 'bad' as const, value: `does not answer (${look.reason})` };
    if (look.status >= 500) return { kind: 'bad' as const, value: `answers with status ${look.status}` };
    return { kind: 'good' as const, value: null };
  });
  if (started.status() !== null) throw ended(started, application, 'before it answered');
  if (answer.kind === 'good') return;
  const said = tail(started.output().trim(), 2_000);
  throw new ApplicationDown(
    `The application was started with "${application.start}", but after ${application.readySeconds} s ` +
      `${application.url} still ${answer.value}. It printed:\n${said || '(nothing)'}`,
  );
}

function requireRunning(started: StartedCommand, application: Application): void {
  if (started.status() !== null) throw ended(started, application, 'while it was being tested');
}

function ended(started: StartedCommand, application: Application, when: string): ApplicationDown {
  const said = tail(started.output().trim(), 2_000);
  return new ApplicationDown(
    `The start command "${application.start}" ended with ${started.status()} ${when}. It printed:\n${said || '(nothing)'}`,
  );
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
