// The phase result: what the action leaves as `result.json` in the artifact `chimera-result`.
// Nothing is a success by default: a file that does not fit this schema counts as an error of class `invalid_result`.
import { z } from 'zod';
import { failureClasses } from '../core/failure.ts';
import { changeSetSchema, commitId } from './change-set.ts';
import { findingSchema } from './finding.ts';

export const resultArtifact = 'chimera-result';
export const reviewArtifact = 'chimera-review';
export const resultFile = 'result.json';
export const reviewFile = 'review.json';

/** A path of a file in the artifact, relative, without `..`. */
const evidencePath = z
  .string()
  .regex(/^evidence\/[A-Za-z0-9._/-]+$/)
  .refine((path) => !path.split('/').includes('..'));

/** One run of the frozen test in a real browser. */
const proof = z.strictObject({
  /** Commit of the build that was tested. */
  commit: commitId,
  /** Address that was tested. */
  url: z.string().min(1),
  tests: z
    .array(
      z.strictObject({
        title: z.string(),
        status: z.enum(['passed', 'failed', 'timed-out', 'skipped']),
        seconds: z.number().nonnegative(),
        /** First lines of the failure; `null` when it passed. */
        error: z.string().max(8_000).nullable(),
        /** The page as it was when the scenario ended. */
        screenshot: evidencePath.nullable().default(null),
      }),
    )
    .min(1),
  /** Times that the test ran with this very outcome. */
  runs: z.int().positive().default(1),
  /** Errors on the page's console and requests that failed while the test ran. */
  pageErrors: z.array(z.string().max(1_000)).max(20).default([]),
  /** Playwright's JSON report. */
  report: evidencePath,
  screenshot: evidencePath.nullable(),
  trace: evidencePath.nullable(),
});

/** What one coder or model has used; `null` where it does not say. */
const usage = z.strictObject({
  who: z.string().min(1).max(200),
  inputTokens: z.int().nonnegative().nullable(),
  outputTokens: z.int().nonnegative().nullable(),
  costUsd: z.number().nonnegative().nullable(),
});

/** How often a scenario passed on one build. */
const flake = z.strictObject({
  title: z.string().min(1).max(300),
  passed: z.int().nonnegative(),
  of: z.int().positive(),
});

/** How one reviewer judges the change, without having seen how the others do. */
const vote = z.strictObject({
  who: z.string().min(1).max(200),
  vote: z.enum(['approve', 'reject', 'abstain']),
  why: z.string().max(1_000),
});

const output = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('generate_test'),
    changeSet: changeSetSchema,
    test: z.strictObject({ path: z.string().min(1), sha256: z.string().length(64) }),
    red: proof,
    /** What the failing test printed, cut. */
    testOutput: z.string().max(8_000),
  }),
  z.strictObject({
    command: z.literal('implement_feature'),
    changeSet: changeSetSchema,
    /** Who wrote the change, for the commit message and the pull request, for example `recorded change set 1`. */
    coder: z.string().min(1).max(300),
    summary: z.string().max(8_000),
    /** Times that the coder was called. */
    turns: z.int().positive().default(1),
    /** How the frozen test and the repository's own tests ended after the last turn. */
    tests: z.enum(['green', 'red', 'not-run']).default('not-run'),
  }),
  z.strictObject({
    command: z.literal('review_pr'),
    score: z.number().min(0).max(1),
    findings: z.array(findingSchema).max(100),
    votes: z.array(vote).max(10).default([]),
    green: proof,
  }),
  z.strictObject({
    command: z.literal('deploy'),
    url: z.url(),
    commit: commitId,
    /** The frozen test on what was deployed, where that was asked for. */
    green: proof.nullable().default(null),
  }),
  z.strictObject({ command: z.literal('validate'), green: proof }),
]);

const verdict = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('succeeded'), output }),
  z.strictObject({
    verdict: z.literal('rejected'),
    summary: z.string().min(1).max(8_000),
    /** A rejection always says why. */
    findings: z.array(findingSchema).min(1).max(100),
    score: z.number().min(0).max(1).nullable(),
    /** The test run that the rejection rests on, where there was one. */
    proof: proof.nullable(),
    votes: z.array(vote).max(10).default([]),
    /** After a deployment that failed its validation: whether the version before is back. */
    rolledBack: z.boolean().nullable().default(null),
  }),
  z.strictObject({
    verdict: z.literal('errored'),
    failure: z.strictObject({
      class: z.enum(failureClasses as [(typeof failureClasses)[number], ...typeof failureClasses]),
      message: z.string().min(1).max(8_000),
    }),
  }),
]);

export const phaseResultSchema = z.strictObject({
  version: z.literal(1),
  task: z.string().min(1),
  attempt: z.string().min(1),
  /** Commit that was checked out. */
  head: commitId,
  /** What coders and models have used in this attempt, whatever came of it. */
  usage: z.array(usage).max(20).default([]),
  /** The scenario whose runs on one build ended differently, if there was one. */
  flake: flake.nullable().default(null),
  result: verdict,
});

/** What the review job leaves as `review.json` in the artifact `chimera-review`. */
export const postedReviewSchema = z.strictObject({
  version: z.literal(1),
  attempt: z.string().min(1),
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED']),
  url: z.url(),
  /** GitHub's words when it refused the approval or rejection and a comment was posted instead. */
  refused: z.string().nullable(),
  /** Other checks of the commit that have failed; with one of them the verdict is a rejection. */
  failedChecks: z
    .array(z.strictObject({ name: z.string().max(300), url: z.string().max(2_000).nullable() }))
    .max(50)
    .default([]),
});

export type PhaseResult = z.infer<typeof phaseResultSchema>;
export type ResultVerdict = PhaseResult['result'];
export type PhaseOutput = Extract<ResultVerdict, { verdict: 'succeeded' }>['output'];
export type ProofReport = z.infer<typeof proof>;
export type Flake = z.infer<typeof flake>;
export type Usage = z.infer<typeof usage>;
export type Vote = z.infer<typeof vote>;
export type PostedReview = z.infer<typeof postedReviewSchema>;
