// Workflows that deploy: by their file's or their own name, a job's name, or an environment.
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { paths } from '../paths.ts';
import type { Files } from '../set-up-github.ts';
import type { DeployWorkflow } from './found.ts';

const directory = '.github/workflows';

/** Files that are looked at; a repository with more has its deployment among the first, or it is not found. */
const filesMax = 20;

/** Longest file that is looked at, in characters. */
const charactersMax = 200_000;

const ours: readonly string[] = [paths.phaseWorkflow, paths.submitWorkflow];

const workflow = z.object({
  name: z.string().nullish().catch(null),
  jobs: z.record(
    z.string(),
    z.object({
      name: z.string().nullish().catch(null),
      environment: z
        .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
        .nullish()
        .catch(null),
    }),
  ),
});

export async function findDeployWorkflows(
  files: Files,
): Promise<{ workflows: readonly DeployWorkflow[]; notes: readonly string[] }> {
  const workflows: DeployWorkflow[] = [];
  const notes: string[] = [];
  const names = (await files.list(directory)).filter((name) => /\.ya?ml$/.test(name)).sort();
  for (const name of names.slice(0, filesMax)) {
    const path = `${directory}/${name}`;
    if (ours.includes(path)) continue;
    const text = await files.read(path);
    const read = text === null || text.length > charactersMax ? null : readWorkflow(text);
    if (read === null) notes.push(`${path} could not be read.`);
    else if (read.environments.length > 0 || [name, ...read.names].some((each) => /deploy/i.test(each))) {
      workflows.push({ path, environments: read.environments });
    }
  }
  if (names.length > filesMax) notes.push(`Of ${names.length} workflows the first ${filesMax} were looked at.`);
  return { workflows, notes };
}

function readWorkflow(text: string): { names: string[]; environments: string[] } | null {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return null;
  const parsed = workflow.safeParse(plainValues(() => document.toJS({ maxAliasCount: 100 })));
  if (!parsed.success) return null;
  const jobs = Object.entries(parsed.data.jobs);
  const environments = jobs.flatMap(([, job]) => (isName(job.environment) ? [job.environment] : []));
  const names = [parsed.data.name ?? '', ...jobs.flatMap(([id, job]) => [id, job.name ?? ''])];
  return { names, environments: [...new Set(environments)] };
}

/** An alias without an anchor, or aliases that would unfold to a bomb, show only when the values are built. */
function plainValues(build: () => unknown): unknown {
  try {
    return build();
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A name that stands there, not an expression; as the configuration takes it. */
const isName = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text.trim() !== '' && text.length <= 255 && !/\$\{\{|[\p{Cc}\p{Cf}]/u.test(text);
