// What the repository tells coding agents, and everybody who contributes.
import { tryGit } from '../git/git.ts';
import type { Job } from '../job.ts';
import { cut } from '../text/cut.ts';

export interface Instructions {
  readonly file: string;
  readonly text: string;
}

const files = ['AGENTS.md', 'CLAUDE.md', 'CONTRIBUTING.md', '.github/CONTRIBUTING.md'];
const charactersMax = 20_000;

/** From the commit, not from the disk: a link there could lead anywhere. A text that stands in two files counts once. */
export async function readInstructions(job: Job): Promise<Instructions[]> {
  const found: Instructions[] = [];
  for (const file of files) {
    const run = await tryGit(job.workspace, ['cat-file', 'blob', `${job.request.head}:${file}`]);
    const text = run.kind === 'done' ? cut(run.output.toString('utf8'), charactersMax) : null;
    if (text !== null && !found.some((other) => other.text === text)) found.push({ file, text });
  }
  return found;
}
