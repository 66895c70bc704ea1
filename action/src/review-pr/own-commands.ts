// The repository's own commands on the head commit. What fails on the base commit as well is not the change's fault.
import type { Finding } from '../../../src/contract/finding.ts';
import type { Work } from '../../../src/contract/request.ts';
import { git } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { tail } from '../text/cut.ts';

type ReviewWork = Extract<Work, { command: 'review_pr' }>;

interface OwnCommand {
  readonly rule: 'repository-tests' | 'repository-lint';
  readonly line: string;
  readonly what: string;
  readonly severity: Finding['severity'];
}

/** One finding for each command that fails; leaves the checkout at the head. */
export async function ownCommands(job: Job, work: ReviewWork): Promise<Finding[]> {
  const commands = commandsOf(work);
  if (commands.length === 0) return [];
  await install(job, work, 'head');
  const findings: Finding[] = [];
  for (const command of commands) {
    const run = await runOwn(job, command, 'head');
    if (run.status !== 0) findings.push(findingOf(command, run, await failsOnBase(job, work, command)));
  }
  return findings;
}

function commandsOf({ commands }: ReviewWork): OwnCommand[] {
  const { test, lint } = commands;
  return [
    ...(test === null ? [] : [{ rule: 'repository-tests', line: test, what: 'tests', severity: 'critical' } as const]),
    ...(lint === null ? [] : [{ rule: 'repository-lint', line: lint, what: 'lint', severity: 'major' } as const]),
  ];
}

async function install(job: Job, { application }: ReviewWork, where: string): Promise<void> {
  if (application.install === null) return;
  const environment = commandEnvironment(job.environment);
  const name = `install-${where}`;
  const run = await runCommand(job, application.install, { name, environment, leftovers: 'end' });
  if (run.status === 0) return;
  throw new PhaseError(
    'command_failed',
    `The install command "${application.install}" ended with ${run.status}:\n${tail(run.output.trim(), 2_000)}`,
  );
}

function runOwn(job: Job, { rule, line }: OwnCommand, where: string) {
  const environment = commandEnvironment(job.environment, { CI: 'true' });
  return runCommand(job, line, { name: `${rule}-${where}`, environment, leftovers: 'end' });
}

async function failsOnBase(job: Job, work: ReviewWork, command: OwnCommand): Promise<boolean> {
  const { base, head } = job.request;
  await git(job.workspace, ['checkout', '--quiet', '--force', '--detach', base]);
  try {
    await install(job, work, 'base');
    return (await runOwn(job, command, 'base')).status !== 0;
  } finally {
    await git(job.workspace, ['checkout', '--quiet', '--force', '--detach', head]);
    await install(job, work, 'head-again');
  }
}

function findingOf(command: OwnCommand, run: { status: number | string; output: string }, before: boolean): Finding {
  const { rule, line, what, severity } = command;
  const said = tail(run.output.trim(), 3_000) || '(it printed nothing)';
  return {
    rule,
    severity: before ? 'info' : severity,
    path: null,
    line: null,
    title: before
      ? `The repository's own ${what} fail, on the base commit as well`
      : `The repository's own ${what} fail with this change`,
    explanation: before
      ? `\`${line}\` ended with ${run.status} before this change, too, so it says nothing about it.`
      : `\`${line}\` ended with ${run.status}; on the base commit it passes.`,
    evidence: said.slice(-2_000),
    verify: `Run \`${line}\` on this commit.`.slice(0, 1_000),
  };
}
