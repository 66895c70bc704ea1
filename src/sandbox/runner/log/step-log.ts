// What one step says: masked, with GitHub's marks, its commands carried out. Lines go to the host as they come.
import type { Annotation, RunnerEvent } from '../host.ts';
import type { Masks } from './masks.ts';
import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts';

export class StepLog {
  /** Set by a command that GitHub no longer accepts: the step fails although its process may succeed. */
  refusedCommand = false;
  readonly #emit: (event: LogEvent) => void;
  readonly #masks: Masks;
  #stopToken: string | undefined;

  constructor(emit: (event: LogEvent) => void, masks: Masks) {
    this.#emit = emit;
    this.#masks = masks;
  }

  /** A line of the runner's own. */
  line(text: string): void {
    for (const line of this.#masks.apply(text).split('\n')) this.#emit({ kind: 'log', text: line });
  }

  group(title: string, lines: string[]): void {
    this.line(`##[group]${title}`);
    for (const line of lines) this.line(line);
    this.line('##[endgroup]');
  }

  annotate(level: Annotation['level'], message: string, where: Omit<Annotation, 'level' | 'message'> = {}): void {
    const marks = { failure: 'error', warning: 'warning', notice: 'notice' };
    this.line(`##[${marks[level]}]${message}`);
    this.#emit({ kind: 'annotation', annotation: { level, message: this.#masks.apply(message), ...where } });
  }

  error(message: string): void {
    this.annotate('failure', message);
  }

  warning(message: string): void {
    this.annotate('warning', message);
  }

  summary(markdown: string): void {
    this.#emit({ kind: 'summary', markdown: this.#masks.apply(markdown) });
  }

  mask(secret: string): void {
    this.#masks.add(secret);
  }

  /** A line of a step's process: a command or plain output. */
  output(line: string): void {
    if (this.#stopToken !== undefined) {
      if (line.trim() === `::${this.#stopToken}::`) this.#stopToken = undefined;
      else this.line(line);
      return;
    }
    const command = parseWorkflowCommand(line);
    if (!command || !this.#carryOut(command)) this.line(line);
  }

  /** False for a command that nobody knows: it is printed as it stands. */
  #carryOut(command: WorkflowCommand): boolean {
    switch (command.name) {
      case 'error':
        this.annotate('failure', command.value, placeOf(command));
        return true;
      case 'warning':
      case 'notice':
        this.annotate(command.name, command.value, placeOf(command));
        return true;
      case 'group':
        this.line(`##[group]${command.value}`);
        return true;
      case 'endgroup':
        this.line('##[endgroup]');
        return true;
      case 'add-mask':
        this.#masks.add(command.value);
        this.line('::add-mask::***');
        return true;
      case 'stop-commands':
        this.#stopToken = command.value;
        return true;
      case 'debug':
      case 'echo':
      case 'add-matcher':
      case 'remove-matcher':
        // Shown on GitHub only with debug logging on; problem matchers make annotations that nothing here reads.
        return true;
      case 'set-output':
      case 'save-state':
      case 'set-env':
      case 'add-path':
        this.refusedCommand = true;
        this.error(`The \`${command.name}\` command is no longer accepted; write to the environment file instead.`);
        return true;
      default:
        return false;
    }
  }
}

type LogEvent = DistributiveOmit<
  Extract<RunnerEvent, { kind: 'log' | 'annotation' | 'summary' }>,
  'jobKey' | 'step' | 'at'
>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function placeOf({ properties }: WorkflowCommand): Omit<Annotation, 'level' | 'message'> {
  return {
    ...(properties.title ? { title: properties.title } : {}),
    ...(properties.file ? { path: properties.file } : {}),
    ...(Number(properties.line) ? { startLine: Number(properties.line) } : {}),
    ...(Number(properties.endLine) ? { endLine: Number(properties.endLine) } : {}),
  };
}
