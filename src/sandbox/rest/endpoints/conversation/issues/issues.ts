/** Issues: list, read, open, change, lock. */
import { z } from 'zod';
import { lock, unlock } from '../../../../changes/conversation/issues.ts';
import { labelNamed, setLabels } from '../../../../changes/conversation/labels.ts';
import { openIssue } from '../../../../changes/conversation/open-issue.ts';
import { issueShape } from '../../../../shapes/issue.ts';
import { issuesOf } from '../../../../world/find.ts';
import { type Issue, lockReasons } from '../../../../world/issue.ts';
import { type Call, type Endpoint, endpoint, seen } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { created, noContent, ok } from '../../../reply.ts';
import { hasRole, issueIn, readIssues, writeIssues } from '../access.ts';
import { change, checkTexts } from '../change-text.ts';
import { checkNewNames, labelNames, namesIn } from './label-names.ts';

const opened = z.object({ title: z.string(), body: z.string().nullish(), labels: labelNames.optional() });

const changed = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish(),
  labels: labelNames.optional(),
});

/** What the query asks for: `state`, `labels` (all of them), `creator`, `since`. */
function wanted(call: Call): Issue[] {
  const { state = 'open', labels, creator, since } = call.query;
  const names = (labels ?? '').split(',').filter((name) => name !== '');
  const has = (issue: Issue, name: string): boolean =>
    issue.labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
  return seen(call, issuesOf(call.repository)).filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      names.every((name) => has(issue, name)) &&
      (creator === undefined || issue.author.login === creator) &&
      (since === undefined || issue.updatedMs >= Date.parse(since)),
  );
}

/** Labels of those who may not label are dropped without a word, as GitHub documents it. */
function open(call: Call, body: z.infer<typeof opened>): Issue {
  const { site, repository, doer } = call;
  checkTexts('Issue', body.title, body.body);
  const names = hasRole(call, 'triage') ? namesIn(body.labels ?? []) : [];
  checkNewNames(call, names);
  const labels = names.map((name) => labelNamed(site, repository, name, doer));
  return openIssue(site, repository, { title: body.title, body: body.body ?? null, labels }, doer);
}

export const issueEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/issues', readIssues, (call) =>
    listing(call, wanted(call), (issue) => issueShape(call.world, call.repository, issue)),
  ),
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}', readIssues, (call) =>
    ok(issueShape(call.world, call.repository, issueIn(call))),
  ),
  endpoint(
    'POST /repos/{owner}/{repo}/issues',
    { needs: [{ issues: 'write' }], role: 'author', creates: true, body: opened },
    (call) => created(issueShape(call.world, call.repository, open(call, call.body))),
  ),
  endpoint(
    'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    { ...writeIssues, role: 'author', body: changed },
    async (call) => {
      const issue = issueIn(call);
      const { title, body, state, state_reason, labels } = call.body;
      const reason = state_reason === 'reopened' ? undefined : (state_reason ?? undefined);
      await change(call, issue, { title, body, state, reason });
      if (labels !== undefined && hasRole(call, 'triage')) {
        const { site, repository, doer } = call;
        checkNewNames(call, namesIn(labels));
        const all = namesIn(labels).map((name) => labelNamed(site, repository, name, doer));
        setLabels(site, repository, issue, all, doer);
      }
      return ok(issueShape(call.world, call.repository, issue));
    },
  ),
  endpoint(
    'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock',
    { ...writeIssues, body: z.object({ lock_reason: z.enum(lockReasons).optional() }).nullish() },
    (call) => {
      const issue = issueIn(call);
      if (!issue.locked) lock(call.site, call.repository, issue, call.body?.lock_reason, call.doer);
      return noContent();
    },
  ),
  endpoint('DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock', writeIssues, (call) => {
    const issue = issueIn(call);
    if (issue.locked) unlock(call.site, call.repository, issue, call.doer);
    return noContent();
  }),
];
