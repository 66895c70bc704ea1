// One step of a job, from its inputs to its outputs. Whatever happens, a valid result.json is left behind.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { asBlock, asText } from '../../src/contract/markdown.ts';
import { postedReviewSchema, type ResultVerdict, reviewFile } from '../../src/contract/result.ts';
import { claimAttempt } from './deploy/claim.ts';
import { claimClient } from './deploy/claim-client.ts';
import { finish, type Kept } from './finish.ts';
import type { Environment, Job } from './job.ts';
import { PhaseError } from './job.ts';
import { postReview } from './post-review/post-review.ts';
import { readVerdict } from './post-review/read-verdict.ts';
import { reviewClient } from './post-review/review-client.ts';
import { readRequest } from './read-request.ts';
import { openResultDirectory, type ResultDirectory, writeWhole } from './result-directory.ts';
import { errored, runWork } from './run-work.ts';
import { killGroups } from './shell/process-groups.ts';
import { writeSummary } from './summary/write-summary.ts';

const usagesMax = 20;

export interface Inputs {
  readonly request: string;
  /** Directory with a guardian's result; empty to work on the phase. */
  readonly verdict: string;
  /** Only claim the deployment. */
  readonly claim: boolean;
  readonly token: string;
}

/** Works on the phase, claims its deployment, or posts the review when there is a verdict. Sets the step's outputs and its failure. */
export async function runAction(inputs: Inputs, environment: Environment): Promise<void> {
  const temporary = environment.RUNNER_TEMP || tmpdir();
  if (inputs.claim) await claim(inputs, environment);
  else if (inputs.verdict === '') await workOnPhase(inputs, environment, temporary);
  else await post(inputs, environment, temporary);
}

async function workOnPhase(inputs: Inputs, environment: Environment, temporary: string): Promise<void> {
  const read = readRequest(inputs.request);
  const directory = openResultDirectory(join(temporary, `chimera-result-${fileName(read.identity.attempt)}`));
  core.setOutput('directory', directory.path);
  const kept: Kept = { usage: [], flake: null };
  const write = (result: ResultVerdict): void => directory.write({ version: 1, ...read.identity, ...kept, result });
  write(
    errored(
      'machinery',
      'The job ended before there was a result: it was cancelled, ran out of time, or its runner was lost.',
    ),
  );
  const stopWatching = onStop((signal) => {
    write(
      errored('machinery', `The job was told to stop (${signal}): it was cancelled, or ran longer than its limit.`),
    );
  });
  const result =
    read.kind === 'invalid'
      ? errored('machinery', read.message)
      : await work({ ...read, directory, environment, temporary, kept });
  stopWatching();
  const told = finish(directory, read.identity, { kept, result });
  await tell(writeSummary(read.kind === 'valid' ? read.request : null, told), environment);
  core.setOutput('verdict', told.verdict);
  if (told.verdict === 'succeeded' && told.output.command === 'deploy') core.setOutput('url', told.output.url);
  if (told.verdict === 'errored') core.setFailed(`${told.failure.class}: ${told.failure.message}`);
}

interface WorkOptions {
  readonly request: Job['request'];
  readonly directory: ResultDirectory;
  readonly environment: Environment;
  readonly temporary: string;
  readonly kept: Kept;
}

async function work({ request, directory, environment, temporary, kept }: WorkOptions): Promise<ResultVerdict> {
  const scratch = mkdtempSync(join(temporary, 'chimera-scratch-'));
  // Between these two lines the runner takes no workflow commands from anybody's output.
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  const job: Job = {
    request,
    workspace: environment.GITHUB_WORKSPACE || process.cwd(),
    scratch,
    result: directory,
    environment,
    print: (text) => process.stdout.write(text),
    // More than these the contract does not carry.
    used: (used) => kept.usage.length < usagesMax && kept.usage.push(used),
    differed: (flake) => {
      kept.flake = flake;
    },
  };
  try {
    return await runWork(job);
  } finally {
    process.stdout.write(`\n::${token}::\n`);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** In a job of its own, with the right to make a ref and nothing of the repository's code. */
async function claim({ request: text, token }: Inputs, environment: Environment): Promise<void> {
  const read = readRequest(text);
  const runAttempt = environment.GITHUB_RUN_ATTEMPT ?? '1';
  try {
    if (read.kind === 'invalid') throw new PhaseError('machinery', read.message);
    const { attempt, head, repository } = read.request;
    const run = { runId: environment.GITHUB_RUN_ID ?? 'unknown', runAttempt: Number(runAttempt) };
    const claimed = await claimAttempt(claimClient({ token, repository }), { attempt, commit: head, ...run });
    core.setOutput('run_attempt', claimed.kind === 'claimed' ? runAttempt : '');
    const by = claimed.kind === 'taken' ? (claimed.by ?? 'another run') : '';
    const words =
      claimed.kind === 'claimed'
        ? '## The deployment is claimed\n\nThis run carries it out.'
        : `## Another run deploys\n\n${asText(by)} has it; nothing is done here.`;
    await tell(`${words}\n`, environment);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await tell(`## ⚠️ The deployment was not claimed\n\n${asBlock(message)}\n`, environment);
    core.setFailed(message);
  }
}

async function post(inputs: Inputs, environment: Environment, temporary: string): Promise<void> {
  const read = readRequest(inputs.request);
  const directory = join(temporary, `chimera-review-${fileName(read.identity.attempt)}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  core.setOutput('directory', directory);
  try {
    if (read.kind === 'invalid') throw new PhaseError('machinery', read.message);
    if (inputs.token === '')
      throw new PhaseError(
        'machinery',
        'The input "token" is empty; posting a review needs one with pull-requests: write.',
      );
    const { request } = read;
    const result = readVerdict(inputs.verdict, request);
    const review = postedReviewSchema.parse(await postReview(reviewClient(inputs.token, request), request, result));
    writeWhole(join(directory, reviewFile), `${JSON.stringify(review, null, 2)}\n`);
    core.setOutput('verdict', result.verdict);
    const refused =
      review.refused === null
        ? ''
        : `\n\nGitHub refused the verdict as a review and took it as a comment: ${asText(review.refused)}`;
    await tell(
      `## Review posted: ${review.state}\n\n[Open the review](${encodeURI(review.url)})${refused}\n`,
      environment,
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await tell(`## ⚠️ The review was not posted\n\n${asBlock(message)}\n`, environment);
    core.setFailed(message);
  }
}

/** The runner sends SIGINT, then SIGTERM, then kills: there is time for one file. */
function onStop(leave: (signal: string) => void): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    leave(signal);
    killGroups();
    process.exit(1);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    killGroups();
  };
}

async function tell(markdown: string, environment: Environment): Promise<void> {
  if (environment.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write();
}

function fileName(attempt: string): string {
  return attempt.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
}
