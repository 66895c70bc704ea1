/** Labels of a repository. */
import { z } from 'zod';
import { createLabel, deleteLabel, editLabel, plainColor } from '../../../../changes/conversation/labels.ts';
import { labelShape } from '../../../../shapes/issue.ts';
import { findLabel } from '../../../../world/find.ts';
import type { Label } from '../../../../world/issue.ts';
import { type Call, type Endpoint, endpoint } from '../../../endpoint.ts';
import { listing } from '../../../listing.ts';
import { created, invalid, noContent, notFound, ok, type Reply } from '../../../reply.ts';
import { readIssues, writeIssues } from '../access.ts';
import { checkLabel } from './label-names.ts';

const text = z.object({ color: z.string().optional(), description: z.string().nullish() });

function labelIn(call: Call): Label {
  const label = findLabel(call.repository, call.parameters.name ?? '');
  if (label === undefined) throw notFound();
  return label;
}

function needFree(call: Call, name: string, self?: Label): void {
  const known = findLabel(call.repository, name);
  if (known && known !== self) throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
}

const shape = (call: Call, label: Label): unknown => labelShape(call.world, call.repository, label);

function edit(call: Call, body: z.infer<typeof text> & { new_name?: string | undefined }): Reply {
  const label = labelIn(call);
  const { new_name: name = label.name, color = label.color, description = label.description } = body;
  checkLabel({ name, color, description });
  needFree(call, name, label);
  editLabel(call.site, call.repository, label, { name, color, description }, call.doer);
  return ok(shape(call, label));
}

export const repositoryLabelEndpoints: readonly Endpoint[] = [
  endpoint('GET /repos/{owner}/{repo}/labels', readIssues, (call) =>
    listing(call, [...call.repository.labels.values()], (label) => shape(call, label)),
  ),
  endpoint('GET /repos/{owner}/{repo}/labels/{name}', readIssues, (call) => ok(shape(call, labelIn(call)))),
  endpoint('POST /repos/{owner}/{repo}/labels', { ...writeIssues, body: text.extend({ name: z.string() }) }, (call) => {
    const { name, color = plainColor, description = null } = call.body;
    checkLabel({ name, color, description });
    needFree(call, name);
    return created(shape(call, createLabel(call.site, call.repository, { name, color, description }, call.doer)));
  }),
  endpoint(
    'PATCH /repos/{owner}/{repo}/labels/{name}',
    { ...writeIssues, body: text.extend({ new_name: z.string().optional() }) },
    (call) => edit(call, call.body),
  ),
  endpoint('DELETE /repos/{owner}/{repo}/labels/{name}', writeIssues, (call) => {
    deleteLabel(call.site, call.repository, labelIn(call), call.doer);
    return noContent();
  }),
];
