// The repository's own commands on the head commit. What fails on the base commit as well is not the change's fault.
import type { Finding } from '../../../src/contract/finding.ts';
import type { Work } from '../../../src/contract/request.ts';
import { openBench } from '../confinement/open-bench.ts';
import { git } from '../git/git.ts';
import { type Job, PhaseError } from '../job.ts';
import { runCommand } from '../shell/run-command.ts';
import type { Workbench } from '../shell/workbench.ts';
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
  const onHead = await runAll(job, work, { commands, where: 'head' });
  const failed = onHead.filter(({ status }) => status !== 0);
  if (failed.length === 0) return [];
  const onBase = await runOnBase(
    job,
    work,
    failed.map(({ command }) => command),
  );
  return failed.map((run) => {
    const before = onBase.find(({ command }) => command === run.command);
    return findingOf(run, before !== undefined && before.status !== 0);
  });
}

interface OwnRun {
  readonly command: OwnCommand;
  readonly status: number | string;
  readonly output: string;
}

async function runOnBase(job: Job, work: ReviewWork, commands: readonly OwnCommand[]): Promise<OwnRun[]> {
  const { base, head } = job.request;
  await git(job.workspace, ['checkout', '--quiet', '--force', '--detach', base]);
  try {
    return await runAll(job, work, { commands, where: 'base' });
  } finally {
    await git(job.workspace, ['checkout', '--quiet', '--force', '--detach', head]);
  }
}

/** On the checkout as it is now. */
async function runAll(
  job: Job,
  work: ReviewWork,
  { commands, where }: { commands: readonly OwnCommand[]; where: 'head' | 'base' },
): Promise<OwnRun[]> {
  const bench = openBench(job, work);
  try {
    await install(job, work, { bench, where });
    const runs: OwnRun[] = [];
    for (const command of commands) {
      const environment = bench.environment({ CI: 'true' });
      const name = `${command.rule}-${where}`;
      const run = await runCommand(job, command.line, { name, environment, leftovers: 'end', bench });
      runs.push({ command, ...run });
    }
    return runs;
  } finally {
    bench.close();
  }
}

function commandsOf({ commands }: ReviewWork): OwnCommand[] {
  const { test, lint } = commands;
  return [
    ...(test === null ? [] : [{ rule: 'repository-tests', line: test, what: 'tests', severity: 'critical' } as const]),
    ...(lint === null ? [] : [{ rule: 'repository-lint', line: lint, what: 'lint', severity: 'major' } as const]),
  ];
}

async function install(
  job: Job,
  { application }: ReviewWork,
  { bench, where }: { bench: Workbench; where: string },
): Promise<void> {
  if (application.install === null) return;
  const environment = bench.environment();
  const name = `install-${where}`;
  const run = await runCommand(job, application.install, { name, environment, leftovers: 'end', bench });
  if (run.status === 0) return;
  throw new PhaseError(
    'command_failed',
    `The install command "${application.install}" ended with ${run.status}:\n${tail(run.output.trim(), 2_000)}`,
  );
}

function findingOf({ command, ...run }: OwnRun, before: boolean): Finding {
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
