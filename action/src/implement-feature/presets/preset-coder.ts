// A known coding agent as the coder: its own words, the key held back where the tool allows it, its usage read.
import { presetNamed } from '../../../../src/contract/coder-presets/all-presets.ts';
import type { CoderPreset, PresetOptions } from '../../../../src/contract/coder-presets/preset.ts';
import type { Limits } from '../../../../src/contract/request.ts';
import { type KeyProxy, openKeyProxy } from '../../confinement/key-proxy.ts';
import { type Environment, type Job, PhaseError } from '../../job.ts';
import { runCommand } from '../../shell/run-command.ts';
import type { Workbench } from '../../shell/workbench.ts';
import { tail } from '../../text/cut.ts';
import type { CoderReport, Turn } from '../coder-report.ts';
import { type Account, openAccount } from './account.ts';
import { readUsage } from './read-usage.ts';

export interface PresetChoice extends Pick<PresetOptions, 'model' | 'arguments'> {
  readonly preset: CoderPreset['name'];
}

export interface PresetCoder extends Pick<CoderPreset, 'leaves'> {
  take(turn: Turn): Promise<CoderReport>;
  /** Whether nothing is left of what it may cost. */
  spent(): boolean;
  close(): Promise<void>;
}

const requestsMax = 2_000;

interface PresetPlace {
  readonly choice: PresetChoice;
  readonly bench: Workbench;
  /** Absolute path of a directory outside of the repository that the coder may write. */
  readonly home: string;
  /** The coder is a user of its own; the key is to stay out of its sight then, wherever the tool takes another address. */
  readonly confined: boolean;
}

export async function openPresetCoder(job: Job, limits: Limits, place: PresetPlace): Promise<PresetCoder> {
  const preset = presetNamed(place.choice.preset);
  const { name, key } = keyFor(preset, job.environment);
  const chosen = chosenAddress(preset, job.environment);
  const tokensMax = limits.tokens;
  const proxy =
    place.confined && preset.proxy !== null ? await proxyFor(preset.proxy, { key, chosen, tokensMax }) : null;
  const address = proxy?.url ?? chosen;
  const account = openAccount(limits);
  const environment = {
    ...preset.environment(place.home),
    [preset.keyAs ?? name]: proxy?.placeholder ?? key,
    ...(address !== null && preset.proxy?.takes === 'variable' ? { [preset.proxy.variable]: address } : {}),
  };
  return {
    leaves: preset.leaves,
    take: (turn) => run(job, { ...place, preset, address, environment, proxy, account }, turn),
    spent: () => account.spent() || (proxy?.refused() ?? false),
    close: async () => proxy?.close(),
  };
}

/** The address that the repository has chosen itself; `null`: none. */
function chosenAddress({ proxy }: CoderPreset, environment: Environment): string | null {
  return (proxy === null ? undefined : environment[proxy.variable]) || null;
}

function keyFor(preset: CoderPreset, environment: Environment): { name: string; key: string } {
  for (const name of preset.keyVariables) {
    const key = environment[name];
    if (key !== undefined && key !== '') return { name, key };
  }
  throw new PhaseError(
    'coder_failed',
    `${preset.title} has no key: ${preset.keyVariables.join(' and ')} are empty. Add the secret to the repository, and hand it to the ` +
      'step "Work on the phase" in .github/workflows/chimera-phase.yml; docs/coders.md shows the line.',
  );
}

interface ProxyOptions {
  readonly key: string;
  readonly chosen: string | null;
  readonly tokensMax: number | null;
}

function proxyFor(
  { baseUrl, header, prefix }: NonNullable<CoderPreset['proxy']>,
  { key, chosen, tokensMax }: ProxyOptions,
): Promise<KeyProxy> {
  return openKeyProxy({ baseUrl: chosen ?? baseUrl, authentication: { header, prefix }, key, requestsMax, tokensMax });
}

interface Run extends PresetPlace {
  readonly preset: CoderPreset;
  readonly address: string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly proxy: KeyProxy | null;
  readonly account: Account;
}

async function run(job: Job, options: Run, turn: Turn): Promise<CoderReport> {
  const { preset, choice, bench, address, confined, environment, proxy, account } = options;
  const words = preset.words({ ...choice, promptFile: turn.prompt.file, address, confined });
  const name = turn.number === 1 ? 'coder' : `coder-turn-${turn.number}`;
  const ended = await runCommand(job, words, {
    name,
    environment: bench.environment({ ...environment, CHIMERA_PROMPT_FILE: turn.prompt.file }),
    input: preset.promptBy === 'stdin' ? turn.prompt.text : '',
    leftovers: 'end',
    bench,
    minutes: turn.minutes,
  });
  await proxy?.settle();
  const told = readUsage(ended.output, preset.output);
  const coder = `${preset.title}${choice.model === null ? '' : `, ${choice.model}`}`;
  const used = account.add(told, proxy?.used() ?? null);
  if (used !== null) job.used({ who: coder.slice(0, 200), ...used });
  const summary = tail(told.summary ?? ended.output.trim(), 4_000);
  if (told.failed === null && (ended.status === 0 || ended.status === 'timed out')) {
    return { coder, summary, usage: null };
  }
  // What is done by then may be enough: the tests decide.
  if (proxy?.refused()) return { coder, summary: `It has used up what the task may use. ${summary}`, usage: null };
  throw new PhaseError('coder_failed', failureText(preset, told.failed, ended));
}

function failureText(
  preset: CoderPreset,
  failed: string | null,
  ended: { status: number | string; output: string },
): string {
  const missing = ended.status === 127 || /^not started/.test(String(ended.status));
  const advice = missing ? ` Is it installed? In .github/actions/chimera-setup: ${preset.install}` : '';
  const said = failed ?? (tail(ended.output.trim(), 4_000) || '(nothing)');
  return `${preset.title} ended with ${ended.status}.${advice} It said:\n${said}`;
}
