// What the repository's own commands see of the step's environment: not the action's inputs, not the runner's
// tokens and service addresses, not the files through which a step talks to the runner.
import type { Environment } from '../job.ts';

const runnerFiles = new Set(['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']);

export function commandEnvironment(
  environment: Environment,
  additions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    if (value === undefined || upper.startsWith('INPUT_') || upper.startsWith('ACTIONS_')) continue;
    if (!runnerFiles.has(upper)) kept[name] = value;
  }
  return { ...kept, ...additions };
}
