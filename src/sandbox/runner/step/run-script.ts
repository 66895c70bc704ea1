// A `run:` step: the script in a file, given to its shell.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { type Frame, frameScope } from '../job/job-state.ts';
import type { StepLog } from '../log/step-log.ts';
import { evaluateText } from '../workflow/expression.ts';
import type { Step } from '../workflow/workflow.ts';
import { runStepProcess, type StepProcessEnd } from './step-process.ts';

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const shells: Record<string, { command: string; extension: string }> = {
  bash: { command: 'bash --noprofile --norc -e -o pipefail {0}', extension: '.sh' },
  sh: { command: 'sh -e {0}', extension: '.sh' },
  python: { command: 'python3 {0}', extension: '.py' },
  node: { command: 'node {0}', extension: '.mjs' },
  pwsh: { command: "pwsh -command . '{0}'", extension: '.ps1' },
};

/** What GitHub uses when a step names no shell: without pipefail. */
const unnamedShell = { command: 'bash -e {0}', extension: '.sh' };

export async function runScript(
  step: Step & { work: { kind: 'run' } },
  frame: Frame,
  env: Record<string, string>,
  log: StepLog,
  signal: AbortSignal,
): Promise<StepProcessEnd> {
  const scope = frameScope(frame, env);
  const { defaults, workspace } = frame.job;
  const script = evaluateText(step.work.script, scope);
  const shellTemplate = step.work.shell ?? (frame.action ? undefined : defaults.shell);
  const directoryTemplate = step.work.workingDirectory ?? (frame.action ? undefined : defaults.workingDirectory);
  const shell = shellOf(shellTemplate && evaluateText(shellTemplate, scope));
  const asked = directoryTemplate ? evaluateText(directoryTemplate, scope) : '';
  const file = join(workspace.temporary, `${randomUUID()}${shell.extension}`);
  await writeFile(file, `${script}\n`);
  const firstLine = script.trimStart().split('\n')[0] ?? '';
  log.group(`Run ${firstLine}`, [...script.trimEnd().split('\n'), `shell: ${shell.command}`, ...environmentLines(env)]);
  const [command = 'bash', ...args] = shell.command.split(/\s+/).map((part) => part.replace('{0}', file));
  return await runStepProcess(
    {
      command,
      args,
      directory: isAbsolute(asked) ? asked : join(workspace.workspace, asked),
      env,
      fixed: {},
      actionId: step.id || '__run',
    },
    frame,
    log,
    signal,
  );
}

export function environmentLines(env: Record<string, string>): string[] {
  const lines = Object.entries(env).map(([name, value]) => `  ${name}: ${value}`);
  return lines.length > 0 ? ['env:', ...lines] : [];
}

function shellOf(name: string | undefined): { command: string; extension: string } {
  if (name === undefined || name === '') return unnamedShell;
  const known = shells[name];
  if (known) return known;
  if (name.includes('{0}')) return { command: name, extension: '' };
  const allowed = `${Object.keys(shells).join(', ')}, or a command with '{0}' for the script's file`;
  throw new Error(`unsupported: \`shell: ${name}\`; the sandbox knows ${allowed}.`);
}
