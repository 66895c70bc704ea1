// Classes of errors that an attempt can end with, and what each asks for: another try, or a person.

/** `retry`: the machinery failed and may work next time. `person`: the same try would fail again. */
type Remedy = 'retry' | 'person';

/** Every class of error, as data. A rejection of the work is not an error and does not stand here. */
export const failureRemedies = {
  /** The page under test does not answer. */
  unreachable: 'retry',
  /** The issue holds no acceptance criteria. */
  no_criteria: 'person',
  /** A sentence of the criteria could not be turned into a step or an assertion. */
  not_understood: 'person',
  /** The generated test passes although the feature does not exist yet. */
  test_passes_already: 'person',
  /** The generated test could not be loaded. */
  test_does_not_compile: 'person',
  /** The test failed for another reason than the missing feature. */
  wrong_reason: 'person',
  /** Runs of one test on one commit ended differently. */
  flaky_test: 'person',
  /** A model gave no usable answer: refused, malformed, no access, no time. */
  model_failed: 'retry',
  /** The coder could not be run as a user of its own. */
  not_isolated: 'person',
  /** The reviewers are as many for as against the change. */
  cannot_judge: 'person',
  /** An address that the job may not call: a private network, a cloud's metadata. */
  address_refused: 'person',
  /** GitHub did not merge the pull request. */
  merge_refused: 'person',
  /** A production deployment of which nobody knows how it ended; it is never repeated by itself. */
  deployment_lost: 'person',
  /** The validation on production failed. */
  production_failed: 'person',
  /** The coder ended without a valid change. */
  no_changes: 'retry',
  /** The coder's command failed or reported an error of its own. */
  coder_failed: 'retry',
  /** A command of the repository (install, start, deploy) failed. */
  command_failed: 'retry',
  /** The deployed build reports another commit than the one that was built, or none. */
  commit_mismatch: 'retry',
  /** The result is missing, empty, malformed or from another attempt. */
  invalid_result: 'retry',
  /** The run was cancelled by somebody else, for example displaced from its concurrency group. */
  displaced: 'retry',
  /** The attempt took longer than its limit. */
  overdue: 'retry',
  /** A step outside GitHub Actions (a commit, a dispatch) was refused for good. */
  refused: 'person',
  /** The runner or the action itself failed. */
  machinery: 'retry',
} as const satisfies Record<string, Remedy>;

export type FailureClass = keyof typeof failureRemedies;

export const failureClasses = Object.keys(failureRemedies) as readonly FailureClass[];

export interface Failure {
  readonly class: FailureClass;
  /** What was wrong, where, and what to do, for a person to read. */
  readonly message: string;
}
