// Turns GitHub's answers to the doctor's questions into values: no is an answer, too.
import type { Answer, InstallationAnswer } from '../../setup/doctor/doctor-github.ts';
import { type Authenticate, ask, type coordinates, type Octokit } from '../client.ts';
import { CallFailure } from '../github.ts';

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** Only what GitHub answered, or that it did not, becomes an answer; a mistake of ours still throws. */
export async function answerTo<Value>(question: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { kind: 'told', value: await ask(question) };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    if (error.status === 404) return { kind: 'missing' };
    return { kind: 'refused', status: error.status, words: error.message };
  }
}

/** Asks with the installation's token; without an installation there is no answer to anything. */
export function askInstalled(
  authenticate: Authenticate,
  { owner, name }: RepositoryName,
  installation: () => Promise<Answer<InstallationAnswer>>,
) {
  return async <Value>(
    question: (octokit: Octokit, where: ReturnType<typeof coordinates>) => Promise<Value>,
  ): Promise<Answer<Value>> => {
    const found = await installation();
    if (found.kind === 'refused') return found;
    if (found.kind === 'missing') {
      return { kind: 'refused', status: null, words: 'The app is not installed on the repository' };
    }
    return await answerTo(async () => await question(await authenticate(found.value.id), { owner, repo: name }));
  };
}

/** An answer that is asked for once. */
export function remembered<Value>(question: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | null = null;
  return () => {
    known ??= question();
    return known;
  };
}
