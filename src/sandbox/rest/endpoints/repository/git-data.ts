/** Git through the API: refs, commits, trees, blobs. */
import { z } from 'zod';
import { changeRef } from '../../../changes/refs-changed.ts';
import { historyOf, isAncestor, markVerified, objectKind, readCommit } from '../../../git/commits.ts';
import { type TreeChange, writeBlob, writeCommit, writeTree } from '../../../git/objects.ts';
import { mayBringIn } from '../../../git/push-guard.ts';
import { isRefName, refTarget, resolveCommit } from '../../../git/refs.ts';
import { pushRefusal } from '../../../protection/push-refusal.ts';
import { commitShape, gitCommit } from '../../../shapes/commit.ts';
import { nodeId, repositoryApi, type Shape } from '../../../shapes/link.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { created, notAccessible, notFound, ok, unprocessable } from '../../reply.ts';

const read = { needs: [{ contents: 'read' as const }] };
const write = { needs: [{ contents: 'write' as const }], creates: true };

/** A ref points to a commit, or to an annotated tag. */
async function refShape(call: Call, ref: string, sha: string): Promise<Shape> {
  const type = (await objectKind(call.repository.directory, sha)) ?? 'commit';
  return {
    ref,
    node_id: nodeId('Ref', `${call.repository.id}:${ref}`),
    url: repositoryApi(call.world, call.repository, `/git/${ref}`),
    object: { type, sha, url: repositoryApi(call.world, call.repository, `/git/${type}s/${sha}`) },
  };
}

/** Throws 403 when the commit brings in workflow files that the caller may not change. */
async function mustMayBringIn(call: Call, before: string | null, after: string): Promise<void> {
  if (!(await mayBringIn(call.actor, call.repository, { before, after }))) throw notAccessible();
}

const signatureOf = (call: Call) => ({
  name: call.account.login,
  email: call.account.email,
  date: new Date(call.world.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
});

export const gitDataEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/git/ref/{+ref}', read, async (call) => {
    const ref = `refs/${call.parameters.ref}`;
    const sha = refTarget(call.repository, ref, call.seenMs);
    if (sha === undefined) throw notFound();
    return ok(await refShape(call, ref, sha));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/git/refs',
    { ...write, body: z.object({ ref: z.string(), sha: z.string() }) },
    async (call) => {
      const { ref, sha } = call.body;
      if (!/^refs\/[^/]+\/.+/.test(ref) || !(await isRefName(ref)))
        throw unprocessable('Reference name must start with "refs/" and have a name.');
      if ((await objectKind(call.repository.directory, sha)) === undefined)
        throw unprocessable('Object does not exist');
      if (refTarget(call.repository, ref) !== undefined) throw unprocessable('Reference already exists');
      await mustMayBringIn(call, null, sha);
      const done = await changeRef(call.site, call.repository, { ref, before: null, after: sha }, call.doer);
      if (!done) throw unprocessable('Reference already exists');
      return created(await refShape(call, ref, sha));
    },
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/git/refs/{+ref}',
    { ...write, creates: false, body: z.object({ sha: z.string(), force: z.boolean().optional() }) },
    async (call) => {
      const ref = `refs/${call.parameters.ref}`;
      const { sha, force } = call.body;
      const before = refTarget(call.repository, ref);
      if (before === undefined) throw unprocessable('Reference does not exist');
      if ((await objectKind(call.repository.directory, sha)) === undefined)
        throw unprocessable('Object does not exist');
      const fastForward = await isAncestor(call.repository.directory, before, sha);
      if (force !== true && !fastForward) throw unprocessable('Update is not a fast forward');
      if (before === sha) return ok(await refShape(call, ref, sha));
      const refusal = pushRefusal(call.actor, call.repository, ref, { before, after: sha, fastForward });
      if (refusal !== undefined) throw unprocessable(refusal);
      await mustMayBringIn(call, before, sha);
      const done = await changeRef(call.site, call.repository, { ref, before, after: sha }, call.doer);
      if (!done) throw unprocessable('Update is not a fast forward');
      return ok(await refShape(call, ref, sha));
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', read, async (call) => {
    const commit = await readCommit(call.repository.directory, call.parameters.commit_sha ?? '');
    if (commit === undefined) throw notFound();
    return ok(gitCommit(call.world, call.repository, commit));
  }),
  endpoint(
    'POST /repos/{owner}/{repo}/git/commits',
    { ...write, body: z.object({ message: z.string(), tree: z.string(), parents: z.array(z.string()).optional() }) },
    async (call) => {
      const { directory } = call.repository;
      const { message, tree, parents = [] } = call.body;
      if ((await objectKind(directory, tree)) !== 'tree') throw unprocessable('Tree SHA does not exist');
      for (const parent of parents) {
        if ((await objectKind(directory, parent)) !== 'commit') {
          throw unprocessable('Parent SHA does not exist or is not a commit object');
        }
      }
      const signature = signatureOf(call);
      const commit = await writeCommit(directory, { tree, parents, message, author: signature, committer: signature });
      return created(gitCommit(call.world, call.repository, call.viaApp === undefined ? commit : markVerified(commit)));
    },
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/git/trees',
    {
      ...write,
      body: z.object({
        base_tree: z.string().optional(),
        tree: z.array(
          z.object({
            path: z.string(),
            mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
            type: z.enum(['blob', 'tree', 'commit']).optional(),
            sha: z.string().nullish(),
            content: z.string().optional(),
          }),
        ),
      }),
    },
    async (call) => {
      const { directory } = call.repository;
      const { base_tree, tree } = call.body;
      if (base_tree !== undefined && (await objectKind(directory, base_tree)) === undefined) {
        throw unprocessable('GitRPC::BadObjectState');
      }
      const changes: TreeChange[] = [];
      for (const { path, mode, sha, content } of tree) {
        const blob = content === undefined ? (sha ?? null) : await writeBlob(directory, content);
        if (blob !== null && (await objectKind(directory, blob)) === undefined) {
          throw unprocessable('tree.sha is not a valid blob');
        }
        changes.push({ path, mode, sha: blob });
      }
      const sha = await writeTree(directory, base_tree, changes);
      const url = repositoryApi(call.world, call.repository, `/git/trees/${sha}`);
      return created({ sha, url, truncated: false, tree: [] });
    },
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/git/blobs',
    { ...write, body: z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).optional() }) },
    async (call) => {
      const { content, encoding = 'utf-8' } = call.body;
      const sha = await writeBlob(call.repository.directory, Buffer.from(content, encoding));
      return created({ sha, url: repositoryApi(call.world, call.repository, `/git/blobs/${sha}`) });
    },
  ),
  endpoint('GET /repos/{owner}/{repo}/commits', read, async (call) => {
    const start = await resolveCommit(call.repository, call.query.sha ?? call.repository.defaultBranch, call.seenMs);
    if (start === undefined) throw notFound();
    const commits = await historyOf(call.repository.directory, start);
    return listing(call, commits, (commit) => commitShape(call.world, call.repository, commit));
  }),
];
