/** Making and listing repositories, and writing files through the API. */
import { z } from 'zod';
import { createRepository } from '../../../changes/create-repository.ts';
import { changeRef } from '../../../changes/refs-changed.ts';
import { objectKind } from '../../../git/commits.ts';
import { readBlob, writeBlob, writeCommit, writeTree } from '../../../git/objects.ts';
import { mayChangeWorkflows } from '../../../git/push-guard.ts';
import { refTarget } from '../../../git/refs.ts';
import { isWorkflowPath } from '../../../git/workflow-changes.ts';
import { roleOn } from '../../../identity/role.ts';
import { pushRefusal } from '../../../protection/push-refusal.ts';
import { gitCommit } from '../../../shapes/commit.ts';
import { repositoryApi, repositoryPage } from '../../../shapes/link.ts';
import { fullRepository, repositoryShape } from '../../../shapes/repository.ts';
import type { Account } from '../../../world/account.ts';
import { findAccount, findRepository } from '../../../world/find.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { listing } from '../../listing.ts';
import { ApiError, created, invalid, notAccessible, notFound, ok, type Reply, unprocessable } from '../../reply.ts';

const newRepository = z.object({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  description: z.string().optional(),
  private: z.boolean().optional(),
  auto_init: z.boolean().optional(),
});

async function make(call: Call, owner: Account, body: z.infer<typeof newRepository>): Promise<Reply> {
  if (findRepository(call.world, owner.login, body.name)) {
    const message = 'name already exists on this account';
    throw invalid({ resource: 'Repository', code: 'custom', field: 'name', message });
  }
  const description = body.description ?? '';
  const repository = await createRepository(call.site, {
    owner,
    name: body.name,
    private: body.private ?? false,
    description,
    defaultBranch: 'main',
    message: 'Initial commit',
    files: body.auto_init === true ? { 'README.md': { content: `# ${body.name}\n\n${description}\n` } } : undefined,
  });
  repository.collaborators.set(call.account.id, 'admin');
  return created(fullRepository(call.world, repository, 'admin'));
}

const fileChange = z.object({
  message: z.string(),
  content: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});

async function putFile(call: Call, body: z.infer<typeof fileChange>): Promise<Reply> {
  const { repository, world } = call;
  const { directory } = repository;
  const path = call.parameters.path ?? '';
  if (isWorkflowPath(path) && !mayChangeWorkflows(call.actor)) throw notAccessible();
  const ref = `refs/heads/${body.branch ?? repository.defaultBranch}`;
  const before = refTarget(repository, ref) ?? null;
  const known = before === null ? undefined : await readBlob(directory, `${before}:${path}`);
  if (known !== undefined && body.sha !== (await writeBlob(directory, known))) {
    if (body.sha === undefined) throw invalid('"sha" wasn\'t supplied.');
    throw new ApiError(409, `${path} does not match ${body.sha}`);
  }
  const blob = await writeBlob(directory, Buffer.from(body.content, 'base64'));
  const tree = await writeTree(directory, before ?? undefined, [{ path, mode: '100644', sha: blob }]);
  const signature = {
    name: call.account.login,
    email: call.account.email,
    date: new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  const parents = before === null ? [] : [before];
  const commit = await writeCommit(directory, {
    tree,
    parents,
    message: body.message,
    author: signature,
    committer: signature,
  });
  const refusal = pushRefusal(call.actor, repository, ref, { before, after: commit.sha, fastForward: true });
  if (refusal !== undefined) {
    throw new ApiError(409, `Could not ${known === undefined ? 'create' : 'update'} file: ${refusal}`);
  }
  if (!(await changeRef(call.site, repository, { ref, before, after: commit.sha }, call.doer))) {
    throw new ApiError(409, `${ref} has moved meanwhile`);
  }
  const url = repositoryApi(world, repository, `/contents/${path}`);
  const html = repositoryPage(world, repository, `/blob/${ref.slice(11)}/${path}`);
  const git = repositoryApi(world, repository, `/git/blobs/${blob}`);
  return {
    status: known === undefined ? 201 : 200,
    body: {
      content: {
        name: path.split('/').at(-1),
        path,
        sha: blob,
        size: Buffer.from(body.content, 'base64').length,
        url,
        html_url: html,
        git_url: git,
        download_url: html,
        type: 'file',
        _links: { self: url, git, html },
      },
      commit: gitCommit(world, repository, commit),
    },
  };
}

export const repositoryListEndpoints: readonly Endpoint[] = [
  endpoint('POST /user/repos', { only: 'user', body: newRepository }, (call) => make(call, call.account, call.body)),
  endpoint('POST /orgs/{org}/repos', { only: 'user', body: newRepository }, (call) => {
    const owner = findAccount(call.world, call.parameters.org ?? '');
    if (owner?.kind !== 'Organization') throw notFound();
    return make(call, owner, call.body);
  }),
  endpoint('GET /user/repos', { only: 'user' }, (call) => {
    const own = [...call.world.repositories.values()].filter((each) => roleOn(each, call.account) !== undefined);
    return listing(call, own, (each) => repositoryShape(call.world, each));
  }),
  endpoint('GET /orgs/{org}/repos', { open: true }, (call) => {
    const owner = findAccount(call.world, call.parameters.org ?? '');
    if (owner?.kind !== 'Organization') throw notFound();
    const own = [...call.world.repositories.values()].filter((each) => each.owner === owner && !each.private);
    return listing(call, own, (each) => repositoryShape(call.world, each));
  }),
  endpoint('PUT /repos/{owner}/{repo}/contents/{+path}', { needs: [{ contents: 'write' }], body: fileChange }, (call) =>
    putFile(call, call.body),
  ),
  endpoint('DELETE /repos/{owner}/{repo}/git/refs/{+ref}', { needs: [{ contents: 'write' }] }, async (call) => {
    const ref = `refs/${call.parameters.ref}`;
    const before = refTarget(call.repository, ref);
    if (before === undefined) throw unprocessable('Reference does not exist');
    const refusal = pushRefusal(call.actor, call.repository, ref, { before, after: null, fastForward: false });
    if (refusal !== undefined) throw unprocessable(refusal);
    await changeRef(call.site, call.repository, { ref, before, after: null }, call.doer);
    return { status: 204 };
  }),
  endpoint('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { needs: [{ contents: 'read' }] }, async (call) => {
    const sha = call.parameters.file_sha ?? '';
    if ((await objectKind(call.repository.directory, sha)) !== 'blob') throw notFound();
    const content = (await readBlob(call.repository.directory, sha)) ?? Buffer.alloc(0);
    return ok({
      sha,
      node_id: sha,
      size: content.length,
      url: repositoryApi(call.world, call.repository, `/git/blobs/${sha}`),
      content: content.toString('base64'),
      encoding: 'base64',
    });
  }),
];
