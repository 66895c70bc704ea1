// Who writes the implementation, as the configuration says it.

/** Coding agents that Chimera knows how to run; `model` is its own. */
export const presetNames = ['claude-code', 'codex', 'gemini', 'copilot', 'opencode', 'aider', 'model'] as const;

export type PresetName = (typeof presetNames)[number];

export type CoderChoice =
  | { readonly kind: 'command'; readonly command: string }
  /** Recorded change sets in a directory of the repository. */
  | { readonly kind: 'replay'; readonly directory: string }
  | {
      readonly kind: 'preset';
      readonly preset: PresetName;
      readonly model: string | null;
      readonly arguments: readonly string[];
    };

export interface CoderPolicy {
  readonly choice: CoderChoice;
  /** Times that the coder is called in one attempt. */
  readonly turnsMax: number;
  readonly isolation: 'required' | 'off';
  /** Names of environment variables that it gets besides the harmless ones. */
  readonly passEnvironment: readonly string[];
}
