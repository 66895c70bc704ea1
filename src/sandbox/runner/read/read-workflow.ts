// Text of a workflow file → a Workflow, or what is wrong with it. What the runner cannot execute is a problem here,
// with its name and line, so that nothing is skipped in silence later.

import type { FileProblem, Workflow, WorkflowJob } from '../workflow/workflow.ts';
import { readConcurrency, readDefaults, readPermissions } from './read-clauses.ts';
import { readJob } from './read-job.ts';
import { readTriggers } from './read-triggers.ts';
import { readWithSchema } from './schema-reader.ts';
import { entriesOf, propertyOf, ReadError, type Token, templateMapOf, templateOf, textOf } from './tokens.ts';

/** `path` is the one in the repository: `.github/workflows/x.yml`; it is also the name of a workflow without one. */
export function readWorkflow(path: string, text: string): Workflow | FileProblem[] {
  const root = readWithSchema('workflow', path, text);
  if (Array.isArray(root)) return root;
  try {
    const jobs = entriesOf(propertyOf(root, 'jobs')).map((entry) => readJob(entry.key, entry.keyToken, entry.value));
    checkNeeds(jobs, propertyOf(root, 'jobs'));
    return {
      path,
      name: textOf(propertyOf(root, 'name')) ?? path,
      runName: templateOf(propertyOf(root, 'run-name')),
      triggers: readTriggers(propertyOf(root, 'on')),
      permissions: readPermissions(propertyOf(root, 'permissions')),
      concurrency: readConcurrency(propertyOf(root, 'concurrency')),
      env: templateMapOf(propertyOf(root, 'env')),
      defaults: readDefaults(propertyOf(root, 'defaults')),
      jobs,
    };
  } catch (error) {
    if (error instanceof ReadError) return [{ path, line: error.line, message: error.message }];
    throw error;
  }
}

/** One problem a line, as GitHub words it on a run that could not start. */
export function describeProblems(problems: FileProblem[]): string {
  return problems.map((problem) => `${problem.path} (Line: ${problem.line}): ${problem.message}`).join('\n');
}

function checkNeeds(jobs: WorkflowJob[], token: Token | undefined): void {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const settled = new Set<string>();
  const visit = (job: WorkflowJob, path: string[]) => {
    if (settled.has(job.id)) return;
    if (path.includes(job.id)) {
      throw new ReadError(token, `Job '${job.id}' needs itself: ${[...path, job.id].join(' → ')}`);
    }
    for (const need of job.needs) {
      const needed = byId.get(need);
      if (!needed) throw new ReadError(token, `Job '${job.id}' depends on unknown job '${need}'.`);
      visit(needed, [...path, job.id]);
    }
    settled.add(job.id);
  };
  for (const job of jobs) visit(job, []);
}
