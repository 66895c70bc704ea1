// A coder that wants everything: the job's secrets, its result, its runner, and a change that nobody should accept. It is a
// real script, run as the action runs any coder, and winning buys it nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findMeans } from '../../../action/src/confinement/other-user.ts';
import { sha256 } from '../../../action/src/git/frozen-test.ts';
import { runWork } from '../../../action/src/run-work.ts';
import type { ChangeSet } from '../../../src/contract/change-set.ts';
import type { Work } from '../../../src/contract/request.ts';
import type { ResultVerdict } from '../../../src/contract/result.ts';
import { checkChangeSet } from '../../../src/core/guardrails/check-change-set.ts';
import { protectedPathsDefault } from '../../../src/core/guardrails/protected-paths.ts';
import { commitId } from '../../../src/core/identifier.ts';
import { carefree, type PhaseJob, phaseJob, phaseRequest } from '../phase-job.ts';
import { todoRepository } from '../todo-repository.ts';

const means = findMeans();
// In CI there is root; elsewhere a machine may offer no way to become somebody else.
const possible = means.kind !== 'none' || process.env.CHIMERA_TEST_DATABASE_URL !== undefined ? test : test.skip;

const canary = `canary-${Math.trunc(performance.timeOrigin)}-of-the-job`;
const frozen = "test('a', () => {});\n";
const repository = todoRepository();
const runner = mkdtempSync(join(tmpdir(), 'chimera-runner-'));

beforeAll(() => {
  mkdirSync(join(runner, '_runner_file_commands'));
  for (const name of ['output', 'env', 'event.json']) writeFileSync(join(runner, name), canary);
});

afterAll(() => {
  repository.remove();
  rmSync(runner, { recursive: true, force: true });
});

interface Attack {
  readonly job: PhaseJob;
  readonly result: ResultVerdict;
  readonly head: string;
}

async function attack(script: string, look: (attack: Attack) => Promise<void> | void): Promise<void> {
  const head = repository.commit({ 'e2e/a.spec.ts': frozen, 'app.js': 'one\n', '.gitignore': 'node_modules\n' });
  const work: Work = {
    command: 'implement_feature',
    feature: { title: 'T', text: 'x' },
    test: { path: 'e2e/a.spec.ts', sha256: sha256(frozen), commit: head },
    testOutput: '',
    feedback: null,
    guidance: [],
    ...carefree.implementation,
    coder: { ...carefree.coder, choice: { kind: 'command', command: script }, isolation: 'required' },
    protectedPaths: [],
  };
  const environment = {
    ...process.env,
    MODEL_API_KEY: canary,
    ACTIONS_RUNTIME_TOKEN: canary,
    INPUT_TOKEN: canary,
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_ENV: join(runner, 'env'),
    GITHUB_EVENT_PATH: join(runner, 'event.json'),
    RUNNER_TEMP: runner,
  };
  const job = phaseJob(phaseRequest(work, { head, base: head }), repository.directory, environment);
  const before = process.env.CHIMERA_CANARY;
  process.env.CHIMERA_CANARY = canary;
  try {
    const result = await runWork(job);
    await look({ job, result, head });
  } finally {
    if (before === undefined) delete process.env.CHIMERA_CANARY;
    job.remove();
  }
}

