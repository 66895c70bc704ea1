/** What starts a sandbox, and what can be done with one from outside HTTP: types only. */
import type { WeatherChange } from './weather/weather-station.ts';
import type { Level, Role } from './world/account.ts';
import type { Repository } from './world/repository.ts';
import type { World } from './world/world.ts';

export interface SandboxOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** For git repositories and caches. Default: a temporary directory that `close` removes. */
  readonly directory?: string;
  /** Calm by default. */
  readonly weather?: WeatherChange;
  readonly runner?: {
    /** Added to the environment of every step. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Directory that jobs see as RUNNER_TOOL_CACHE. */
    readonly toolCache?: string;
    /** Jobs that run at the same time; default 2. */
    readonly jobsMax?: number;
  };
  /** Called after each REST request, for example to hold it against GitHub's OpenAPI description. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** One REST request and its answer. */
export interface Exchange {
  readonly method: string;
  /** As sent, with query, without `/api/v3`. */
  readonly path: string;
  /** GitHub's own template, for example `/repos/{owner}/{repo}/issues`; undefined: no such endpoint. */
  readonly route: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; `authorization` only says of which kind it was. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly responseBody: unknown;
  /** Login of whom the request acted for (`chimera[bot]`, `app/chimera` for a JWT); undefined: anonymous. */
  readonly actor: string | undefined;
  /** Kind of the credential. */
  readonly actorKind: 'anonymous' | 'app' | 'installation' | 'job' | 'user';
  /** Whether the weather, and not the endpoint, made this answer. */
  readonly weathered: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:<port>`: pages and REST; REST also at `${url}/api/v3`, git at `${url}/{owner}/{repo}.git`. */
  readonly url: string;
  readonly world: World;
  /** Ends runs, webhooks under way and the server; leaves no process and no handle. */
  close(): Promise<void>;

  /** A person with a token that may do what the person may. */
  createUser(
    login: string,
    options?: { readonly name?: string },
  ): Promise<{ login: string; id: number; token: string }>;
  createOrganization(login: string): Promise<{ login: string; id: number }>;
  /** A repository with one commit, by its owner. */
  createRepository(seed: RepositorySeed): Promise<Repository>;
  addCollaborator(repository: string, login: string, role: Role): void;
  registerApp(seed: AppSeed): Promise<{ id: number; slug: string; clientId: string; privateKeyPem: string }>;
  /** Installs the app on an account. `repositories` are names without the owner, or `all`. */
  installApp(appId: number, owner: string, repositories: readonly string[] | 'all'): Promise<number>;
  /** Gives the app more or fewer repositories, by their names without the owner; `all` becomes a selection. */
  changeInstallation(
    id: number,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ): void;
  suspendInstallation(id: number): void;
  unsuspendInstallation(id: number): void;
  uninstall(id: number): void;
  /** Changes where the app's webhooks go. */
  setWebhook(appId: number, url: string, secret?: string): void;
  setWeather(weather: WeatherChange): void;
  /** Makes a lightweight tag on a commit, by default on the head of the default branch. Starts no workflow. */
  tag(repository: string, name: string, commit?: string): Promise<void>;
  /** Waits until no webhook is under way and no workflow run is going on. */
  settled(): Promise<void>;
}

export interface RepositorySeed {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  readonly description?: string;
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** What the first commit holds: files by path, or a directory to copy (without `.git` and `node_modules`). */
  readonly files?: Readonly<Record<string, SeedFile>>;
  readonly directory?: string;
  /** Subject of the first commit. */
  readonly message?: string;
  /** "Allow GitHub Actions to create and approve pull requests"; default off. */
  readonly actionsMayApprove?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface SeedFile {
  readonly content: string | Buffer;
  /** Default `100644`. */
  readonly mode?: '100644' | '100755' | '120000';
}

export interface AppSeed {
  readonly slug: string;
  readonly name: string;
  /** Login of the account that owns the app. */
  readonly owner: string;
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  readonly permissions: Readonly<Record<string, Level>>;
  readonly events: readonly string[];
}
