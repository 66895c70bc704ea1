/** Who can do something: people, organizations, bots and apps. */
import type { Written } from './written.ts';

/** A user, an organization, or the bot of an app (`chimera[bot]`, `github-actions[bot]`). */
export interface Account extends Written {
  readonly login: string;
  readonly name: string;
  readonly kind: 'User' | 'Organization' | 'Bot';
  readonly email: string;
}

export type Level = 'read' | 'write' | 'admin';

/** Permissions as GitHub names them (`contents`, `pull_requests`, …). A name that is absent gives nothing. */
export type Permissions = Readonly<Record<string, Level>>;

export interface App extends Written {
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly owner: Account;
  /** `slug[bot]`: the author of all that the app does. */
  readonly bot: Account;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly description: string;
  /** The app's homepage; undefined: its page here. */
  readonly homepage: string | undefined;
  /** Where people are sent after they have installed it. */
  readonly setupUrl: string | undefined;
  /** They are sent there as well when they have changed which repositories it sees. */
  readonly setupOnUpdate: boolean;
  /** Anybody may install it, or else its owner only. */
  readonly public: boolean;
  /** PEM (SPKI) of the public key; the private one is handed out once: by `registerApp`, or for `conversion`. */
  readonly publicKeyPem: string;
  /** Where webhooks go; undefined: the app hears nothing. */
  webhookUrl: string | undefined;
  webhookSecret: string | undefined;
  /** What the manifest flow has to hand out; gone once it has. */
  conversion: Conversion | undefined;
}

/** The secrets of an app that was made from a manifest, for whoever has the code. */
export interface Conversion {
  readonly code: string;
  readonly expiresMs: number;
  readonly privateKeyPem: string;
  readonly clientSecret: string;
}

/** Roles on a repository, weakest first. */
export const roles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof roles)[number];
