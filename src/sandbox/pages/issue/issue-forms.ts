/** What people do on the page of an issue or pull request: say something, change it, label, lock, give away, delete. */
import { ApiError, notFound } from '../../rest/reply.ts';
import { nodeId } from '../../shapes/link.ts';
import { findRepository } from '../../world/find.ts';
import type { Issue, Reaction } from '../../world/issue.ts';
import { mutate } from '../ask-graphql.ts';
import { textField } from '../layout/form-fields.ts';
import type { Forms, Submission } from '../submission.ts';

const issues = '/repos/{owner}/{repo}/issues/{issue_number}';
const comments = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export const issueForms: Forms = {
  '/issues/:number/comments': comment,
  '/issues/:number/edit': edit,
  '/issues/:number/labels': label,
  '/issues/:number/lock': lock,
  '/issues/:number/reactions': (submission) => {
    const issue = issueOf(submission);
    return react(submission, issues, { issue_number: String(issue.number) }, issue.reactions, pathOf(issue));
  },
  '/issues/:number/transfer': transfer,
  '/issues/:number/delete': async (submission) => {
    await mutate(submission, 'deleteIssue', { issueId: nodeId('Issue', issueOf(submission).id) }, 'clientMutationId');
    return '/issues';
  },
  '/comments/:id': changeComment,
  '/comments/:id/reactions': (submission) => {
    const { id, issue, reactions } = commentOf(submission);
    return react(submission, comments, { comment_id: String(id) }, reactions, `${pathOf(issue)}#issuecomment-${id}`);
  },
};

/** With a word, a change of state, or both at once. */
async function comment(submission: Submission): Promise<string> {
  const { fields, ask } = submission;
  const issue = issueOf(submission);
  const parameters = { issue_number: String(issue.number) };
  const body = textField(fields, 'body') ?? '';
  const state = textField(fields, 'state') ?? '';
  if (body.trim() !== '' || state === '') await ask(`POST ${issues}/comments`, { parameters, body: { body } });
  const changes: Readonly<Record<string, object>> = {
    completed: { state: 'closed', state_reason: 'completed' },
    not_planned: { state: 'closed', state_reason: 'not_planned' },
    open: { state: 'open' },
  };
  const change = changes[state];
  if (change) await ask(`PATCH ${issues}`, { parameters, body: change });
  return pathOf(issue);
}

/** A browser turns line ends into CR LF; a text that is otherwise the same was not changed. */
async function edit(submission: Submission): Promise<string> {
  const { fields, ask } = submission;
  const issue = issueOf(submission);
  const body = textField(fields, 'body');
  const same = body?.replaceAll('\r\n', '\n') === (issue.body ?? '').replaceAll('\r\n', '\n');
  const change = { title: textField(fields, 'title'), body: same ? undefined : body };
  await ask(`PATCH ${issues}`, { parameters: { issue_number: String(issue.number) }, body: change });
  return pathOf(issue);
}

async function label(submission: Submission): Promise<string> {
  const { fields, ask } = submission;
  const issue = issueOf(submission);
  const parameters = { issue_number: String(issue.number) };
  const name = textField(fields, 'label') ?? '';
  if (textField(fields, 'deed') === 'remove') {
    await ask(`DELETE ${issues}/labels/{name}`, { parameters: { ...parameters, name } });
  } else await ask(`POST ${issues}/labels`, { parameters, body: { labels: [name] } });
  return pathOf(issue);
}

async function lock(submission: Submission): Promise<string> {
  const { fields, ask } = submission;
  const issue = issueOf(submission);
  const parameters = { issue_number: String(issue.number) };
  const reason = textField(fields, 'reason') ?? '';
  if (textField(fields, 'deed') === 'unlock') await ask(`DELETE ${issues}/lock`, { parameters });
  else await ask(`PUT ${issues}/lock`, { parameters, body: reason === '' ? undefined : { lock_reason: reason } });
  return pathOf(issue);
}

async function transfer(submission: Submission): Promise<string> {
  const { fields, site } = submission;
  const issue = issueOf(submission);
  const [owner = '', name = ''] = (textField(fields, 'repository') ?? '').split('/');
  const to = findRepository(site.world, owner, name);
  if (to === undefined) throw new ApiError(422, `There is no repository ${owner}/${name}.`);
  const input = { issueId: nodeId('Issue', issue.id), repositoryId: nodeId('Repository', to.id) };
  await mutate(submission, 'transferIssue', input, 'clientMutationId');
  // Its old address leads to where it is now.
  return pathOf(issue);
}

async function changeComment(submission: Submission): Promise<string> {
  const { fields, ask } = submission;
  const { id, issue, body: before } = commentOf(submission);
  const parameters = { comment_id: String(id) };
  if (textField(fields, 'deed') === 'delete') {
    await ask(`DELETE ${comments}`, { parameters });
    return pathOf(issue);
  }
  const body = textField(fields, 'body') ?? '';
  const same = body.replaceAll('\r\n', '\n') === before.replaceAll('\r\n', '\n');
  await ask(`PATCH ${comments}`, { parameters, body: { body: same ? before : body } });
  return `${pathOf(issue)}#issuecomment-${id}`;
}

/** Pressing a reaction that is one's own takes it back. */
async function react(
  { fields, person, ask }: Submission,
  template: string,
  parameters: Readonly<Record<string, string>>,
  reactions: readonly Reaction[],
  next: string,
): Promise<string> {
  const content = textField(fields, 'content') ?? '';
  const own = reactions.find((each) => each.account === person && each.content === content);
  if (own) {
    const reaction_id = String(own.id);
    await ask(`DELETE ${template}/reactions/{reaction_id}`, { parameters: { ...parameters, reaction_id } });
  } else await ask(`POST ${template}/reactions`, { parameters, body: { content } });
  return next;
}

function issueOf({ repository, parameters }: Submission): Issue {
  const issue = repository.issues.get(Number(parameters.number));
  if (issue === undefined) throw notFound();
  return issue;
}

function commentOf({ repository, parameters }: Submission): ReturnType<typeof repository.comments.get> & object {
  const found = repository.comments.get(Number(parameters.id));
  if (found === undefined) throw notFound();
  return found;
}

function pathOf({ pull, number }: Issue): string {
  return `/${pull ? 'pull' : 'issues'}/${number}`;
}
