/** Pull requests and their reviews. */
import { z } from 'zod';
import { hasCommitsBetween, pullSize, writePullRefs } from '../../../changes/pull-refs.ts';
import { announcePull } from '../../../changes/refs-changed.ts';
import { commitsBetween, mergeBase } from '../../../git/commits.ts';
import { changedFiles } from '../../../git/diff.ts';
import { diffLines } from '../../../git/diff-lines.ts';
import { refTarget, withRefs } from '../../../git/refs.ts';
import { commitShape } from '../../../shapes/commit.ts';
import { readNodeId, repositoryApi, repositoryPage } from '../../../shapes/link.ts';
import { pullShape, pullSimple, reviewCommentShape, reviewShape } from '../../../shapes/pull-request.ts';
import { announce } from '../../../webhooks/announce.ts';
import { pullsOf } from '../../../world/find.ts';
import { isPull, type PullIssue, type Review, type ReviewComment } from '../../../world/pull-request.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { created, invalid, notFound, ok, unprocessable } from '../../reply.ts';

const read = { needs: [{ pull_requests: 'read' as const }] };
const write = { needs: [{ pull_requests: 'write' as const }] };

function pullOf(call: Call): PullIssue {
  const issue = call.repository.issues.get(Number(call.parameters.pull_number));
  if (issue === undefined || !isPull(issue) || issue.writtenMs > call.seenMs) throw notFound();
  return issue;
}

async function openPull(
  call: Call,
  body: { title: string; body?: string | null | undefined; head: string; base: string; draft?: boolean | undefined },
): Promise<PullIssue> {
  const { repository, world } = call;
  const headRef = body.head.replace(/^[^:]+:/, '');
  const headSha = refTarget(repository, `refs/heads/${headRef}`);
  const baseSha = refTarget(repository, `refs/heads/${body.base}`);
  if (headSha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const open = pullsOf(repository).some((each) => each.state === 'open' && each.pull.headRef === headRef);
  const refuse = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', message });
  if (open) throw refuse(`A pull request already exists for ${repository.owner.login}:${headRef}.`);
  if (!(await hasCommitsBetween(repository, baseSha, headSha))) {
    throw refuse(`No commits between ${body.base} and ${headRef}`);
  }
  const nowMs = world.now();
  const issue: PullIssue = {
    id: world.nextId(),
    writtenMs: nowMs,
    number: repository.issues.size + 1,
    author: call.account,
    title: body.title,
    body: body.body ?? null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    locked: false,
    updatedMs: nowMs,
    closedMs: undefined,
    closedBy: undefined,
    reactions: [],
    viaApp: call.viaApp,
    pull: {
      id: world.nextId(),
      headRef,
      baseRef: body.base,
      headSha,
      baseSha,
      draft: body.draft ?? false,
      mergedMs: undefined,
      mergedBy: undefined,
      mergeCommitSha: null,
      maintainerCanModify: false,
      requestedReviewers: [],
      size: await pullSize(repository.directory, baseSha, headSha),
    },
  };
  repository.issues.set(issue.number, issue);
  await withRefs(repository, () => writePullRefs(repository, issue, nowMs));
  announcePull(call.site, repository, issue.number, 'opened', call.doer);
  return issue;
}

const reviewBody = z.object({
  body: z.string().optional(),
  commit_id: z.string().optional(),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).optional(),
  comments: z
    .array(
      z.object({
        path: z.string(),
        body: z.string(),
        line: z.number().optional(),
        side: z.enum(['LEFT', 'RIGHT']).optional(),
      }),
    )
    .optional(),
});

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

async function review(call: Call, body: z.infer<typeof reviewBody>): Promise<Review> {
  const issue = pullOf(call);
  const { repository, world } = call;
  const { event = 'COMMENT', comments = [] } = body;
  if (event !== 'COMMENT' && issue.author === call.account) {
    throw unprocessable(
      'Unprocessable Entity',
      `Review Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`,
    );
  }
  if (event === 'APPROVE' && call.actor.kind === 'job' && !repository.settings.actionsMayApprove) {
    throw unprocessable('Unprocessable Entity', 'GitHub Actions is not permitted to approve pull requests.');
  }
  if (event !== 'APPROVE' && (body.body ?? '') === '' && comments.length === 0) {
    throw unprocessable('Unprocessable Entity', 'Review body can not be blank');
  }
  const fork = (await mergeBase(repository.directory, issue.pull.baseSha, issue.pull.headSha)) ?? issue.pull.baseSha;
  const files = await changedFiles(repository.directory, fork, issue.pull.headSha);
  const places = comments.map(({ path, line, side = 'RIGHT' }) => {
    const patch = files.find((file) => file.path === path)?.patch;
    const place = diffLines(patch ?? '').find((each) => each.side === side && each.line === line);
    if (place === undefined) {
      throw unprocessable('Unprocessable Entity', 'Line could not be resolved', 'Path could not be resolved');
    }
    return place;
  });
  const nowMs = world.now();
  const made: Review = {
    id: world.nextId(),
    writtenMs: nowMs,
    issue,
    author: call.account,
    state: states[event],
    body: body.body ?? '',
    commitSha: body.commit_id ?? issue.pull.headSha,
    submittedMs: nowMs,
  };
  repository.reviews.set(made.id, made);
  for (const [index, place] of places.entries()) {
    const { path, body: text } = comments[index] ?? { path: '', body: '' };
    const comment: ReviewComment = {
      id: world.nextId(),
      writtenMs: nowMs,
      issue,
      review: made,
      author: call.account,
      path,
      side: place.side,
      line: place.line,
      startLine: null,
      startSide: null,
      position: place.position,
      diffHunk: place.hunk,
      commitSha: made.commitSha,
      inReplyTo: undefined,
      body: text,
      updatedMs: nowMs,
      reactions: [],
    };
    repository.reviewComments.set(comment.id, comment);
  }
  announce(call.site, {
    event: 'pull_request_review',
    action: 'submitted',
    repository,
    doer: call.doer,
    payload: {
      review: { ...reviewShape(world, repository, made), state: made.state.toLowerCase() },
      pull_request: pullShape(world, repository, issue),
    },
  });
  world.changed({ kind: 'review', repository, id: made.id });
  return made;
}

