// Votes on a commit, and what they come to. Test results and critical findings outrank them: those are asked first.
import type { Finding } from './finding.ts';
import type { CommitId } from './identifier.ts';

/** How one reviewer judges the change, without having seen how the others do. */
export interface Vote {
  /** `rules`, the name of a model, or a person's login. */
  readonly who: string;
  readonly vote: 'approve' | 'reject' | 'abstain';
  readonly why: string;
}

/** A review of the pull request by a person with write access. It counts for the commit that it is about. */
export interface HumanVote extends Vote {
  readonly head: CommitId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly url: string;
  /** What they wrote at lines of the change; absent where that is nothing. */
  readonly findings?: readonly Finding[];
  /** A rejection while the coder's commit was being made. It counts for the next commit too, until the coder has got it. */
  readonly untold?: true;
}

export type Decision = 'approve' | 'reject' | 'tie';

/** The majority of those who did not abstain. Nobody at all is a tie: then a person decides. */
export function tally(votes: readonly Pick<Vote, 'vote'>[]): Decision {
  const approving = votes.filter(({ vote }) => vote === 'approve').length;
  const rejecting = votes.filter(({ vote }) => vote === 'reject').length;
  if (approving === rejecting) return 'tie';
  return approving > rejecting ? 'approve' : 'reject';
}

/** The votes that count for this commit, oldest first. */
export const votesOn = (votes: readonly HumanVote[], head: CommitId): readonly HumanVote[] =>
  votes.filter((vote) => vote.head === head || vote.untold === true);

/** What people have said about this commit: one rejection counts more than any number of approvals. */
export function sayOfPeople(votes: readonly HumanVote[], head: CommitId): HumanVote | null {
  const current = votesOn(votes, head).filter(({ vote }) => vote !== 'abstain');
  return current.find(({ vote }) => vote === 'reject') ?? current.at(-1) ?? null;
}

/** The coder has got what people want changed. */
export const asTold = (votes: readonly HumanVote[]): readonly HumanVote[] =>
  votes.map(({ untold: _, ...vote }) => vote);

/**
 * A person's newest word takes the place of the one before; about another commit it stands beside it. A review that is
 * dismissed takes nothing with it but itself.
 */
export function withVote(votes: readonly HumanVote[], vote: HumanVote): readonly HumanVote[] {
  if (vote.vote === 'abstain') return votes.map((other) => (other.url === vote.url ? vote : other));
  const replaced = ({ who, head, untold }: HumanVote): boolean =>
    who === vote.who && (head === vote.head || untold === true);
  return [...votes.filter((other) => !replaced(other)), vote].slice(-votesMax);
}

/** Votes that a task remembers. */
const votesMax = 100;
