/** Labels of a repository, and labels on issues; and who is told. Labelling leaves `updated_at` alone, as on GitHub. */
import { labelShape } from '../../shapes/issue.ts';
import type { Shape } from '../../shapes/link.ts';
import type { Doer, Site } from '../../site.ts';
import { announce } from '../../webhooks/announce.ts';
import { findLabel } from '../../world/find.ts';
import type { Issue, Label } from '../../world/issue.ts';
import type { Repository } from '../../world/repository.ts';
import { newLabel } from '../new-repository.ts';
import { announceIssue } from './issues.ts';

interface LabelText {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string | null;
}

/** The colour of a label for which nobody chose one. */
export const plainColor = 'ededed';

export function createLabel(site: Site, repository: Repository, text: LabelText, doer: Doer): Label {
  const label = newLabel(site.world, repository, text);
  tell(site, repository, label, 'created', doer);
  return label;
}

export function editLabel(site: Site, repository: Repository, label: Label, text: LabelText, doer: Doer): void {
  const { name, color, description } = label;
  repository.labels.delete(name.toLowerCase());
  Object.assign(label, text);
  repository.labels.set(label.name.toLowerCase(), label);
  const changes = {
    ...(name === text.name ? {} : { name: { from: name } }),
    ...(color === text.color ? {} : { color: { from: color } }),
    ...(description === text.description ? {} : { description: { from: description ?? '' } }),
  };
  if (Object.keys(changes).length > 0) tell(site, repository, label, 'edited', doer, { changes });
}

/** It goes from all issues as well; only the label itself is told of. */
export function deleteLabel(site: Site, repository: Repository, label: Label, doer: Doer): void {
  repository.labels.delete(label.name.toLowerCase());
  for (const issue of repository.issues.values()) issue.labels = issue.labels.filter((each) => each !== label);
  tell(site, repository, label, 'deleted', doer);
}

/** The label with this name; a new one when there is none. */
export function labelNamed(site: Site, repository: Repository, name: string, doer: Doer): Label {
  const known = findLabel(repository, name);
  return known ?? createLabel(site, repository, { name, color: plainColor, description: null }, doer);
}

export function addLabels(
  site: Site,
  repository: Repository,
  issue: Issue,
  labels: readonly Label[],
  doer: Doer,
): void {
  const added = labels.filter((label) => !issue.labels.includes(label));
  issue.labels = [...issue.labels, ...added];
  announceLabels(site, repository, issue, added, doer);
}

/** Tells of labels that are on the issue: one event for each. */
export function announceLabels(
  site: Site,
  repository: Repository,
  issue: Issue,
  labels: readonly Label[],
  doer: Doer,
): void {
  for (const label of labels) {
    announceIssue(site, repository, issue, 'labeled', doer, { label: labelShape(site.world, repository, label) });
  }
}

export function removeLabels(
  site: Site,
  repository: Repository,
  issue: Issue,
  labels: readonly Label[],
  doer: Doer,
): void {
  for (const label of labels) {
    issue.labels = issue.labels.filter((each) => each !== label);
    announceIssue(site, repository, issue, 'unlabeled', doer, { label: labelShape(site.world, repository, label) });
  }
}

/** These labels and no others. */
export function setLabels(
  site: Site,
  repository: Repository,
  issue: Issue,
  labels: readonly Label[],
  doer: Doer,
): void {
  const leaving = issue.labels.filter((label) => !labels.includes(label));
  removeLabels(site, repository, issue, leaving, doer);
  addLabels(site, repository, issue, labels, doer);
}

function tell(site: Site, repository: Repository, label: Label, action: string, doer: Doer, more: Shape = {}): void {
  const payload = { label: labelShape(site.world, repository, label), ...more };
  announce(site, { event: 'label', action, repository, doer, payload });
  site.world.changed({ kind: 'repository', repository });
}
