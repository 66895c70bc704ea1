// How a coding agent is run without anybody watching: its words, its prompt, its key, and what it says of its usage.
import type { PresetName } from '../../core/coder-choice.ts';

export interface PresetOptions {
  /** Model that the tool is told to use; `null`: it decides. */
  readonly model: string | null;
  /** Further arguments, behind ours. */
  readonly arguments: readonly string[];
  /** Absolute path of the file with the prompt. */
  readonly promptFile: string;
  /** Where its requests are to go; `null`: where they go by themselves. Tools that take it from a variable find it there. */
  readonly address: string | null;
  /** Whether it runs as a user of its own, in a copy of the repository. */
  readonly confined: boolean;
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
  /** The one variable that the tool itself takes its key from; `null`: whichever of `keyVariables` holds it. */
  readonly keyAs: string | null;
  /** How requests can be sent through a proxy that adds the key; `null`: the tool knows no other address. */
  readonly proxy: {
    /** Variable of the job in which the repository may name another address. */
    readonly variable: string;
    /** Where the tool takes its address from: that same variable, or `words`. */
    readonly takes: 'variable' | 'words';
    /** The address that it stands for. */
    readonly baseUrl: string;
    readonly header: string;
    readonly prefix: string;
  } | null;
  /** Program and arguments. The prompt never becomes part of a shell line. */
  words(options: PresetOptions): readonly string[];
  /** `stdin`: the prompt is on standard input. `file`: the words name the file. */
  readonly promptBy: 'stdin' | 'file';
  /** Variables that it needs to run without a person. `home` is a directory outside of the repository that it may write. */
  environment(home: string): Readonly<Record<string, string>>;
  /** What it leaves in the repository for itself, as patterns of `.gitignore`: no part of the change, unless the repository has it. */
  readonly leaves: readonly string[];
  /** How it tells what it used. */
  readonly output: 'claude-json' | 'codex-lines' | 'gemini-json' | 'opencode-lines' | 'aider-text' | 'copilot-text';
  /** What people should know, as a sentence. */
  readonly note: string;
}
