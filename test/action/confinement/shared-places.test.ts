// Where anybody may write and the job has its programs, as in /opt of GitHub's hosted runners: what the coder's user puts there would
// run as the job's user next.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openConfinedBench } from '../../../action/src/confinement/confined-bench.ts';
import { findMeans } from '../../../action/src/confinement/other-user.ts';
import { sharedPlaces } from '../../../action/src/confinement/shared-places.ts';
import { runCommand } from '../../../action/src/shell/run-command.ts';
import type { Work } from '../../../src/contract/request.ts';
import { anyCommit, carefree, type PhaseJob, phaseJob, phaseRequest } from '../phase-job.ts';
import { type TodoRepository, todoRepository } from '../todo-repository.ts';

const means = findMeans();
// In CI there is root; elsewhere a machine may offer no way to become somebody else.
const possible = means.kind !== 'none' || process.env.CHIMERA_TEST_DATABASE_URL !== undefined ? test : test.skip;

const work: Work = {
  command: 'implement_feature',
  feature: { title: 'T', text: 'x' },
  test: { path: 'e2e/a.spec.ts', sha256: 'a'.repeat(64), commit: anyCommit },
  testOutput: '',
  feedback: null,
  guidance: [],
  ...carefree.implementation,
  coder: { ...carefree.coder, choice: { kind: 'command', command: 'true' } },
  protectedPaths: [],
};

let place: string;
const at = (...names: string[]): string => join(place, ...names);

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'chimera-shared-'));
  chmodSync(place, 0o755);
  for (const name of ['tools', 'programs', 'closed', 'own', 'around/bin', 'sticky/bin']) {
    mkdirSync(at(name), { recursive: true });
  }
  chmodSync(at('around'), 0o777);
  chmodSync(at('sticky'), 0o1777);
  for (const name of ['tools', 'programs', 'own']) chmodSync(at(name), 0o777);
  writeFileSync(at('programs', 'chrome'), 'one', { mode: 0o777 });
  symlinkSync('programs', at('link'));
});

afterEach(() => rmSync(place, { recursive: true }));

const environment = (...path: string[]) => ({
  RUNNER_TOOL_CACHE: at('tools'),
  PATH: [...path, process.env.PATH].join(delimiter),
});

describe('a place is shared', () => {
  test.each([
    ['where it is the tool cache', [], ['tools']],
    ['where it is in the PATH', ['programs'], ['programs', 'tools']],
    ['by whatever name', ['link', 'programs'], ['programs', 'tools']],
    ['unless only its owner may write', ['closed'], ['tools']],
    ['unless it is not there', ['nowhere'], ['tools']],
    ['unless the coder works in it', ['own'], ['tools']],
    ['where the one around it is', ['around/bin'], ['around', 'tools']],
    ['unless what is in that is safe there', ['sticky/bin'], ['tools']],
  ])('%s', (_, path, expected) => {
    const found = sharedPlaces(environment(...path.map((name) => at(name))), at('own', 'copy'));
    expect(found.filter((one) => one.startsWith(place))).toEqual(expected.map((name) => at(name)));
  });
});

describe('with shared places', () => {
  let job: PhaseJob;
  let repository: TodoRepository;
  beforeEach(() => {
    repository = todoRepository();
    job = phaseJob(phaseRequest(work), repository.directory, environment(at('programs')));
  });
  afterEach(() => {
    job.remove();
    repository.remove();
  });

  possible('what the coder’s user writes there stays nowhere, and it reads what is there', async () => {
    const bench = openConfinedBench(job, { pass: [] });
    const command = `cat ${at('programs', 'chrome')}; echo evil > ${at('programs', 'chrome')} || true; touch ${at('tools', 'x')} || true; touch here`;
    const run = await runCommand(job, command, {
      name: 'x',
      environment: bench.environment(),
      leftovers: 'end',
      bench,
    });
    expect(run.output).toContain('one');
    expect(run.output.match(/Read-only file system/g)).toHaveLength(2);
    expect(existsSync(join(bench.directory, 'here'))).toBe(true);
    bench.close();
    expect(existsSync(at('tools', 'x'))).toBe(false);
  });

  test('nothing runs where they cannot be closed', () => {
    writeFileSync(at('closed', 'unshare'), '#!/bin/bash\necho not permitted >&2\nexit 1\n', { mode: 0o755 });
    const before = process.env.PATH;
    process.env.PATH = `${at('closed')}${delimiter}${before}`;
    try {
      const open = () => openConfinedBench(job, { pass: [], means: { kind: 'root' } });
      expect(open).toThrow(/Anybody may write to .*tools.*: not permitted\..*chmod/s);
    } finally {
      process.env.PATH = before;
    }
  });
});
