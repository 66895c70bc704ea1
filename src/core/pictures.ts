// The page before and after the change: screenshots of the frozen test, shown where the change is reviewed.
import type { CommitId } from './identifier.ts';

export interface Pictures {
  /** The head that the newer picture shows. */
  readonly head: CommitId;
  /** Holds the files, and nothing else; no branch leads to it. */
  readonly commit: CommitId;
  /** Which of the two there are. */
  readonly before: boolean;
  readonly after: boolean;
  /** Title of the scenario that both show; `null` when they may be of two. */
  readonly scenario: string | null;
}

/** Paths in the commit of the pictures. */
export const pictureFiles = { before: 'before.png', after: 'after.png' } as const;
