// `chimera simulate`: what would happen if an issue were labelled; nothing is written and nobody is asked.
import { existsSync } from 'node:fs';
import type { Config } from '../core/config/config-schema.ts';
import { type ConfigOutcome, parseConfig } from '../core/config/parse-config.ts';
import { isWebAddress, webAddressAllowed } from '../core/config/web-address.ts';
import { simulate } from '../scenario/simulate.ts';
import { readIssueFile, withTargetUrl } from './issue-file.ts';
import { nameOf, readInput } from './read-input.ts';
import { printable, simulateReport } from './simulate-report.ts';

export interface SimulateCommandOptions {
  /** Path of a markdown file; `-` for standard input. */
  readonly issue: string;
  readonly targetUrl?: string;
  readonly config?: string;
  readonly number: number;
  readonly json: boolean;
}

const configFile = '.github/chimera.yml';

/** What a configuration cannot do without; none of it changes what a simulation says. */
const leastConfig = `{ app: { start: none, url: "http://127.0.0.1" }, coder: { command: none }, staging: { command: none } }`;

const exitCodes = { test: 0, questions: 1, badInput: 2 };

/** Resolves with the exit code: 0 for a test, 1 for questions, 2 for what cannot be read or would be refused. */
export async function runSimulate(options: SimulateCommandOptions): Promise<number> {
  const { targetUrl, number } = options;
  if (targetUrl !== undefined && !isWebAddress(targetUrl)) {
    return refuse(`--target-url is ${JSON.stringify(targetUrl)}; allowed is ${webAddressAllowed}.`);
  }
  const config = await findConfig(options.config);
  if (!config.ok) return refuse(config.message);
  const input = await readInput(options.issue);
  if (!input.ok) return refuse(input.message);
  const file = readIssueFile(input.text, options.issue);
  if (!file.ok) return refuse(`${nameOf(options.issue)}: ${file.message}`);
  const { title, body } = file.issue;
  const issue = { title, number, body: targetUrl === undefined ? body : withTargetUrl(body, targetUrl) };
  const simulation = simulate(issue, config.config);
  console.log(
    options.json
      ? JSON.stringify(simulation, null, 2)
      : simulateReport({ title, number, configFile: config.file, simulation }),
  );
  if (simulation.problems.length > 0) return exitCodes.badInput;
  return simulation.test === null ? exitCodes.questions : exitCodes.test;
}

type FoundConfig =
  | { readonly ok: true; readonly config: Config; readonly file: string | null }
  | { readonly ok: false; readonly message: string };

/** The one that is asked for, that of the current directory, or the defaults. */
async function findConfig(asked: string | undefined): Promise<FoundConfig> {
  const file = asked ?? (existsSync(configFile) ? configFile : null);
  if (file === null) return found(parseConfig(leastConfig), null);
  const input = await readInput(file);
  return input.ok ? found(parseConfig(input.text, file), file) : input;
}

function found(outcome: ConfigOutcome, file: string | null): FoundConfig {
  if (outcome.ok) return { ok: true, config: outcome.config, file };
  const problems = outcome.problems.map(
    ({ file: name, line, column, message }) => `${name}:${line}:${column}: ${message}`,
  );
  return { ok: false, message: ['The configuration cannot be used.', ...problems].join('\n') };
}

function refuse(message: string): number {
  console.error(printable(`chimera simulate: ${message}`));
  return exitCodes.badInput;
}
