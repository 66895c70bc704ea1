/** Reactions on issues and on their comments. No webhook tells of them, as on GitHub. */
import { z } from 'zod';
import { reactionShape } from '../../../../shapes/issue.ts';
import { type Reaction, type ReactionContent, reactionContents } from '../../../../world/issue.ts';
import type { Change } from '../../../../world/world.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { created, noContent, notFound, ok, type Reply } from '../../../reply.ts';
import { commentIn, issueIn, readIssues, writeIssues } from '../access.ts';

interface Subject {
  readonly kind: Change['kind'];
  readonly id: number;
  readonly reactions: Reaction[];
}

const react = {
  ...writeIssues,
  role: 'author' as const,
  creates: true,
  body: z.object({ content: z.enum(reactionContents) }),
};

/** Each account has each reaction once: 200 when it was there, 201 when it is new. */
function add(call: Call, { kind, id, reactions }: Subject, content: ReactionContent): Reply {
  const known = reactions.find((each) => each.account === call.account && each.content === content);
  if (known) return ok(reactionShape(call.world, known));
  const reaction = { id: call.world.nextId(), writtenMs: call.world.now(), account: call.account, content };
  reactions.push(reaction);
  call.world.changed({ kind, repository: call.repository, id });
  return created(reactionShape(call.world, reaction));
}

function list(call: Call, { reactions }: Subject): Reply {
  const { content } = call.query;
  const wanted = reactions.filter((each) => content === undefined || each.content === content);
  return listing(call, wanted, (reaction) => reactionShape(call.world, reaction));
}

/** Only one's own. */
function remove(call: Call, { kind, id, reactions }: Subject): Reply {
  const at = reactions.findIndex((each) => each.id === Number(call.parameters.reaction_id));
  if (at < 0 || reactions[at]?.account !== call.account) throw notFound();
  reactions.splice(at, 1);
  call.world.changed({ kind, repository: call.repository, id });
  return noContent();
}

function onIssue(call: Call): Subject {
  const { number, reactions } = issueIn(call);
  return { kind: 'issue', id: number, reactions };
}

function onComment(call: Call): Subject {
  const { id, reactions } = commentIn(call);
  return { kind: 'comment', id, reactions };
}

export const reactionEndpoints: readonly Endpoint[] = [
  ...reactionsOf('/repos/{owner}/{repo}/issues/{issue_number}', onIssue),
  ...reactionsOf('/repos/{owner}/{repo}/issues/comments/{comment_id}', onComment),
];

function reactionsOf(path: string, subject: (call: Call) => Subject): readonly Endpoint[] {
  return [
    endpoint(`GET ${path}/reactions`, readIssues, (call) => list(call, subject(call))),
    endpoint(`POST ${path}/reactions`, react, (call) => add(call, subject(call), call.body.content)),
    endpoint(`DELETE ${path}/reactions/{reaction_id}`, { ...writeIssues, role: 'author' }, (call) =>
      remove(call, subject(call)),
    ),
  ];
}
