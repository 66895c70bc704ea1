/** A form that came in: from whom, about what, with what in it. */
import type { Parts } from '../rest/perform.ts';
import type { Reply } from '../rest/reply.ts';
import type { Site } from '../site.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { Fields } from './layout/form-fields.ts';
import type { Page } from './layout/layout.ts';

export interface Submission {
  readonly site: Site;
  readonly repository: Repository;
  readonly person: Account;
  /** Values of the `:…` in the form's address. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly fields: Fields;
  /** Carries out an endpoint of the REST API for the person; throws `ApiError` where it refuses. */
  ask(name: string, parts: Omit<Parts, 'repository'>): Promise<Reply>;
}

/**
 * By address below the repository. Each gives the address below the repository to go on to, a page when something has to
 * be said first, or undefined when there is nothing here.
 */
export type Forms = Readonly<Record<string, (submission: Submission) => Promise<string | Page | undefined>>>;
