// How a coding agent is run without anybody watching: its words, its prompt, its key, and what it says of its usage.
import type { PresetName } from '../../core/coder-choice.ts';

export interface PresetOptions {
  /** Model that the tool is told to use; `null`: it decides. */
  readonly model: string | null;
  /** Further arguments, behind ours. */
  readonly arguments: readonly string[];
  /** Absolute path of the file with the prompt. */
  readonly promptFile: string;
}

export interface CoderPreset {
  readonly name: Exclude<PresetName, 'model'>;
  readonly title: string;
  /** Where its documentation says all this. */
  readonly source: string;
  /** Line for `.github/actions/chimera-setup` that installs it. */
  readonly install: string;
  /** Environment variables that may hold its key; the first that is set counts. */
  readonly keyVariables: readonly string[];
  /** How requests can be sent through a proxy that adds the key; `null`: the tool knows no other address. */
  readonly proxy: {
    /** Variable that takes another address. */
    readonly variable: string;
    /** The address that it stands for. */
    readonly baseUrl: string;
    readonly header: string;
    readonly prefix: string;
  } | null;
  /** Program and arguments. The prompt never becomes part of a shell line. */
  words(options: PresetOptions): readonly string[];
  /** `stdin`: the prompt is on standard input. `file`: the words name the file. */
  readonly promptBy: 'stdin' | 'file';
  /** Variables that it needs to run without a person. */
  readonly environment: Readonly<Record<string, string>>;
  /** How it tells what it used. */
  readonly output: 'claude-json' | 'codex-lines' | 'gemini-json' | 'opencode-lines' | 'aider-text' | 'copilot-text';
  /** What people should know, as a sentence. */
  readonly note: string;
}
