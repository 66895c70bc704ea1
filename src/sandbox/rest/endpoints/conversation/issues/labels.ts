/** Labels on an issue or pull request. */
import { addLabels, labelNamed, removeLabels, setLabels } from '../../../../changes/conversation/labels.ts';
import { labelShape } from '../../../../shapes/issue.ts';
import type { Issue, Label } from '../../../../world/issue.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { ApiError, noContent, ok, type Reply } from '../../../reply.ts';
import { issueIn, readIssues, writeIssues } from '../access.ts';
import { checkNewNames, labelsBody, namesIn } from './label-names.ts';

const triage = { ...writeIssues, role: 'triage' as const };

function labelsNamed(call: Call, names: readonly string[]): Label[] {
  checkNewNames(call, names);
  return names.map((name) => labelNamed(call.site, call.repository, name, call.doer));
}

function shown(call: Call, issue: Issue): Reply {
  return ok(issue.labels.map((label) => labelShape(call.world, call.repository, label)));
}

export const issueLabelEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/issues/{issue_number}/labels', readIssues, (call) =>
    listing(call, issueIn(call).labels, (label) => labelShape(call.world, call.repository, label)),
  ),
  endpoint('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', { ...triage, body: labelsBody }, (call) => {
    const issue = issueIn(call);
    addLabels(call.site, call.repository, issue, labelsNamed(call, namesIn(call.body)), call.doer);
    return shown(call, issue);
  }),
  endpoint('PUT /repos/{owner}/{repo}/issues/{issue_number}/labels', { ...triage, body: labelsBody }, (call) => {
    const issue = issueIn(call);
    setLabels(call.site, call.repository, issue, labelsNamed(call, namesIn(call.body)), call.doer);
    return shown(call, issue);
  }),
  endpoint('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels', triage, (call) => {
    const issue = issueIn(call);
    removeLabels(call.site, call.repository, issue, issue.labels, call.doer);
    return noContent();
  }),
  endpoint('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', triage, (call) => {
    const issue = issueIn(call);
    const label = issue.labels.find((each) => each.name.toLowerCase() === call.parameters.name?.toLowerCase());
    if (label === undefined) throw new ApiError(404, 'Label does not exist');
    removeLabels(call.site, call.repository, issue, [label], call.doer);
    return shown(call, issue);
  }),
];
