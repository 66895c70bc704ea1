// Puts statements where their time is: what a step brings about in the browser is awaited from before that step.
import type { Statement } from './understand.ts';
import { again, beginnings, type Hearing } from './vocabulary/hearing.ts';

export interface Step {
  readonly title: string;
  readonly statements: readonly Statement[];
}

export interface TimelyStep extends Step {
  /** Lines of the test that stand before the step. */
  readonly before: readonly string[];
}

export const opening: Statement = {
  kind: 'action',
  code: `await page.goto('./');`,
  early: false,
  names: [],
  acts: true,
  goesOn: false,
};

/** What has to be said early moves to the beginning of the step that brings it about; its own step then says so. */
export function timely(steps: readonly Step[]): readonly TimelyStep[] {
  const placed = steps.map(({ title }) => ({
    title,
    before: [] as string[],
    early: [] as Statement[],
    own: [] as Statement[],
  }));
  /** The step from which on the test listens, for each thing that it listens for. */
  const listening = new Map<Hearing, number>();
  let cause = 0;
  steps.forEach((step, index) => {
    for (const statement of step.statements) {
      const at = placed[statement.early ? cause : index];
      (statement.early ? at?.early : at?.own)?.push(statement);
      const lines = statement.hears === undefined ? [] : begin(statement.hears, statement.goesOn, cause, listening);
      placed[cause]?.before.push(...lines);
      if (statement.acts) cause = index;
    }
  });
  return placed.map(({ title, before, early, own }) => ({ title, before, statements: [...early, ...own] }));
}

/** Lines that begin to listen before the step at `cause`, or begin again. */
function begin(hears: Hearing, goesOn: boolean, cause: number, listening: Map<Hearing, number>): readonly string[] {
  const since = listening.get(hears);
  if (since !== undefined && (since === cause || goesOn)) return [];
  listening.set(hears, cause);
  return since === undefined ? beginnings[hears] : [again[hears]];
}
