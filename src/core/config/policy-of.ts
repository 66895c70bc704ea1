// From the repository's configuration to the policy that a task keeps for its whole life.
import { protectedPathsAlways, protectedPathsDefault } from '../guardrails/protected-paths.ts';
import type { CoderChoice, Policy } from '../policy.ts';
import type { Config } from './config-schema.ts';

/**
 * The policy under this configuration. Protected paths are patterns of which the last that matches counts, one with
 * `!` in front lifts: the built-in ones, what the repository lifts, what it adds, and what can never be lifted.
 */
export function policyOf(config: Config): Policy {
  const { app, staging, guardian } = config;
  return {
    label: config.label,
    parallel: config.parallel,
    roundsMax: config.max_rounds,
    resultsMax: config.max_iterations,
    triesMax: config.max_tries,
    backoffMs: config.backoff_seconds * 1_000,
    queueMs: config.queue_minutes * 60_000,
    timeoutMinutes: config.timeouts,
    // No option turns production on yet: there is no deploy command for it.
    production: false,
    application: { install: app.install, start: app.start, url: app.url, readySeconds: app.ready_seconds },
    testDirectory: config.test.directory.replace(/\/$/, ''),
    coder: coderOf(config.coder),
    guardian: { threshold: guardian.threshold, linesMax: guardian.max_lines },
    staging: {
      command: staging.command,
      environment: staging.environment,
      commitPath: staging.commit_path,
      readySeconds: staging.ready_seconds,
      shared: staging.shared,
    },
    breaker: { errors: config.breaker.errors, pauseMs: config.breaker.pause_minutes * 60_000 },
    protectedPaths: [
      ...protectedPathsDefault,
      ...config.allow_paths.map((pattern) => `!${pattern}`),
      ...config.protected_paths,
      ...protectedPathsAlways,
    ],
  };
}

function coderOf(coder: Config['coder']): CoderChoice {
  if (coder.command !== undefined) return { kind: 'command', command: coder.command };
  if (coder.replay !== undefined) return { kind: 'replay', directory: coder.replay.replace(/\/$/, '') };
  throw new Error('config: coder has neither command nor replay; parseConfig lets none such through');
}
