// Jobs and requests for the tests of the action: complete, with what a test does not care about filled in.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { Job } from '../../action/src/job.ts';
import { openResultDirectory } from '../../action/src/result-directory.ts';
import { type PhaseRequest, phaseRequestSchema, type Work } from '../../src/contract/request.ts';

export const anyCommit = 'a'.repeat(40);

export function phaseRequest(work: Work, changes: Partial<PhaseRequest> = {}): PhaseRequest {
  return phaseRequestSchema.parse({
    version: 1,
    task: 'task-1',
    attempt: 'attempt-1',
    phase: 'e2e_test_generation',
    round: 1,
    repository: { owner: 'octo-org', name: 'todo' },
    issue: { number: 7, title: 'Clear completed todos' },
    pullRequest: 8,
    base: anyCommit,
    head: anyCommit,
    work,
    ...changes,
  });
}

/** What a request says where a test does not care. */
export const carefree = {
  limits: { costUsd: null, tokens: null, minutes: 10 },
  build: { health: { path: '/', status: null, text: null }, privateAllowed: true },
  /** Of the request that has a coder; nothing starts there, so its change is tried out in vain. */
  implementation: {
    tried: [],
    application: { install: null, start: 'exit 1', url: 'http://127.0.0.1:9', readySeconds: 1 },
    testCommand: null,
    model: null,
    limits: { costUsd: null, tokens: null, minutes: 10 },
  },
  coder: { turnsMax: 1, isolation: 'off' as const, passEnvironment: [] },
  review: {
    isolation: 'off' as const,
    passEnvironment: [],
    commands: { test: null, lint: null },
    reviewers: [],
    limits: { costUsd: null, tokens: null, minutes: 10 },
    earlier: [],
    checksMinutes: 0,
  },
};

export interface PhaseJob extends Job {
  /** All that was printed into the log. */
  log(): string;
  remove(): void;
}

export function phaseJob(
  request: PhaseRequest,
  workspace: string,
  environment: Job['environment'] = process.env,
): PhaseJob {
  const temporary = mkdtempSync(join(tmpdir(), 'chimera-job-'));
  const scratch = join(temporary, 'scratch');
  mkdirSync(scratch);
  const printed: string[] = [];
  return {
    request,
    workspace,
    scratch,
    result: openResultDirectory(join(temporary, 'result')),
    environment,
    used: () => undefined,
    differed: () => undefined,
    print: (text) => void printed.push(text),
    log: () => printed.join(''),
    remove: () => rmSync(temporary, { recursive: true, force: true }),
  };
}

/** The environment of a runner with a browser, and with Playwright in its tool cache. */
export async function runnerEnvironment(directory: string): Promise<NodeJS.ProcessEnv> {
  const place = join(directory, 'tools', 'playwright-test', '1.65.1', process.arch);
  mkdirSync(place, { recursive: true });
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(place, 'node_modules'));
  return {
    ...process.env,
    RUNNER_TEMP: directory,
    RUNNER_TOOL_CACHE: join(directory, 'tools'),
    CHROME_PATH: await chromium.executablePath(),
  };
}
