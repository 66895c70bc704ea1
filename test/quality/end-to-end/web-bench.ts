// The task descriptions of Web-Bench, which people wrote for programmers and not for us: how many of them become a test.
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Draft, draftTest } from '../../../src/scenario/draft-test.ts';
import { inOneLine, proposeSteps } from '../../../src/scenario/propose-steps.ts';

const file = fileURLToPath(new URL('../../../../shared/data/web-bench/tasks.jsonl', import.meta.url));

const taskSchema = z.object({ project: z.string(), id: z.string(), description: z.string(), spec_tests: z.number() });

export interface WebBenchMeasure {
  readonly tasks: number;
  /** Tests that their authors wrote for them. */
  readonly authorsTests: number;
  /** Descriptions that become a test that compiles and has at least one assertion. */
  readonly compiling: number;
  /** Descriptions for which the question to their author proposes steps that do. */
  readonly proposed: number;
}

/** `null` where the data are missing. */
export function measureWebBench(): WebBenchMeasure | null {
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const tasks = lines.map((line) => taskSchema.parse(JSON.parse(line)));
  const compiling = tasks.filter(({ project, id, description }) => {
    const draft = draftTest({ title: `${project} ${id}`, text: description }, 1);
    return isTest(draft);
  });
  return {
    tasks: tasks.length,
    authorsTests: tasks.reduce((sum, { spec_tests: count }) => sum + count, 0),
    compiling: compiling.length,
    proposed: tasks.filter(({ description }) => isTest(proposalFor(description))).length,
  };
}

const isTest = (draft: Draft | null): boolean =>
  draft?.kind === 'test' && compiles(draft.content) && draft.content.includes('await expect(');

function proposalFor(description: string): Draft | null {
  const proposed = proposeSteps(description);
  return proposed === null ? null : draftTest({ title: 'Proposed', text: inOneLine(proposed) }, 1);
}

/** Whether it parses; nothing of it is run. */
export function compiles(test: string): boolean {
  try {
    stripTypeScriptTypes(test, { mode: 'strip' });
    return true;
  } catch {
    // The measure counts it.
    return false;
  }
}
