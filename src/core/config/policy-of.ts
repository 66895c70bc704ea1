// From the repository's configuration to the policy that a task keeps for its whole life.
import type { CoderChoice } from '../coder-choice.ts';
import { protectedPathsAlways, protectedPathsDefault } from '../guardrails/protected-paths.ts';
import type { DeploymentPolicy, ModelPolicy, Policy, ProductionPolicy, StagingPolicy } from '../policy.ts';
import type { Config } from './config-schema.ts';

/**
 * The policy under this configuration. Protected paths are patterns of which the last that matches counts, one with
 * `!` in front lifts: the built-in ones, what the repository lifts, what it adds, and what can never be lifted.
 */
export function policyOf(config: Config): Policy {
  const { app, staging, guardian, budget, coder } = config;
  return {
    label: config.label,
    parallel: config.parallel,
    roundsMax: config.max_rounds,
    resultsMax: config.max_iterations,
    triesMax: config.max_tries,
    backoffMs: config.backoff_seconds * 1_000,
    queueMs: config.queue_minutes * 60_000,
    timeoutMinutes: config.timeouts,
    application: { install: app.install, start: app.start, url: app.url, readySeconds: app.ready_seconds },
    commands: { test: app.test, lint: app.lint },
    testDirectory: config.test.directory.replace(/\/$/, ''),
    coder: {
      choice: choiceOf(coder),
      turnsMax: coder.turns,
      isolation: coder.isolation,
      passEnvironment: coder.pass_environment,
    },
    model: modelOf(config.model),
    budget: { costUsd: budget.max_cost_usd, tokens: budget.max_tokens, minutes: budget.max_minutes },
    guardian: {
      threshold: guardian.threshold,
      linesMax: guardian.max_lines,
      models: guardian.models,
      requireHuman: guardian.require_human,
      checksMinutes: guardian.checks_minutes,
    },
    staging: stagingOf(staging),
    production: productionOf(config.production),
    breaker: { errors: config.breaker.errors, pauseMs: config.breaker.pause_minutes * 60_000 },
    protectedPaths: [
      ...protectedPathsDefault,
      ...config.allow_paths.map((pattern) => `!${pattern}`),
      ...config.protected_paths,
      ...protectedPathsAlways,
    ],
  };
}

function choiceOf(coder: Config['coder']): CoderChoice {
  if (coder.preset !== undefined) {
    return { kind: 'preset', preset: coder.preset, model: coder.model, arguments: coder.arguments };
  }
  if (coder.command !== undefined) return { kind: 'command', command: coder.command };
  if (coder.replay !== undefined) return { kind: 'replay', directory: coder.replay.replace(/\/$/, '') };
  throw new Error('config: coder has neither preset, command nor replay; parseConfig lets none such through');
}

function modelOf(model: Config['model']): ModelPolicy | null {
  if (model === null) return null;
  const { usd_per_million_input: input, usd_per_million_output: output } = model;
  return {
    baseUrl: model.base_url,
    name: model.name,
    keyVariable: model.key,
    costPerMillion: input === null || output === null ? null : { input, output },
    writesCriteria: model.criteria,
  };
}

type Deployed = Pick<
  NonNullable<Config['production']>,
  | 'environment'
  | 'commit_path'
  | 'ready_seconds'
  | 'health_path'
  | 'health_status'
  | 'health_text'
  | 'private_addresses'
>;

const deploymentOf = (section: Deployed): DeploymentPolicy => ({
  environment: section.environment,
  commitPath: section.commit_path,
  readySeconds: section.ready_seconds,
  health: { path: section.health_path, status: section.health_status, text: section.health_text },
  privateAllowed: section.private_addresses,
});

/** The environment that a command deploys to; `null` when somebody else deploys. */
export const stagingEnvironment = ({ environment, external }: Config['staging']): string | null =>
  external ? null : (environment ?? 'staging');

function stagingOf(section: Config['staging']): StagingPolicy {
  const { command, shared, external, environment } = section;
  const deployment = deploymentOf({ ...section, environment: stagingEnvironment(section) ?? 'staging' });
  const awaited = external && environment !== null ? { awaited: environment } : {};
  return { ...deployment, command, shared: shared && !external, ...awaited };
}

function productionOf(production: Config['production']): ProductionPolicy | null {
  if (production === null) return null;
  const { command, url, merge, rollback } = production;
  return { ...deploymentOf(production), command, url, merge, rollback };
}