/** The repository has one at `lib` meanwhile, which is not checked out, as actions/checkout leaves it. */
async function withSubmodule(commit: string, work: () => Promise<void>): Promise<void> {
  const place = join(repository.directory, 'lib');
  mkdirSync(place);
  repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},lib`);
  try {
    await work();
  } finally {
    rmSync(place, { recursive: true });
    repository.commit({});
  }
}

function changeSetOf(result: ResultVerdict): ChangeSet {
  if (result.verdict !== 'succeeded' || result.output.command !== 'implement_feature') {
    throw new Error(JSON.stringify(result));
  }
  return result.output.changeSet;
}

const guarded = (changeSet: ChangeSet, head: string) =>
  checkChangeSet(changeSet, {
    head: commitId(head),
    test: { path: 'e2e/a.spec.ts' },
    protectedPaths: protectedPathsDefault,
    phase: 'code_implementation',
  }).map(({ rule }) => rule);

describe('a hostile coder', () => {
  possible('reads no secret: not of the environment, of other processes, of git, nor of the runner', async () => {
    const script = `
      { env; cat /proc/*/environ; cat "${runner}"/*; cat "${repository.directory}/.git/config"; git config --list;
        cat ${repository.directory}/../*/result.json; ls -la ${runner}; sudo -n cat /proc/1/environ; id; } > loot.txt 2>&1 || true
      echo two > app.js`;
    await attack(script, ({ job, result }) => {
      const loot = changeSetOf(result).files.find(({ path }) => path === 'loot.txt');
      const text = loot?.kind === 'changed' ? Buffer.from(loot.content, loot.encoding).toString() : '';
      expect(text).toContain('uid=6');
      expect(text).not.toContain(canary);
      expect(job.log()).not.toContain(canary);
      expect(readFileSync(join(job.result.path, 'evidence', 'coder.txt'), 'utf8')).not.toContain(canary);
    });
  });

  possible('writes nothing outside of its copy: no result, no hook, no file of the runner', async () => {
    const before = execFileSync('git', ['status', '--porcelain'], { cwd: repository.directory, encoding: 'utf8' });
    const script = `
      for place in "${runner}" "${runner}"/* "${repository.directory}" ${tmpdir()}/chimera-job-*/result ${tmpdir()}/chimera-job-*/scratch; do
        echo '{"version":1,"result":{"verdict":"succeeded"}}' > "$place/result.json" || true
      done 2>/dev/null
      echo pwned > "${runner}/output" || true
      mkdir -p .git/hooks; printf '#!/bin/sh\\ntouch ${runner}/hooked\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit
      cp .git/hooks/pre-commit "${repository.directory}/.git/hooks/post-checkout" 2>/dev/null || true
      git config core.fsmonitor 'touch ${runner}/monitored'; git config filter.x.clean 'touch ${runner}/filtered; cat'
      echo '* filter=x' > .gitattributes; echo two > app.js`;
    await attack(script, ({ job, result, head }) => {
      expect(changeSetOf(result).files.map(({ path }) => path)).toEqual(['.gitattributes', 'app.js']);
      expect(guarded(changeSetOf(result), head)).toEqual(['protected-path']);
      expect(readdirSync(runner).sort()).toEqual(['_runner_file_commands', 'env', 'event.json', 'output']);
      expect(readFileSync(join(runner, 'output'), 'utf8')).toBe(canary);
      expect(existsSync(join(job.result.path, 'result.json'))).toBe(false);
      expect(existsSync(join(repository.directory, '.git/hooks/post-checkout'))).toBe(false);
      expect(execFileSync('git', ['status', '--porcelain'], { cwd: repository.directory, encoding: 'utf8' })).toBe(
        before,
      );
    });
  });

  possible('hands in workflows, lock files, links and the test itself, and the guardrails see them all', async () => {
    const script = `
      mkdir -p .github/workflows; echo 'on: push' > .github/workflows/x.yml; echo '{}' > package-lock.json
      ln -s /etc/passwd link; ln -s ../../.. up; mkfifo pipe; echo weaker > e2e/a.spec.ts`;
    await attack(script, ({ result, head }) => {
      const changeSet = changeSetOf(result);
      const link = changeSet.files.find(({ path }) => path === 'link');
      expect(link).toMatchObject({ mode: '120000', content: '/etc/passwd' });
      expect(new Set(guarded(changeSet, head))).toEqual(
        new Set(['protected-path', 'forbidden-mode', 'test-tampering']),
      );
    });
  });

  possible.each([
    ['10 GB', 'truncate -s 10G huge.bin || head -c 900000000 /dev/zero > huge.bin', 'huge.bin'],
    ['5,000 files', 'mkdir many; for i in $(seq 5000); do echo $i > many/$i; done', '5000 files'],
    ['a repository in the repository', 'mkdir sub; cd sub; git init -q; touch x', 'a repository of its own in sub'],
    ['one without a name for it', 'mkdir -p a/b; ln -s /etc a/b/.git', 'a repository of its own in a/b'],
    ['a name that is no UTF-8', 'touch "$(printf \'a\\377b\')"', 'UTF-8'],
  ])('with %s costs a bounded amount and gets a clear message', async (_, script, words) => {
    await attack(script, ({ result }) => {
      expect(result).toMatchObject({
        verdict: 'errored',
        failure: { class: 'coder_failed', message: expect.stringContaining(words) },
      });
    });
  });

  possible.each([
    ['a folder', 'cp -a node_modules/made lib'],
    ['a link', 'mkdir lib; cp node_modules/made/file lib; ln -s ../node_modules/made/.git lib/.git'],
    ['a file', 'mkdir lib; cp node_modules/made/file lib; echo "gitdir: ../node_modules/made/.git" > lib/.git'],
  ])('in the place of a submodule, a repository whose settings run a script, as %s, runs nothing', async (_, put) => {
    const make = `git init --quiet made; cd made; echo one > file; git add file
      export GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
      git -c user.name=x -c user.email=x@example.com commit --quiet -m x`;
    const elsewhere = mkdtempSync(join(tmpdir(), 'chimera-lib-'));
    const made = execFileSync('bash', ['-c', `${make}; git rev-parse HEAD`], { cwd: elsewhere, encoding: 'utf8' });
    const trace = join(runner, 'ran');
    const script = `
      rm -rf lib; mkdir node_modules; cd node_modules; ${make}
      git config filter.x.clean 'sh -c "id > ${trace}; cat"'; git config core.fsmonitor 'id > ${trace}; false'
      echo '* filter=x' > .git/info/attributes; echo two > file; cd ../..; ${put}; echo two > app.js`;
    try {
      await withSubmodule(made.trim(), () =>
        attack(script, ({ result, head }) => {
          expect(existsSync(trace)).toBe(false);
          expect(changeSetOf(result).files.map(({ path }) => path)).toEqual(['app.js']);
          expect(guarded(changeSetOf(result), head)).toEqual([]);
        }),
      );
    } finally {
      rmSync(trace, { force: true });
      rmSync(elsewhere, { recursive: true });
    }
  });

  possible('may have repositories where git does not look, and take a submodule away', async () => {
    const script = 'mkdir -p node_modules; git init --quiet node_modules/a; rm -rf lib; echo two > app.js';
    await withSubmodule('c'.repeat(40), () =>
      attack(script, ({ result }) => {
        expect(changeSetOf(result).files.map(({ path, kind }) => [path, kind])).toEqual([
          ['app.js', 'changed'],
          ['lib', 'deleted'],
        ]);
      }),
    );
  });

  possible('leaves nothing running, whatever it has started', async () => {
    const mark = `chimera-hostile-${process.pid}`;
    await attack(
      `setsid bash -c 'exec -a ${mark} sleep 300' > /dev/null 2>&1 & echo two > app.js; kill -9 $PPID || true`,
      () => {
        const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
        expect(left.split('\n').filter((line) => line.startsWith(mark))).toEqual([]);
      },
    );
  });

  test('is not run at all where nobody can become somebody else', async () => {
    const { openConfinedBench } = await import('../../../action/src/confinement/confined-bench.ts');
    const job = { workspace: repository.directory } as PhaseJob;
    expect(() => openConfinedBench(job, { pass: [], means: { kind: 'none', reason: 'no sudo' } })).toThrow(
      /no sudo.*isolation: off/s,
    );
  });
});
