/** Annotated tag objects: made without a ref, and read by their id. */
import { z } from 'zod';
import { objectKind } from '../../../git/commits.ts';
import { git } from '../../../git/git.ts';
import { nodeId, repositoryApi, type Shape } from '../../../shapes/link.ts';
import { type Call, type Endpoint, endpoint } from '../../endpoint.ts';
import { created, notFound, ok, unprocessable } from '../../reply.ts';

interface Tag {
  readonly sha: string;
  readonly name: string;
  readonly message: string;
  readonly tagger: { readonly name: string; readonly email: string; readonly date: string };
  readonly object: { readonly sha: string; readonly type: string };
}

const newTag = z.object({
  tag: z.string().min(1),
  message: z.string(),
  object: z.string(),
  type: z.enum(['commit', 'tree', 'blob']),
  tagger: z.object({ name: z.string(), email: z.string(), date: z.string().optional() }).optional(),
});

function tagShape(call: Call, tag: Tag): Shape {
  return {
    node_id: nodeId('Tag', `${call.repository.id}:${tag.sha}`),
    sha: tag.sha,
    url: repositoryApi(call.world, call.repository, `/git/tags/${tag.sha}`),
    tagger: tag.tagger,
    object: {
      ...tag.object,
      url: repositoryApi(call.world, call.repository, `/git/${tag.object.type}s/${tag.object.sha}`),
    },
    tag: tag.name,
    message: tag.message,
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

async function readTag(directory: string, sha: string): Promise<Tag | undefined> {
  if (!/^[0-9a-f]{40}$/.test(sha) || (await objectKind(directory, sha)) !== 'tag') return undefined;
  const text = await git(directory, ['cat-file', 'tag', sha]);
  const end = text.indexOf('\n\n');
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(text.slice(0, end))?.[1] ?? '';
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(field('tagger')) ?? [];
  return {
    sha,
    name: field('tag'),
    message: text.slice(end + 2),
    tagger: { name, email, date: new Date(Number(seconds) * 1_000).toISOString().replace(/\.\d+Z$/, 'Z') },
    object: { sha: field('object'), type: field('type') },
  };
}

async function writeTag(call: Call, body: z.infer<typeof newTag>): Promise<Tag> {
  const { directory } = call.repository;
  if ((await objectKind(directory, body.object)) !== body.type) {
    throw unprocessable('Object does not exist, or is of another type');
  }
  const { name, email, date } = body.tagger ?? { name: call.account.login, email: call.account.email };
  const seconds = Math.floor((date === undefined ? call.world.now() : Date.parse(date)) / 1_000);
  const plain = (text: string): string => text.replaceAll(/[<>\n]/g, '');
  const input = `object ${body.object}\ntype ${body.type}\ntag ${plain(body.tag)}\ntagger ${plain(name)} <${plain(email)}> ${seconds} +0000\n\n${body.message}`;
  const sha = (await git(directory, ['hash-object', '-t', 'tag', '-w', '--stdin'], { input })).trim();
  const written = await readTag(directory, sha);
  if (written === undefined) throw new Error(`git wrote tag ${sha} in ${directory}, but cannot read it`);
  return written;
}

export const gitTagEndpoints: readonly Endpoint[] = [
  endpoint(
    'POST /repos/{owner}/{repo}/git/tags',
    { needs: [{ contents: 'write' }], creates: true, body: newTag },
    async (call) => created(tagShape(call, await writeTag(call, call.body))),
  ),
  endpoint('GET /repos/{owner}/{repo}/git/tags/{tag_sha}', { needs: [{ contents: 'read' }] }, async (call) => {
    const tag = await readTag(call.repository.directory, call.parameters.tag_sha ?? '');
    if (tag === undefined) throw notFound();
    return ok(tagShape(call, tag));
  }),
];
