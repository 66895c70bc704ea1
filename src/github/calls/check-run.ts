// The check run "Chimera" on the pull request's head: the gate that branch protection can pin to the app.
import type { CommitId } from '../../core/identifier.ts';
import type { Repository } from '../../core/task.ts';
import type { CheckRunView } from '../../core/wording/check-run.ts';
import { type Authenticate, act, ask, coordinates, once } from '../client.ts';

const checkRunName = 'Chimera';

export async function createCheckRun(
  authenticate: Authenticate,
  repository: Repository,
  {
    head,
    externalId,
    detailsUrl,
    view,
  }: { head: CommitId; externalId: string; detailsUrl: string; view: CheckRunView },
): Promise<number> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await act(() =>
    octokit.rest.checks.create({
      ...coordinates(repository),
      name: checkRunName,
      head_sha: head,
      external_id: externalId,
      ...(detailsUrl === '' ? {} : { details_url: detailsUrl }),
      ...shown(view),
      request: once(),
    }),
  );
  return data.id;
}

export async function updateCheckRun(
  authenticate: Authenticate,
  repository: Repository,
  { id, view }: { id: number; view: CheckRunView },
): Promise<void> {
  const octokit = await authenticate(repository.installationId);
  await act(() =>
    octokit.rest.checks.update({ ...coordinates(repository), check_run_id: id, ...shown(view), request: once() }),
  );
}

/** The newest check run of the task on this commit. */
export async function findCheckRun(
  authenticate: Authenticate,
  repository: Repository,
  { head, externalId }: { head: CommitId; externalId: string },
): Promise<number | null> {
  const octokit = await authenticate(repository.installationId);
  const { data } = await ask(() =>
    octokit.rest.checks.listForRef({
      ...coordinates(repository),
      ref: head,
      check_name: checkRunName,
      per_page: 100,
      request: once(),
    }),
  );
  const ids = data.check_runs.filter((entry) => entry.external_id === externalId).map((entry) => entry.id);
  return ids.length === 0 ? null : Math.max(...ids);
}

/** GitHub sets `completed` itself when a conclusion is given, and refuses a conclusion of `null`. */
function shown({ status, conclusion, title, summary, text, actions, annotations }: CheckRunView) {
  const output = {
    title,
    summary,
    ...(text === '' ? {} : { text }),
    ...(annotations.length === 0 ? {} : { annotations: annotations.map(annotation) }),
  };
  const view = { status, output, actions: [...actions] };
  return conclusion === null ? view : { ...view, conclusion };
}

function annotation({ path, line, level, title, message }: CheckRunView['annotations'][number]) {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}
