/** A file or a directory at a commit. */
import { readBlob, readTree, type TreeEntry, writeBlob } from '../../../git/objects.ts';
import { resolveCommit } from '../../../git/refs.ts';
import { repositoryApi, repositoryPage, type Shape } from '../../../shapes/link.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { notFound, ok } from '../../reply.ts';

export const contentsEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/contents/{+path}', { needs: [{ contents: 'read' }] }, async (call) => {
    const { repository } = call;
    const path = (call.parameters.path ?? '').replace(/^\/+|\/+$/g, '');
    const ref = call.query.ref ?? repository.defaultBranch;
    const sha = await resolveCommit(repository, ref, call.seenMs);
    if (sha === undefined) throw notFound();
    const content = path === '' ? undefined : await readBlob(repository.directory, `${sha}:${path}`);
    if (content === undefined) return ok(await directoryShape(call, { path, ref, treeish: `${sha}:${path}` }));
    const blob = await writeBlob(repository.directory, content);
    const encoded = content.toString('base64').replace(/.{60}/g, '$&\n');
    const shape = entryShape(call, { path, ref, type: 'file', size: content.length, sha: blob });
    return ok({ ...shape, encoding: 'base64', content: encoded });
  }),
];

const types: Readonly<Record<TreeEntry['kind'], string>> = { blob: 'file', tree: 'dir', commit: 'submodule' };

/** The entries of a directory, without their contents. Throws 404 when there is none. */
async function directoryShape(
  call: Call,
  { path, ref, treeish }: { path: string; ref: string; treeish: string },
): Promise<Shape[]> {
  const entries = await readTree(call.repository.directory, treeish);
  if (entries === undefined) throw notFound();
  return entries.map((entry) => {
    const inner = path === '' ? entry.path : `${path}/${entry.path}`;
    return entryShape(call, { path: inner, ref, type: types[entry.kind], size: entry.size ?? 0, sha: entry.sha });
  });
}

function entryShape(
  { world, repository }: Call,
  { path, ref, type, size, sha }: { path: string; ref: string; type: string; size: number; sha: string },
): Shape {
  const url = `${repositoryApi(world, repository, `/contents/${path}`)}?ref=${ref}`;
  const html = repositoryPage(world, repository, `/${type === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`);
  const git = repositoryApi(world, repository, `/git/${type === 'dir' ? 'trees' : 'blobs'}/${sha}`);
  return {
    type,
    size,
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    url,
    git_url: git,
    html_url: html,
    download_url: type === 'file' ? html : null,
    _links: { self: url, git, html },
  };
}
