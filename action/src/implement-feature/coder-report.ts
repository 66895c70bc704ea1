// What a coder says about itself; what it did is read from git.
export interface CoderReport {
  /** For the commit message and the pull request, for example `recorded change set 1`. */
  readonly coder: string;
  readonly summary: string;
}
