/** Pull requests: list, read, open, change; their files and commits. */
import { z } from 'zod';
import { commitsBetween, mergeBase } from '../../../../git/commits.ts';
import { changedFiles } from '../../../../git/diff.ts';
import { commitShape } from '../../../../shapes/commit.ts';
import { repositoryApi, repositoryPage, type Shape } from '../../../../shapes/link.ts';
import { pullShape, pullSimple } from '../../../../shapes/pull-request.ts';
import { pullsOf } from '../../../../world/find.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { created, ok } from '../../../reply.ts';
import { pullIn, readPulls, writePulls } from '../access.ts';
import { change } from '../change-text.ts';
import { openPull } from './open-pull.ts';

const opened = z.object({
  title: z.string(),
  body: z.string().nullish(),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().optional(),
});

const changed = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
});

function fileShape(
  { world, repository }: Call,
  headSha: string,
  file: Awaited<ReturnType<typeof changedFiles>>[number],
): Shape {
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: repositoryPage(world, repository, `/blob/${headSha}/${file.path}`),
    raw_url: repositoryPage(world, repository, `/raw/${headSha}/${file.path}`),
    contents_url: `${repositoryApi(world, repository, `/contents/${file.path}`)}?ref=${headSha}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  };
}

export const pullEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/pulls', readPulls, (call) => {
    const { state = 'open', head, base } = call.query;
    const wanted = seen(call, pullsOf(call.repository)).filter(
      (each) =>
        (state === 'all' || each.state === state) &&
        (head === undefined || `${call.repository.owner.login}:${each.pull.headRef}` === head) &&
        (base === undefined || each.pull.baseRef === base),
    );
    return listing(call, wanted, (each) => pullSimple(call.world, call.repository, each));
  }),
  endpoint('POST /repos/{owner}/{repo}/pulls', { ...writePulls, creates: true, body: opened }, async (call) =>
    created(pullShape(call.world, call.repository, await openPull(call, call.body))),
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}', readPulls, (call) =>
    ok(pullShape(call.world, call.repository, pullIn(call))),
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    { ...writePulls, role: 'author', body: changed },
    async (call) => {
      const issue = pullIn(call);
      await change(call, issue, call.body);
      return ok(pullShape(call.world, call.repository, issue));
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', readPulls, async (call) => {
    const { pull } = pullIn(call);
    const { directory } = call.repository;
    const fork = (await mergeBase(directory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
    const files = await changedFiles(directory, fork, pull.headSha);
    return listing(call, files, (file) => fileShape(call, pull.headSha, file));
  }),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', readPulls, async (call) => {
    const { pull } = pullIn(call);
    const commits = await commitsBetween(call.repository.directory, pull.baseSha, pull.headSha);
    return listing(call, commits, (commit) => commitShape(call.world, call.repository, commit));
  }),
];
