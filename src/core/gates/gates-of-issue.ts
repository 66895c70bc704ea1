// The gates of an issue that has no task yet: what would have to be so for one to start.
import { type Gate, type GateName, gateNames } from './gate.ts';

/** What was found when the question was put; `null` where an earlier gate left nothing to look at. */
export interface Prospects {
  readonly label: { readonly name: string; readonly on: boolean };
  /** Who asks, and whether that person may start a task. */
  readonly person: { readonly login: string; readonly mayWrite: boolean };
  /** What is wrong with the configuration, as a sentence; `null` when nothing is. */
  readonly configuration: string | null;
  /** What keeps the text from becoming a test. */
  readonly questions: readonly string[];
  readonly open: { readonly tasks: number; readonly max: number } | null;
  readonly blockedBy: readonly number[];
}

/** The first gate that holds is the answer; the ones behind it are shown as ahead. */
export function gatesOfIssue(prospects: Prospects): readonly Gate[] {
  const problems = problemsOf(prospects);
  const first = gateNames.find((name) => problems[name] !== undefined);
  const reached = first === undefined ? gateNames.indexOf('breaker') : gateNames.indexOf(first);
  return gateNames.map((name, index) => {
    if (name === first) return { name, state: 'holds', words: problems[name] ?? '' };
    return { name, state: index < reached ? 'passed' : 'ahead', words: problems[name] ?? '' };
  });
}

function problemsOf(prospects: Prospects): Partial<Record<GateName, string>> {
  const { label, person, configuration, questions, open, blockedBy } = prospects;
  return {
    ...(label.on ? {} : { label: `The issue has no label ${label.name}. Put it on, or write /chimera start.` }),
    ...(person.mayWrite ? {} : { permission: `${person.login} has no write access to this repository.` }),
    ...(configuration === null ? {} : { configuration }),
    ...(questions.length === 0 ? {} : { criteria: questions.join(' ') }),
    ...(open !== null && open.tasks >= open.max
      ? {
          'limit per person': `${person.login} has ${open.tasks} open tasks; at most ${open.max} are allowed (open_per_person).`,
        }
      : {}),
    ...(blockedBy.length === 0
      ? {}
      : { dependency: `Open issues come first: ${blockedBy.map((issue) => `#${issue}`).join(', ')}.` }),
  };
}
