// Files one labelled issue for the person who started the run; a run that is started again finds the issue that it filed.
import * as core from '@actions/core';
import { getOctokit } from '@actions/github';
import type { Environment } from '../job.ts';
import { markOf, readSubmission, type Submission, type SubmitInputs } from './read-submission.ts';

/** Sets the output `issue` and the job's summary, or fails the step with what was wrong. */
export async function submit(
  inputs: SubmitInputs & { readonly token: string },
  environment: Environment,
): Promise<void> {
  try {
    const { token, ...typed } = inputs;
    if (token === '') throw new Error('The input "token" is empty; filing an issue needs one with issues: write.');
    const run = environment.GITHUB_RUN_ID ?? '';
    const submission = readSubmission(typed, run);
    const [owner = '', repo = ''] = (environment.GITHUB_REPOSITORY ?? '').split('/');
    const url = await fileOnce(token, { owner, repo }, { submission, run });
    core.setOutput('issue', url);
    if (environment.GITHUB_STEP_SUMMARY) {
      await core.summary
        .addRaw(`## Filed\n\n[Open the issue](${encodeURI(url)}). Chimera shows there how it goes.\n`)
        .write();
    }
  } catch (error) {
    core.setFailed(messageOf(error));
  }
}

async function fileOnce(
  token: string,
  place: { owner: string; repo: string },
  { submission, run }: { submission: Submission; run: string },
): Promise<string> {
  const octokit = getOctokit(token);
  const creator = 'github-actions[bot]';
  const { data: recent } = await octokit.rest.issues.listForRepo({ ...place, creator, state: 'all', per_page: 50 });
  const filed = recent.find(({ body }) => body?.endsWith(markOf(run)) === true);
  if (filed !== undefined) return filed.html_url;
  const { title, body, label } = submission;
  const { data } = await octokit.rest.issues.create({ ...place, title, body, labels: [label] });
  return data.html_url;
}

function messageOf(error: unknown): string {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  const words = error instanceof Error ? error.message : String(error);
  if (status === 403) return `GitHub refused to file the issue: ${words}. The job needs "permissions: issues: write".`;
  if (status === 410) return 'Issues are turned off in this repository. Turn them on under Settings → General.';
  return words;
}
