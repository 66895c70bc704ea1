// Undoes a deployment with the repository's own command, and looks whether that has helped.
import { type Job, PhaseError } from '../job.ts';
import { cut } from '../text/cut.ts';
import { type ExpectedBuild, waitForOtherBuild } from '../web/wait-for-build.ts';
import { endOf, runInEnvironment } from './run-deploy-command.ts';

export interface Rollback {
  /** A line for the shell; `CHIMERA_COMMIT` is the commit to get rid of. */
  readonly run: string;
  readonly environment: string;
  /** The build that is to go. */
  readonly build: ExpectedBuild;
}

export interface RollbackEnd {
  /** The command ended well, and the address is healthy and no longer says the commit. */
  readonly rolledBack: boolean;
  /** What happened, as whole sentences. */
  readonly words: string;
}

/** Never throws for what the command or the address does: the failure that led here must not be lost. */
export async function rollBack(job: Job, { run, environment, build }: Rollback): Promise<RollbackEnd> {
  const ended = await runInEnvironment(job, { run, environment }, { name: 'rollback' });
  const command = `The rollback command "${cut(run, 500)}"`;
  if (ended.status !== 0) {
    const words = `${command} ended with ${ended.status}. The end of its output:\n${endOf(ended)}`;
    return { rolledBack: false, words };
  }
  job.print(`── waiting until ${build.url} no longer answers with ${build.commit}\n`);
  try {
    await waitForOtherBuild(build);
    return { rolledBack: true, words: `${command} ended well.` };
  } catch (error) {
    if (!(error instanceof PhaseError)) throw error;
    return { rolledBack: false, words: `${command} ended well, but it has not helped: ${error.message}` };
  }
}
