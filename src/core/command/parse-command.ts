// From the words after `/chimera` to a command, or to what is wrong with them.
import { nearest } from '../nearest.ts';
import { type PhaseName, phaseNames, phases } from '../phase.ts';
import { type CommandName, commandTable, usage } from './commands.ts';

export type Command =
  | { readonly name: 'help' | 'status' | 'why' | 'cancel' | 'pause' | 'resume' | 'approve' | 'update' | 'doctor' }
  | { readonly name: 'start'; readonly dryRun: boolean }
  | { readonly name: 'retry'; readonly phase: PhaseName | null }
  | { readonly name: 'reject'; readonly why: string }
  | { readonly name: 'guide'; readonly text: string }
  | { readonly name: 'priority'; readonly priority: number };

export type Parsed =
  | { readonly kind: 'command'; readonly command: Command }
  /** What was found, what is allowed; the name of the nearest command, if one is near. */
  | { readonly kind: 'mistake'; readonly found: string; readonly allowed: string; readonly nearest: string | null };

const phaseWords: Readonly<Record<string, PhaseName>> = {
  test: 'e2e_test_generation',
  code: 'code_implementation',
  review: 'guardian_review',
  staging: 'staging_deployment',
  validation: 'e2e_validation',
  production: 'production_deployment',
  ...Object.fromEntries(phaseNames.map((name) => [name, name])),
  ...Object.fromEntries(phases.map(({ title, name }) => [title.toLowerCase(), name])),
};

/** @param rest all that follows the name, trimmed; it may hold several lines */
export function parseCommand(word: string, rest: string): Parsed {
  const names = commandTable.map(({ name }) => name);
  const name = names.find((candidate) => candidate === word.toLowerCase());
  if (name === undefined) {
    return { kind: 'mistake', found: word, allowed: names.join(', '), nearest: nearest(word, names) };
  }
  return withArgument(name, rest);
}

function withArgument(name: CommandName, rest: string): Parsed {
  const command = (value: Command): Parsed => ({ kind: 'command', command: value });
  switch (name) {
    case 'start':
      if (rest === '' || rest === '--dry-run') return command({ name, dryRun: rest !== '' });
      return mistaken(name, rest, 'nothing, or --dry-run');
    case 'retry': {
      if (rest === '') return command({ name, phase: null });
      const phase = phaseWords[rest.toLowerCase()];
      if (phase !== undefined) return command({ name, phase });
      const words = Object.keys(phaseWords);
      return mistaken(name, rest, `nothing, or a phase: ${words.slice(0, 6).join(', ')}`, nearest(rest, words));
    }
    case 'priority':
      if (/^(?:[1-9]|10)$/.test(rest)) return command({ name, priority: Number(rest) });
      return mistaken(name, rest, 'a whole number from 1 (least) to 10 (most urgent)');
    case 'guide':
      return rest === '' ? mistaken(name, rest, 'what the coder should do differently') : command({ name, text: rest });
    case 'reject':
      return rest === '' ? mistaken(name, rest, 'why the change is not good enough') : command({ name, why: rest });
    default:
      return rest === '' ? command({ name }) : mistaken(name, rest, 'nothing');
  }
}

function mistaken(name: CommandName, rest: string, allowed: string, guess: string | null = null): Parsed {
  const found = rest === '' ? `${name} with nothing after it` : `${name} ${rest}`;
  const entry = commandTable.find((candidate) => candidate.name === name);
  const form = entry === undefined ? name : usage(entry);
  return {
    kind: 'mistake',
    found,
    allowed: `after "${form.split(' ').slice(0, 2).join(' ')}": ${allowed}`,
    nearest: guess === null ? null : `${name} ${guess}`,
  };
}
