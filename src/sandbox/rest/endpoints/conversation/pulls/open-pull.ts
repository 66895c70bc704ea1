/** Opens a pull request, with the checks that GitHub makes before it. */
import { announceIssue, newIssue } from '../../../../changes/conversation/issues.ts';
import { hasCommitsBetween, pullSize, writePullRefs } from '../../../../changes/pull-refs.ts';
import { refTarget, withRefs } from '../../../../git/refs.ts';
import { pullsOf } from '../../../../world/find.ts';
import type { PullIssue } from '../../../../world/pull-request.ts';
import type { Call } from '../../../endpoint.ts';
import { invalid } from '../../../reply.ts';
import { checkTexts } from '../change-text.ts';

interface NewPull {
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean | undefined;
}

/** What it needs of a call; GraphQL's has no repository in its path. */
type Opening = Pick<Call, 'repository' | 'site' | 'world' | 'doer'>;

export async function openPull(call: Opening, plan: NewPull): Promise<PullIssue> {
  checkTexts('PullRequest', plan.title, plan.body);
  // One at a time, or two requests for one branch would both find that there is none yet.
  const issue = await withRefs(call.repository, () => store(call, plan));
  announceIssue(call.site, call.repository, issue, 'opened', call.doer);
  return issue;
}

async function store(call: Opening, plan: NewPull): Promise<PullIssue> {
  const { repository, world, site, doer } = call;
  const { headRef, headSha, baseSha } = await branchesOf(call, plan);
  const issue: PullIssue = {
    ...newIssue(site, repository, { title: plan.title, body: plan.body ?? null }, doer),
    pull: {
      id: world.nextId(),
      headRef,
      baseRef: plan.base,
      headSha,
      baseSha,
      draft: plan.draft ?? false,
      mergedMs: undefined,
      mergedBy: undefined,
      mergeCommitSha: null,
      maintainerCanModify: false,
      requestedReviewers: [],
      size: await pullSize(repository.directory, baseSha, headSha),
    },
  };
  repository.issues.set(issue.number, issue);
  await writePullRefs(repository, issue, issue.writtenMs);
  return issue;
}

/** Both branches are there, the head has commits of its own, and no pull request is open for it. */
async function branchesOf(
  { repository }: Opening,
  plan: NewPull,
): Promise<{ headRef: string; headSha: string; baseSha: string }> {
  const headRef = plan.head.replace(/^[^:]+:/, '');
  const headSha = refTarget(repository, `refs/heads/${headRef}`);
  const baseSha = refTarget(repository, `refs/heads/${plan.base}`);
  if (headSha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const refuse = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', message });
  if (pullsOf(repository).some((each) => each.state === 'open' && each.pull.headRef === headRef)) {
    throw refuse(`A pull request already exists for ${repository.owner.login}:${headRef}.`);
  }
  if (!(await hasCommitsBetween(repository, baseSha, headSha))) {
    throw refuse(`No commits between ${plan.base} and ${headRef}`);
  }
  return { headRef, headSha, baseSha };
}