const graphqlBody = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });

export const pullEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/pulls', read, (call) => {
    const { state = 'open', head, base } = call.query;
    const wanted = seen(call, pullsOf(call.repository)).filter(
      (each) =>
        (state === 'all' || each.state === state) &&
        (head === undefined || `${call.repository.owner.login}:${each.pull.headRef}` === head) &&
        (base === undefined || each.pull.baseRef === base),
    );
    return listing(call, wanted, (each) => pullSimple(call.world, call.repository, each));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/pulls',
    {
      ...write,
      creates: true,
      body: z.object({
        title: z.string(),
        body: z.string().nullish(),
        head: z.string(),
        base: z.string(),
        draft: z.boolean().optional(),
      }),
    },
    async (call) => created(pullShape(call.world, call.repository, await openPull(call, call.body))),
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}', read, (call) =>
    ok(pullShape(call.world, call.repository, pullOf(call))),
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    {
      ...write,
      body: z.object({
        title: z.string().optional(),
        body: z.string().nullish(),
        state: z.enum(['open', 'closed']).optional(),
      }),
    },
    (call) => {
      const issue = pullOf(call);
      const { title, body, state } = call.body;
      issue.title = title ?? issue.title;
      if (body !== undefined) issue.body = body;
      issue.updatedMs = call.world.now();
      if (state !== undefined && state !== issue.state) {
        issue.state = state;
        issue.closedMs = state === 'closed' ? call.world.now() : undefined;
        announcePull(call.site, call.repository, issue.number, state === 'closed' ? 'closed' : 'reopened', call.doer);
      }
      call.world.changed({ kind: 'pull_request', repository: call.repository, id: issue.number });
      return ok(pullShape(call.world, call.repository, issue));
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', read, async (call) => {
    const { pull } = pullOf(call);
    const { directory } = call.repository;
    const fork = (await mergeBase(directory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
    return listing(call, await changedFiles(directory, fork, pull.headSha), (file) => ({
      sha: file.sha,
      filename: file.path,
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
      blob_url: repositoryPage(call.world, call.repository, `/blob/${pull.headSha}/${file.path}`),
      raw_url: repositoryPage(call.world, call.repository, `/raw/${pull.headSha}/${file.path}`),
      contents_url: `${repositoryApi(call.world, call.repository, `/contents/${file.path}`)}?ref=${pull.headSha}`,
      ...(file.patch === undefined ? {} : { patch: file.patch }),
    }));
  }),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', read, async (call) => {
    const { pull } = pullOf(call);
    const commits = await commitsBetween(call.repository.directory, pull.baseSha, pull.headSha);
    return listing(call, commits, (commit) => commitShape(call.world, call.repository, commit));
  }),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', read, (call) => {
    const issue = pullOf(call);
    const reviews = seen(call, call.repository.reviews.values()).filter((each) => each.issue === issue);
    return listing(call, reviews, (each) => reviewShape(call.world, call.repository, each));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    { ...write, role: 'author', creates: true, body: reviewBody },
    async (call) => ok(reviewShape(call.world, call.repository, await review(call, call.body))),
  ),
  endpoint('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', read, (call) => {
    const issue = pullOf(call);
    const comments = seen(call, call.repository.reviewComments.values()).filter((each) => each.issue === issue);
    return listing(call, comments, (each) => reviewCommentShape(call.world, call.repository, each));
  }),
  endpoint('POST /graphql', { body: graphqlBody }, (call) => {
    const error = (message: string) => ok({ data: null, errors: [{ type: 'NOT_SUPPORTED', message }] });
    if (!/markPullRequestReadyForReview/.test(call.body.query)) {
      return error('The sandbox answers only markPullRequestReadyForReview over GraphQL; use the REST API.');
    }
    const text = Object.values(call.body.variables ?? {}).find((value) => typeof value === 'string');
    const id = readNodeId(String(text ?? ''))?.id;
    for (const repository of call.world.repositories.values()) {
      const issue = pullsOf(repository).find((each) => String(each.pull.id) === id);
      if (issue === undefined) continue;
      issue.pull.draft = false;
      announcePull(call.site, repository, issue.number, 'ready_for_review', call.doer);
      return ok({ data: { markPullRequestReadyForReview: { clientMutationId: null } } });
    }
    return error('Could not resolve to a node with the global id.');
  }),
];
