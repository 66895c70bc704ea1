/** A git commit as the sandbox shows it. Commits never change, so a copy is as good as the object. */
export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Made through the API by an app without a custom author: GitHub signs those, and shows them as verified. */
  readonly verified: boolean;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}
