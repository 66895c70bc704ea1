/** One attempt to deliver one webhook to one app. A redelivery is a new record with the same guid. */
import type { App } from './account.ts';
import type { Installation } from './installation.ts';
import type { Repository } from './repository.ts';
import type { Written } from './written.ts';

export interface Delivery extends Written {
  /** `X-GitHub-Delivery`. */
  readonly guid: string;
  readonly app: App;
  readonly installation: Installation | undefined;
  readonly repository: Repository | undefined;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** The raw JSON that was signed. */
  readonly requestBody: string;
  /** Undefined until it was answered or given up. `lost` is the weather's doing: nothing was sent. */
  outcome: DeliveryOutcome | undefined;
}

export type DeliveryOutcome =
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly seconds: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'timed_out'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly seconds: number; readonly reason: string }
  | { readonly kind: 'lost' };
