/** What a branch asks of a merge and of a push. A branch without a rule asks nothing. */

export interface BranchProtection {
  /** Null: no check is required. */
  readonly checks: RequiredChecks | null;
  /** Null: nobody has to review, and changes may come without a pull request. */
  readonly reviews: RequiredReviews | null;
  /** The rule holds for administrators as well. */
  readonly enforceAdmins: boolean;
  readonly allowForcePushes: boolean;
  readonly allowDeletions: boolean;
}

export interface RequiredChecks {
  /** The head must contain the base branch. */
  readonly strict: boolean;
  readonly checks: readonly RequiredCheck[];
}

export interface RequiredCheck {
  /** Name of a check run, or context of a commit status. */
  readonly context: string;
  /** Whose check run it has to be; null: anybody's. */
  readonly appId: number | null;
}

export interface RequiredReviews {
  /** 0: a pull request alone is enough. */
  readonly approvals: number;
  /** A push takes approvals back. */
  readonly dismissStale: boolean;
}
