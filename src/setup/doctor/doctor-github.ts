// What the doctor asks of GitHub about one repository. It only asks; and an answer may be that GitHub does not say.

/** `missing`: GitHub says that there is none (404). `refused`: it does not answer that, and why. */
export type Answer<Value> =
  | { readonly kind: 'told'; readonly value: Value }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly status: number | null; readonly words: string };

export interface AppAnswer {
  readonly name: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface InstallationAnswer {
  readonly id: number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspended: boolean;
}

export interface DeliveryAnswer {
  readonly id: number;
  /** Common to all attempts at one delivery. */
  readonly guid: string;
  /** Milliseconds since 1970. */
  readonly deliveredAt: number;
  readonly statusCode: number;
  /** In GitHub's words, for example `OK` or `failed to connect to host`. */
  readonly status: string;
  readonly installationId: number | null;
}

/** The second App, which reviews where GitHub Actions may not, and its installation on the repository. */
export type GuardianAppAnswer = Pick<InstallationAnswer, 'permissions' | 'suspended'>;

export interface DoctorGitHub {
  /** Who the credentials belong to. */
  app(): Promise<Answer<AppAnswer>>;
  /** The app's installation on the repository. */
  installation(): Promise<Answer<InstallationAnswer>>;
  /** Where the app's webhooks go; `null`: nowhere. */
  hookUrl(): Promise<Answer<string | null>>;
  /** The newest deliveries of the app, newest first. */
  deliveries(): Promise<Answer<readonly DeliveryAnswer[]>>;
  repository(): Promise<Answer<{ readonly defaultBranch: string; readonly archived: boolean }>>;
  /** A file on the default branch. */
  readFile(path: string): Promise<Answer<string>>;
  /** A file in the owner's `.github` repository. */
  readOwnersFile(path: string): Promise<Answer<string>>;
  /** State of a workflow, for example `active` or `disabled_manually`. */
  workflowState(fileName: string): Promise<Answer<string>>;
  label(name: string): Promise<Answer<true>>;
  actions(): Promise<Answer<{ readonly enabled: boolean; readonly allowed: string | null }>>;
  actionsMayApprove(): Promise<Answer<boolean>>;
  /** `null`: no second App is configured. */
  readonly guardianApp: (() => Promise<Answer<GuardianAppAnswer>>) | null;
  environment(name: string): Promise<Answer<true>>;
  /** Names of secrets, never their values; the organisation's are those that the repository may use. */
  secrets(): Promise<Answer<readonly string[]>>;
  organisationSecrets(): Promise<Answer<readonly string[]>>;
  environmentSecrets(environment: string): Promise<Answer<readonly string[]>>;
}
