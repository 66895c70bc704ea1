// Every preset. A new one is a file, a line here, and a name in core/coder-choice.ts.
import { aider } from './aider.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { copilot } from './copilot.ts';
import { gemini } from './gemini.ts';
import { opencode } from './opencode.ts';
import type { CoderPreset } from './preset.ts';

export const allPresets: readonly CoderPreset[] = [claudeCode, codex, gemini, copilot, opencode, aider];

export function presetNamed(name: CoderPreset['name']): CoderPreset {
  const preset = allPresets.find((candidate) => candidate.name === name);
  if (preset === undefined) throw new Error(`presets: there is none named "${name}"`);
  return preset;
}
