// Phases 4 and 6: runs the repository's deploy command and waits until the address is healthy with the very commit.
// Where the request asks for it, what was deployed is validated right here, and taken back when it is not good.
import type { Finding } from '../../../src/contract/finding.ts';
import type { Work } from '../../../src/contract/request.ts';
import type { ResultVerdict } from '../../../src/contract/result.ts';
import { type Command, type Job, PhaseError } from '../job.ts';
import { cut } from '../text/cut.ts';
import { validate } from '../validate/validate.ts';
import { type ExpectedBuild, waitForBuild } from '../web/wait-for-build.ts';
import { rollBack } from './roll-back.ts';
import { runDeployCommand } from './run-deploy-command.ts';

type DeployWork = Extract<Work, { command: 'deploy' }>;
type Validation = NonNullable<DeployWork['validation']>;
type Rejection = Extract<ResultVerdict, { verdict: 'rejected' }>;

export const deploy: Command<'deploy'> = async (job, work) => {
  const commit = job.request.head;
  const url = await runDeployCommand(job, work);
  const build: ExpectedBuild = { ...work, url, commit };
  job.print(`── waiting until ${url} answers with ${commit}\n`);
  if (work.validation === null) {
    await waitForBuild(build);
    return { verdict: 'succeeded', output: { command: 'deploy', url, commit, green: null } };
  }
  const verdict = await validated(job, build, work.validation);
  if (verdict.verdict === 'succeeded') {
    return { verdict: 'succeeded', output: { command: 'deploy', url, commit, green: greenOf(verdict) } };
  }
  return verdict.verdict === 'rejected'
    ? takeBack(job, verdict, { work, validation: work.validation, build })
    : verdict;
};

/**
 * The frozen test's verdict; a build that does not come up is rejected like one that fails the test. Any other failure
 * says nothing about this build: no browser, or another commit runs there, which is not ours to take back.
 */
async function validated(job: Job, build: ExpectedBuild, { test }: Validation): Promise<ResultVerdict> {
  const { url, commitPath, readySeconds, health, privateAllowed } = build;
  try {
    return await validate(job, { command: 'validate', test, url, commitPath, readySeconds, health, privateAllowed });
  } catch (error) {
    if (!(error instanceof PhaseError)) throw error;
    const { failure } = error;
    if (failure.class === 'unreachable') return rejectionOf(failure.message);
    const words = `What was deployed to ${url} could not be validated, and nothing was rolled back: a person has to look.`;
    throw new PhaseError(failure.class, `${cut(failure.message, 7_000)}\n${words}`);
  }
}

function rejectionOf(message: string): Rejection {
  const finding: Finding = {
    rule: 'deployment-health',
    severity: 'critical',
    path: null,
    line: null,
    title: 'The deployed build does not come up as it must',
    explanation: cut(message, 8_000),
  };
  const summary = cut(message, 4_000);
  return { verdict: 'rejected', summary, findings: [finding], score: null, proof: null, votes: [], rolledBack: null };
}

async function takeBack(
  job: Job,
  rejection: Rejection,
  { work, validation, build }: { work: DeployWork; validation: Validation; build: ExpectedBuild },
): Promise<Rejection> {
  if (validation.rollback === null) return { ...rejection, rolledBack: false };
  const end = await rollBack(job, { run: validation.rollback, environment: work.environment, build });
  return {
    ...rejection,
    rolledBack: end.rolledBack,
    summary: `${cut(rejection.summary, 4_000)} ${cut(end.words, 3_900)}`,
  };
}

function greenOf({ output }: Extract<ResultVerdict, { verdict: 'succeeded' }>) {
  if (output.command === 'validate') return output.green;
  throw new Error(`deploy: a validation ended with the output of ${output.command}`);
}
