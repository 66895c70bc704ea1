/** An issue is opened, with labels or without; the labels are told of after it, one by one. */
import type { Doer, Site } from '../../site.ts';
import type { Issue, Label } from '../../world/issue.ts';
import type { Repository } from '../../world/repository.ts';
import { announceIssue, newIssue } from './issues.ts';
import { announceLabels } from './labels.ts';

export function openIssue(
  site: Site,
  repository: Repository,
  plan: { readonly title: string; readonly body: string | null; readonly labels: readonly Label[] },
  doer: Doer,
): Issue {
  const issue = newIssue(site, repository, { title: plan.title, body: plan.body }, doer);
  issue.labels = [...plan.labels];
  repository.issues.set(issue.number, issue);
  announceIssue(site, repository, issue, 'opened', doer);
  announceLabels(site, repository, issue, issue.labels, doer);
  return issue;
}
