// What is found in a repository. All of it is a stranger's text: fit to be shown only after escaping.

/** A file's or a script's word on something. */
export interface Guess<Value> {
  readonly value: Value;
  /** Where it comes from, in words, for example `script "start" in package.json`. */
  readonly from: string;
  /** `found`: it stands there. `likely`: it follows from what stands there. `usual`: it follows from what is usual. */
  readonly certainty: 'found' | 'likely' | 'usual';
}

export const scriptNames = ['start', 'dev', 'preview', 'build', 'test', 'lint'] as const;
export type ScriptName = (typeof scriptNames)[number];
export type PackageManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface PackageManager {
  readonly name: PackageManagerName;
  /** What it was told by: a lockfile, the field `packageManager`, or that there is a package.json at all. */
  readonly from: string;
  /** Command that installs the dependencies; `null` when there are none. */
  readonly install: string | null;
  /** How a script is run: `npm run`, `pnpm run`, … */
  readonly run: string;
}

/** What can be read from a Playwright configuration without running it. */
export interface PlaywrightConfig {
  readonly path: string;
  /** Relative to the top of the repository. */
  readonly testDirectory: string | null;
  readonly baseUrl: string | null;
  readonly serverCommand: string | null;
  readonly serverUrl: string | null;
}

export interface DeployWorkflow {
  readonly path: string;
  readonly environments: readonly string[];
}

export interface Found {
  readonly packageManager: PackageManager | null;
  /** Texts of the scripts of the application. */
  readonly scripts: Readonly<Partial<Record<ScriptName, string>>>;
  /** Folder of the application; `''` is the top. */
  readonly directory: string;
  readonly start: Guess<string> | null;
  readonly url: Guess<string> | null;
  readonly stagingCommand: Guess<string> | null;
  readonly playwright: PlaywrightConfig | null;
  readonly deployWorkflows: readonly DeployWorkflow[];
  /** Those of Chimera's files that are there already. */
  readonly present: readonly string[];
  /** What a person should know: files that could not be read, several applications, several lockfiles. */
  readonly notes: readonly string[];
}
