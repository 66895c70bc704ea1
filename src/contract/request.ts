// The phase request: what the app asks the action to do. It travels as one JSON input of `workflow_dispatch`.
import { z } from 'zod';
import { presetNames } from '../core/coder-choice.ts';
import { phaseNames } from '../core/phase.ts';
import { commitId } from './change-set.ts';
import { findingSchema } from './finding.ts';

/** GitHub's limit for all inputs of a dispatch together, in characters; the other inputs stay below 1,000. */
export const requestCharactersMax = 64_000;

const webAddress = z.url({ protocol: /^https?$/ });

/** How to run the repository's own application inside a job. */
const application = z.strictObject({
  install: z.string().nullable(),
  start: z.string().min(1),
  url: webAddress,
  readySeconds: z.int().positive(),
});

/** The generated test as it was recorded: it is restored from `commit` before every run. */
const frozenTest = z.strictObject({ path: z.string().min(1), sha256: z.string().length(64), commit: commitId });

const feature = z.strictObject({ title: z.string(), text: z.string() });

/** What a deployed build must answer before anything is tested. */
const health = z.strictObject({
  path: z.string().startsWith('/'),
  status: z.int().nullable(),
  text: z.string().nullable(),
});

/** How a deployed build is known to be there, and to be the right one. */
const expectedBuild = {
  /** Path below the URL that answers with the commit of the build; `null`: the deployment's record stands for it. */
  commitPath: z.string().startsWith('/').nullable(),
  readySeconds: z.int().positive(),
  health,
  /** Whether the address may be one of a private network. */
  privateAllowed: z.boolean(),
};

/** An OpenAI-compatible endpoint. */
const model = z.strictObject({
  baseUrl: webAddress,
  name: z.string().min(1),
  /** Environment variable of the job that holds the key. */
  keyVariable: z.string().min(1),
  costPerMillion: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
});

/** What is left of the task's budget; `null`: no limit. */
const limits = z.strictObject({
  costUsd: z.number().nonnegative().nullable(),
  tokens: z.number().nonnegative().nullable(),
  /** Time for the coder, in minutes; it leaves room in the job for what comes after. */
  minutes: z.number().positive(),
});

const feedback = z.strictObject({
  from: z.enum(['guardian_review', 'e2e_validation', 'guardrails', 'person']),
  round: z.int().positive(),
  summary: z.string(),
  findings: z.array(findingSchema),
});

/** Where code runs that a coder has a hand in. */
const confinement = {
  /** `required`: as a user of its own, in a copy of the checkout. */
  isolation: z.enum(['required', 'off']),
  /** Environment variables that this user gets besides the harmless ones. */
  passEnvironment: z.array(z.string()),
};

const coder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), command: z.string().min(1) }),
  /** Recorded change sets, `round-1.patch`, `round-2.patch`, … in a directory of the repository. */
  z.strictObject({ kind: z.literal('replay'), directory: z.string().min(1) }),
  /** A coding agent that the action knows how to run. */
  z.strictObject({
    kind: z.literal('preset'),
    preset: z.enum(presetNames),
    model: z.string().nullable(),
    arguments: z.array(z.string()),
  }),
]);

const generateTest = z.strictObject({
  command: z.literal('generate_test'),
  feature,
  /** Page to look at besides the application started from the base commit; `null` when the issue names none. */
  targetUrl: webAddress.nullable(),
  application,
  /** Whether the target may be an address of a private network. */
  privateAllowed: z.boolean(),
  /** Path of the test file to write. */
  testPath: z.string().min(1),
  /** Turns free text into sentences; `null`: nobody does. */
  model: model.nullable(),
  limits,
});

const implementFeature = z.strictObject({
  command: z.literal('implement_feature'),
  feature,
  test: frozenTest,
  /** What the failing test printed, cut to a few thousand characters. */
  testOutput: z.string(),
  feedback: feedback.nullable(),
  /** What people told the coder besides the issue, oldest first. */
  guidance: z.array(z.string().min(1)),
  coder: z.strictObject({
    choice: coder,
    turnsMax: z.int().positive(),
    ...confinement,
  }),
  /** What earlier rounds have tried, oldest first, one line each. */
  tried: z.array(z.string()),
  application,
  /** The repository's own tests; `null` when it has named none. */
  testCommand: z.string().nullable(),
  model: model.nullable(),
  limits,
  /** Patterns of paths that the guardrails will refuse. */
  protectedPaths: z.array(z.string()),
});

const reviewPullRequest = z.strictObject({
  command: z.literal('review_pr'),
  feature,
  test: frozenTest,
  application,
  /** Score from which the change is approved, 0 to 1. */
  threshold: z.number().min(0).max(1),
  /** Who approved this head in the guardian's place: only the test decides then. `null`: nobody. */
  approvedBy: z.string().min(1).nullable(),
  protectedPaths: z.array(z.string()),
  /** Changed lines above which the change counts as too large to review. */
  linesMax: z.int().positive(),
  ...confinement,
  /** The repository's own commands that look at the code; `null` when it has named none. */
  commands: z.strictObject({ test: z.string().nullable(), lint: z.string().nullable() }),
  /** Models that review as well, each on its own. */
  reviewers: z.array(model),
  limits,
  /** What the review before objected to. */
  earlier: z.array(findingSchema),
  /** Longest wait for the other checks of the commit, in minutes; 0: they are not looked at. */
  checksMinutes: z.int().nonnegative(),
});

const deploy = z.strictObject({
  command: z.literal('deploy'),
  run: z.string().min(1),
  environment: z.string().min(1),
  /** Fixed address of the environment; `null` when the deploy command tells it. */
  url: webAddress.nullable(),
  ...expectedBuild,
  /** The frozen test to run on what was deployed, and how to undo the deployment when it fails; `null` on staging. */
  validation: z.strictObject({ test: frozenTest, rollback: z.string().nullable() }).nullable(),
});

const validate = z.strictObject({
  command: z.literal('validate'),
  test: frozenTest,
  url: webAddress,
  ...expectedBuild,
});

export const phaseRequestSchema = z.strictObject({
  version: z.literal(1),
  task: z.string().min(1),
  attempt: z.string().min(1),
  phase: z.enum(phaseNames as [(typeof phaseNames)[number], ...typeof phaseNames]),
  round: z.int().positive(),
  repository: z.strictObject({ owner: z.string(), name: z.string() }),
  issue: z.strictObject({ number: z.int().positive(), title: z.string() }),
  pullRequest: z.int().positive(),
  /** Commit that the task's branch started from. */
  base: commitId,
  /** Commit to work on: the head of the task's branch. */
  head: commitId,
  work: z.discriminatedUnion('command', [generateTest, implementFeature, reviewPullRequest, deploy, validate]),
});

export type PhaseRequest = z.infer<typeof phaseRequestSchema>;
export type Work = PhaseRequest['work'];
export type ModelSettings = z.infer<typeof model>;
export type Limits = z.infer<typeof limits>;
export type Health = z.infer<typeof health>;
