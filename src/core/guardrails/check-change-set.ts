// The guardrails: what a change set must satisfy before anything of it is committed. They do not trust the phase that
// made it; a finding here is always critical.
import type { Finding } from '../finding.ts';
import type { PhaseName } from '../phase.ts';
import { type ChangeSet, contentBytes } from './change-set.ts';
import { pathProblem } from './check-path.ts';
import { collisions } from './collisions.ts';
import { isProtected } from './path-pattern.ts';
import { tampering } from './tampering.ts';

/** As much as one change set may hold (after what GitHub's own agentic workflows allow). */
const filesMax = 100;
export const contentBytesMax = 4 * 1024 * 1024;

/** Most findings that are told; a result carries no more. */
const findingsMax = 50;

export interface Expectation {
  /** Commit that the change set must be made against. */
  readonly head: string;
  /** The frozen test; `null` before there is one. */
  readonly test: { readonly path: string } | null;
  /** Path of the test that was asked for; only for `e2e_test_generation`. */
  readonly testPath?: string;
  /** Patterns as in the task's policy. */
  readonly protectedPaths: readonly string[];
  readonly phase: PhaseName;
}

/** Every breach of the rules; none when the change set may be committed. */
export function checkChangeSet(changeSet: ChangeSet, expectation: Expectation): Finding[] {
  const findings = [
    ...checkBase(changeSet, expectation),
    ...checkSize(changeSet),
    ...changeSet.files.flatMap((file) => checkFile(file, expectation)),
    ...collisions(changeSet.files).map(({ rule, path, words }) => finding(rule, path, words)),
    ...(expectation.phase === 'e2e_test_generation' ? checkGenerated(changeSet, expectation.testPath) : []),
  ];
  if (findings.length <= findingsMax) return findings;
  const rest = findings.length - findingsMax + 1;
  return [
    ...findings.slice(0, findingsMax - 1),
    finding('more-findings', null, { title: `${rest} more breaches`, explanation: 'Only the first ones are listed.' }),
  ];
}

interface Words {
  readonly title: string;
  readonly explanation: string;
}

function finding(rule: string, path: string | null, words: Words): Finding {
  return { rule, severity: 'critical', path, line: null, ...words };
}

function checkBase(changeSet: ChangeSet, { head }: Expectation): Finding[] {
  if (changeSet.base === head) return [];
  const explanation = `The change set is made against ${show(changeSet.base)}; ${show(head)} was asked for.`;
  return [finding('wrong-base', null, { title: 'Made against another commit', explanation })];
}

function checkSize({ files }: ChangeSet): Finding[] {
  const findings: Finding[] = [];
  if (files.length === 0) {
    const explanation = 'A change set holds at least one file.';
    findings.push(finding('empty-change-set', null, { title: 'No files', explanation }));
  }
  if (files.length > filesMax) {
    const explanation = `The change set holds ${files.length} files; allowed are ${filesMax}. Make a smaller change.`;
    findings.push(finding('too-many-files', null, { title: 'Too many files', explanation }));
  }
  const bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);
  if (bytes > contentBytesMax) {
    const explanation = `The files hold ${bytes} bytes; allowed are ${contentBytesMax} (4 MB). Make a smaller change.`;
    findings.push(finding('too-large', null, { title: 'Too much content', explanation }));
  }
  return findings;
}

const bytesOf = (file: ChangeSet['files'][number]): number =>
  file.kind === 'changed' ? (contentBytes(file) ?? file.content.length) : 0;

function checkFile(file: ChangeSet['files'][number], expectation: Expectation): Finding[] {
  const problem = pathProblem(file.path);
  if (problem !== null) {
    const explanation = `The path ${show(file.path)} ${problem}. Use a plain relative path with forward slashes.`;
    return [finding('unsafe-path', null, { title: 'Unsafe path', explanation })];
  }
  const { path } = file;
  const findings = checkTouched(path, expectation);
  if (file.kind === 'deleted') return findings;
  if (file.mode !== '100644' && file.mode !== '100755') {
    const explanation = `The mode is ${show(file.mode)}; allowed are 100644 and 100755. Symbolic links and submodules are refused.`;
    findings.push(finding('forbidden-mode', path, { title: 'Not a plain file', explanation }));
  }
  if (contentBytes(file) === null) {
    const explanation = `The content is not valid ${file.encoding}.`;
    findings.push(finding('invalid-content', path, { title: 'Content does not fit its encoding', explanation }));
  }
  return findings;
}

function checkTouched(path: string, { test, phase, testPath, protectedPaths }: Expectation): Finding[] {
  if (phase === 'e2e_test_generation' && path === testPath) return [];
  const touched = test === null ? null : tampering(path, test.path);
  if (touched !== null) {
    const explanation = `${touched} The test is a contract: make it pass by changing the application instead.`;
    return [finding('test-tampering', path, { title: 'The frozen test is touched', explanation })];
  }
  if (!isProtected(path, protectedPaths)) return [];
  const explanation =
    'Change sets may not touch this path. If they should, a person lists it under allow_paths in .github/chimera.yml.';
  return [finding('protected-path', path, { title: 'Protected path', explanation })];
}

function checkGenerated({ files }: ChangeSet, testPath: string | undefined): Finding[] {
  const [file] = files;
  if (testPath !== undefined && files.length === 1 && file?.kind === 'changed' && file.path === testPath) return [];
  const explanation = `Test generation writes exactly one file, ${show(testPath ?? 'the test')}, and deletes none.`;
  return [finding('unexpected-file', null, { title: 'Not just the test', explanation })];
}

/** A text from outside, on one line and visible. */
const show = (text: string): string =>
  JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text).replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
