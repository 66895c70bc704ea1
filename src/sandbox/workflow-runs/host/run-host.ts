/** What the runner asks for while it carries one attempt out: tokens, secrets, actions, environments, artifacts. */
import { setTimeout as pause } from 'node:timers/promises';
import { addDeploymentStatus, ensureEnvironment, newDeployment } from '../../changes/deployments.ts';
import { newTokenText } from '../../changes/new-account.ts';
import type { ConcurrencyLocks } from '../../runner/concurrency-locks.ts';
import type { Conclusion, EnvironmentGate, RunnerHost, RunnerMachine } from '../../runner/host.ts';
import { jobPage } from '../../shapes/workflow-run.ts';
import type { Doer, Site } from '../../site.ts';
import type { Level } from '../../world/account.ts';
import type { DeploymentState, Environment } from '../../world/actions/deployment.ts';
import type { WorkflowRun } from '../../world/repository.ts';
import { createArtifactStore } from './artifact-store.ts';
import type { EnvironmentGates, GateVerdict } from './environment-gates.ts';
import { createJobRecords } from './job-record.ts';
import type { JobSlots } from './job-slots.ts';
import { resolveAction } from './resolve-action.ts';

export interface RunHostParts {
  readonly site: Site;
  readonly run: WorkflowRun;
  readonly locks: ConcurrencyLocks;
  readonly gates: EnvironmentGates;
  readonly slots: JobSlots;
  readonly machine: RunnerMachine;
  readonly forced: AbortSignal;
}

export function createRunHost({ site, run, locks, gates, slots, machine, forced }: RunHostParts): RunnerHost {
  const { world } = site;
  const { repository } = run;
  const records = createJobRecords(site, run);
  const bot: Doer = { account: site.actionsApp.bot, viaApp: site.actionsApp, quiet: true };
  return {
    now: () => new Date(world.now()),
    report: records.take,
    issueJobToken: async (jobKey, permissions) => {
      await slots.take();
      records.started(jobKey);
      const job = records.job(jobKey);
      job.permissions = underscored(permissions);
      const token = newTokenText('ghs_');
      const { account } = bot;
      world.tokens.set(token, { kind: 'job', token, account, repository, run, job, permissions: job.permissions });
      return token;
    },
    revokeJobToken: async (token) => {
      if (world.tokens.delete(token)) slots.leave();
    },
    variables: async (environment) => merged(repository.variables, environmentOf(environment)?.variables),
    secrets: async (environment) => merged(repository.secrets, environmentOf(environment)?.secrets),
    resolveAction: (owner, name, ref) => resolveAction(site, repository, owner, name, ref),
    enterEnvironment: (jobKey, name, signal) => enter(jobKey, name, signal),
    leaveEnvironment: async (deploymentId, { conclusion, url }) => {
      const deployment = repository.deployments.get(deploymentId);
      const job = [...repository.jobs.values()].find((each) => each.deployment === deployment);
      if (!deployment || !job) throw new Error(`Run ${run.id} has no deployment ${deploymentId}`);
      const state = deploymentState(conclusion);
      const status = { state, environmentUrl: url, logUrl: jobPage(world, job) };
      addDeploymentStatus(site, repository, deployment, status, bot);
    },
    concurrency: locks,
    artifacts: createArtifactStore(world, run),
    machine,
    forced,
  };

  function environmentOf(name: string | undefined): ReturnType<typeof repository.environments.get> {
    return name === undefined ? undefined : repository.environments.get(name.toLowerCase());
  }

  async function enter(jobKey: string, name: string, signal: AbortSignal): Promise<EnvironmentGate> {
    const environment = ensureEnvironment(site, repository, name);
    const job = records.job(jobKey);
    signal.throwIfAborted();
    const ref = run.ref.replace(/^refs\/(heads|tags)\//, '');
    const plan = { sha: run.sha, ref, task: 'deploy', environment: environment.name, description: null, payload: {} };
    const deployment = newDeployment(site, repository, plan, bot);
    job.deployment = deployment;
    const tell = (state: DeploymentState): void => {
      addDeploymentStatus(site, repository, deployment, { state, logUrl: jobPage(world, job) }, bot);
    };
    if (environment.reviewers.length > 0 || environment.waitMinutes > 0) {
      tell('waiting');
      const verdict = await waitAt(environment, signal).catch((error: unknown) => {
        tell('error');
        throw error;
      });
      if (verdict === 'rejected') {
        tell('failure');
        return { kind: 'rejected', message: `The deployment to ${name} was rejected.` };
      }
    }
    tell('in_progress');
    return { kind: 'entered', deploymentId: deployment.id };
  }

  async function waitAt(environment: Environment, signal: AbortSignal): Promise<GateVerdict> {
    // The gate stands before anybody is told of it, and reviewers need not wait for the timer.
    const reviewed: GateVerdict | Promise<GateVerdict> =
      environment.reviewers.length > 0 ? gates.wait(run, environment.name, signal) : 'approved';
    const due = pause(environment.waitMinutes * machine.minuteMs, undefined, { signal });
    run.status = 'waiting';
    world.changed({ kind: 'workflow_run', repository, id: run.id });
    const [verdict] = await Promise.all([reviewed, due]);
    run.status = 'queued';
    world.changed({ kind: 'workflow_run', repository, id: run.id });
    return verdict;
  }
}

function deploymentState(conclusion: Conclusion): DeploymentState {
  return conclusion === 'success' ? 'success' : conclusion === 'failure' ? 'failure' : 'error';
}

/** Workflow files write `pull-requests`, the API `pull_requests`. */
function underscored(permissions: Readonly<Record<string, Level>>): Record<string, Level> {
  return Object.fromEntries(Object.entries(permissions).map(([name, level]) => [name.replaceAll('-', '_'), level]));
}

function merged(
  base: ReadonlyMap<string, string>,
  over: ReadonlyMap<string, string> | undefined,
): Record<string, string> {
  return { ...Object.fromEntries(base), ...Object.fromEntries(over ?? []) };
}
