// Whether the review of the guardian can be an approval: GitHub leaves that off at first, and a second App may help out.
import { type Check, fine, type Outcome, problem, unanswered, unknown } from '../check.ts';
import type { DoctorGitHub } from '../doctor-github.ts';

const setting =
  'Settings → Actions → General: turn on "Allow GitHub Actions to create and approve pull requests"; or, where the organisation does not let you,';
const mayNot = 'GitHub Actions may not approve pull requests';
const comments = 'so reviews are posted as comments; the check run still decides.';

export const approveSetting: Check = {
  name: 'Approving reviews',
  async run({ github }) {
    const answer = await github.actionsMayApprove();
    const told = answer.kind === 'told';
    if (told && answer.value) return fine('GitHub Actions may approve pull requests.');
    const second = github.guardianApp === null ? null : await withGuardianApp(github.guardianApp);
    if (second?.state === 'ok')
      return told ? second : fine('Where GitHub Actions may not approve, the second App does.');
    if (!told) return unanswered(answer, 'administration: read');
    return (
      second ??
      problem(`${mayNot}, ${comments}`, `${setting} set up a second App for the review (docs/getting-started.md).`)
    );
  },
};

/** What keeps the second App from posting the review, where GitHub Actions may not. */
async function withGuardianApp(ask: NonNullable<DoctorGitHub['guardianApp']>): Promise<Outcome> {
  const answer = await ask();
  if (answer.kind === 'missing') {
    return problem(
      `${mayNot}, and the second App is not installed on the repository, ${comments}`,
      `${setting} install the App of GUARDIAN_APP_ID on this repository.`,
    );
  }
  if (answer.kind === 'refused') return unknown(`${answer.words}.`, 'Check GUARDIAN_APP_ID and its key.');
  const { suspended, permissions } = answer.value;
  if (suspended) {
    return problem(`${mayNot}, and the second App is suspended, ${comments}`, 'Unsuspend the App of GUARDIAN_APP_ID.');
  }
  if (permissions.pull_requests !== 'write') {
    return problem(
      `${mayNot}, and the second App may not write pull requests, ${comments}`,
      'Give the App of GUARDIAN_APP_ID the permission "pull_requests: write", and accept it where it is installed.',
    );
  }
  return fine('GitHub Actions may not approve pull requests; the second App posts the review.');
}
