// A check of the doctor: what it is told, and what it finds.
import type { ConfigOutcome } from '../../core/config/parse-config.ts';
import type { AppWishes } from '../project-files.ts';
import type { Answer, DoctorGitHub } from './doctor-github.ts';

/** What a check found. The words may hold a stranger's text: they are escaped where they are shown. */
export interface Finding {
  readonly name: string;
  /** `unknown`: GitHub did not answer, or it depends. */
  readonly state: 'ok' | 'problem' | 'unknown';
  readonly words: string;
  /** What to do about it; `null` when there is nothing to do. */
  readonly fix: string | null;
}

export interface About {
  readonly github: DoctorGitHub;
  readonly repository: { readonly owner: string; readonly name: string };
  /** What app.yml asks for. */
  readonly wishes: AppWishes;
  /** Inputs that the app sends to the phase workflow. */
  readonly inputs: readonly string[];
  /** Whether the server knows `queue: max`. */
  readonly queueMax: boolean;
  /** The configuration that counts: the repository's, else its owner's. Asked for once. */
  readonly configuration: () => Promise<Answer<ConfigOutcome>>;
  /** The phase workflow's text on the default branch. Asked for once. */
  readonly phaseWorkflow: () => Promise<Answer<string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Check {
  /** What is checked, in a few words. */
  readonly name: string;
  run(about: About): Promise<Outcome>;
}

/** A finding without its name. */
export type Outcome = Omit<Finding, 'name'>;

export const fine = (words: string): Outcome => ({ state: 'ok', words, fix: null });

export const problem = (words: string, fix: string): Outcome => ({ state: 'problem', words, fix });

export const unknown = (words: string, fix: string | null): Outcome => ({ state: 'unknown', words, fix });

/** What GitHub refused to say is not known; the permission would make it say it. */
export function unanswered(answer: Exclude<Answer<unknown>, { kind: 'told' }>, permission: string | null): Outcome {
  const grant = permission === null ? null : `To let the app look, grant it "${permission}"; or look there yourself.`;
  if (answer.kind === 'missing') return unknown('GitHub does not say.', grant);
  return unknown(`${answer.words}.`, answer.status === 403 ? grant : null);
}
