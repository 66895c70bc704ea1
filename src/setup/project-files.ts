// What this project brings along for a set-up: the files that are copied into a repository, and what the App asks for.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { paths } from './paths.ts';

/** Texts of the files that a repository gets as they are. */
export interface Templates {
  readonly phaseWorkflow: string;
  readonly submitWorkflow: string;
  readonly issueForm: string;
}

/** What app.yml asks of whoever installs the App. */
export interface AppWishes {
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events: readonly string[];
}

const text = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf-8');

export async function readTemplates(): Promise<Templates> {
  const [phaseWorkflow, submitWorkflow, issueForm] = await Promise.all([
    readPhaseTemplate(),
    text(paths.submitWorkflow),
    text(paths.issueForm),
  ]);
  return { phaseWorkflow, submitWorkflow, issueForm };
}

export const readPhaseTemplate = (): Promise<string> => text(paths.phaseWorkflow);

const appFile = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

export async function readAppWishes(): Promise<AppWishes> {
  const { default_permissions: permissions, default_events: events } = appFile.parse(parse(await text('app.yml')));
  return { permissions, events };
}
