// Phases 4 and 6: runs the repository's deploy command and waits until the address answers with the very commit.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Work } from '../../../src/contract/request.ts';
import { type Command, PhaseError } from '../job.ts';
import { commandEnvironment } from '../shell/command-environment.ts';
import { runCommand } from '../shell/run-command.ts';
import { tail } from '../text/cut.ts';
import { waitForBuild } from '../web/wait-for-build.ts';

export const deploy: Command<'deploy'> = async (job, work) => {
  const commit = job.request.head;
  const outputFile = join(job.scratch, 'deploy-output');
  writeFileSync(outputFile, '');
  const run = await runCommand(job, work.run, {
    name: 'deploy',
    environment: commandEnvironment(job.environment, {
      CHIMERA_COMMIT: commit,
      CHIMERA_ENVIRONMENT: work.environment,
      CHIMERA_OUTPUT: outputFile,
    }),
    leftovers: 'keep',
  });
  if (run.status !== 0) {
    throw new PhaseError(
      'command_failed',
      `The deploy command "${work.run}" ended with ${run.status}. The end of its output:\n${tail(run.output.trim(), 4_000) || '(nothing)'}`,
    );
  }
  const url = deployedUrl(work, readFileSync(outputFile, 'utf8'), run.output);
  job.print(`── waiting until ${url} answers with ${commit}\n`);
  await waitForBuild({ ...work, url, commit });
  return { verdict: 'succeeded', output: { command: 'deploy', url, commit } };
};

/** What the command wrote as `url=…`, else the configured address, else the last address that it printed. */
function deployedUrl(work: Extract<Work, { command: 'deploy' }>, written: string, printed: string): string {
  const told = /^url=(.*)$/m.exec(written)?.[1]?.trim();
  const last = printed
    .match(/https?:\/\/[^\s"'<>)\]]+/g)
    ?.at(-1)
    ?.replace(/[.,;:]+$/, '');
  const url = told ?? work.url ?? last;
  if (url === undefined) {
    throw new PhaseError(
      'command_failed',
      'The deploy command ended well but told no address. Let it write "url=https://…" into the file $CHIMERA_OUTPUT, print the ' +
        'address, or set staging.url in .github/chimera.yml.',
    );
  }
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new PhaseError(
    'command_failed',
    `The deploy command told the address "${url}", which is no http or https URL.`,
  );
}
