// A change set against the guardrails, and its fingerprint.
import { createHash } from 'node:crypto';
import type { ChangeSet } from '../contract/change-set.ts';
import type { Finding } from '../core/finding.ts';
import { checkChangeSet } from '../core/guardrails/check-change-set.ts';
import type { ChangeSummary } from '../core/outcome.ts';
import type { Attempt, Task } from '../core/task.ts';

type ChangedFile = Extract<ChangeSet['files'][number], { kind: 'changed' }>;

/** Same files with the same contents give the same fingerprint, in whatever order they come. */
export function summarise(changes: ChangeSet): ChangeSummary {
  const lines = changes.files
    .map((file) => (file.kind === 'deleted' ? `- ${file.path}` : `${file.mode} ${file.path} ${hashOf(file)}`))
    .sort();
  return { sha256: createHash('sha256').update(lines.join('\n')).digest('hex'), files: changes.files.length };
}

/** SHA-256 of a changed file's bytes, in hexadecimal. */
export function hashOf(file: ChangedFile): string {
  return createHash('sha256').update(Buffer.from(file.content, file.encoding)).digest('hex');
}

/** What the guardrails find; empty means that the change set may be committed. */
export function doubtChangeSet(
  changes: ChangeSet,
  { task, attempt, testPath }: { task: Task; attempt: Attempt; testPath?: string },
): Finding[] {
  return checkChangeSet(changes, {
    head: attempt.head,
    test: task.test,
    ...(testPath === undefined ? {} : { testPath }),
    protectedPaths: task.policy.protectedPaths,
    phase: attempt.phase,
  });
}
