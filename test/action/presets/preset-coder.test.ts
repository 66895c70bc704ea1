// Each preset with a program of its tool's name in the PATH: the words it is run with, where it finds its prompt, and that
// the key stays out of its sight.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findMeans } from '../../../action/src/confinement/other-user.ts';
import { sha256 } from '../../../action/src/git/frozen-test.ts';
import { runWork } from '../../../action/src/run-work.ts';
import { allPresets } from '../../../src/contract/coder-presets/all-presets.ts';
import { codersPage } from '../../../src/contract/coder-presets/coders-page.ts';
import type { Work } from '../../../src/contract/request.ts';
import type { ResultVerdict, Usage } from '../../../src/contract/result.ts';
import { type FakeEndpoint, startOpenAiServer } from '../../fakes/openai-server.ts';
import { carefree, phaseJob, phaseRequest } from '../phase-job.ts';
import { todoRepository } from '../todo-repository.ts';

const means = findMeans();
const frozen = "test('a', () => {});\n";
const key = 'sk-the-key-of-the-job';
const repository = todoRepository();
const bin = mkdtempSync(join(tmpdir(), 'chimera-tools-'));
let endpoint: FakeEndpoint;

/** Asks its endpoint for something, if it was given one, and writes down what it was given. */
const tool = `#!/usr/bin/env bash
name=$(basename "$0"); prompt=$(cat)
{ echo "words: $name $*"; echo "stdin: \${#prompt}"; echo "file: $(wc -c < "$CHIMERA_PROMPT_FILE")"; env | sort; } > seen.txt
for base in ANTHROPIC_BASE_URL OPENAI_BASE_URL GOOGLE_GEMINI_BASE_URL OPENAI_API_BASE; do
  if [ -n "\${!base}" ]; then curl -s "\${!base}/chat/completions" -d '{}' > /dev/null; fi
done
echo '{"type":"result","is_error":false,"result":"Done.","total_cost_usd":0.5,"usage":{"input_tokens":1,"output_tokens":2}}'
echo 'Tokens: 1 sent, 2 received. Cost: $0.50 message, $0.50 session.'
`;

beforeAll(async () => {
  endpoint = await startOpenAiServer();
  endpoint.script({ kind: 'text', text: 'ok' });
  chmodSync(bin, 0o755);
  for (const name of ['claude', 'codex', 'gemini', 'copilot', 'opencode', 'aider']) {
    writeFileSync(join(bin, name), tool, { mode: 0o755 });
  }
});

afterAll(async () => {
  await endpoint.close();
  repository.remove();
  rmSync(bin, { recursive: true, force: true });
});

type Preset = Extract<Extract<Work, { command: 'implement_feature' }>['coder']['choice'], { kind: 'preset' }>['preset'];

async function implement(preset: Preset, environment: Record<string, string>, isolation: 'required' | 'off') {
  const head = repository.commit({ 'e2e/a.spec.ts': frozen, 'app.js': 'one\n' });
  const work: Work = {
    command: 'implement_feature',
    feature: { title: 'T', text: 'x' },
    test: { path: 'e2e/a.spec.ts', sha256: sha256(frozen), commit: head },
    testOutput: '',
    feedback: null,
    guidance: [],
    ...carefree.implementation,
    coder: {
      ...carefree.coder,
      choice: { kind: 'preset', preset, model: 'm-1', arguments: ['--extra', 'a b; rm -rf /'] },
      isolation,
    },
    protectedPaths: [],
  };
  const used: Usage[] = [];
  const plain = phaseJob(phaseRequest(work, { head, base: head }), repository.directory, {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    ...environment,
  });
  try {
    const result = await runWork({ ...plain, used: (one) => void used.push(one) });
    return { result, used, log: plain.log() };
  } finally {
    plain.remove();
    repository.git('clean', '--quiet', '-fd');
  }
}

function seenBy(result: ResultVerdict): string {
  if (result.verdict !== 'succeeded' || result.output.command !== 'implement_feature')
    throw new Error(JSON.stringify(result));
  const file = result.output.changeSet.files.find(({ path }) => path === 'seen.txt');
  return file?.kind === 'changed' ? file.content : '';
}

const possible = means.kind !== 'none' || process.env.CHIMERA_TEST_DATABASE_URL !== undefined ? test : test.skip;

possible.each(allPresets.map((preset) => [preset.name, preset] as const))('%s', async (name, preset) => {
  const [variable = ''] = preset.keyVariables;
  const elsewhere = preset.proxy === null ? {} : { [preset.proxy.variable]: endpoint.url };
  (endpoint.seen as unknown[]).length = 0;
  const { result, log } = await implement(name, { [variable]: key, ...elsewhere }, 'required');
  const seen = seenBy(result);
  const promptFile = /CHIMERA_PROMPT_FILE=(.*)/.exec(seen)?.[1] ?? '';
  expect(seen).toContain(
    `words: ${preset.words({ model: 'm-1', arguments: ['--extra', 'a b; rm -rf /'], promptFile }).join(' ')}`,
  );
  if (preset.promptBy === 'stdin') expect(seen).not.toContain('stdin: 0');
  expect(seen).toMatch(/file: [1-9]/);
  expect(log).not.toContain(key);
  if (preset.proxy === null) return;
  expect(seen).not.toContain(key);
  expect(seen).toMatch(new RegExp(`${variable}=placeholder-`));
  expect(endpoint.seen[0]?.headers[preset.proxy.header]).toBe(`${preset.proxy.prefix}${key}`);
});

test('what a tool used is kept, and its own words are the summary', async () => {
  const { result, used } = await implement('claude-code', { ANTHROPIC_API_KEY: key }, 'off');
  expect(result).toMatchObject({ output: { coder: 'Claude Code, m-1', summary: 'Done.' } });
  expect(used).toEqual([{ who: 'Claude Code, m-1', inputTokens: 1, outputTokens: 2, costUsd: 0.5 }]);
});

test.each([
  ['no key', 'codex', {}, 'CODEX_API_KEY and OPENAI_API_KEY are empty'],
  [
    'a tool that is not there',
    'gemini',
    { GEMINI_API_KEY: key, PATH: '/usr/bin:/bin' },
    'npm install --global @google/gemini-cli',
  ],
] as const)('%s is an error that says what to do', async (_, preset, environment, words) => {
  const { result } = await implement(preset, environment, 'off');
  expect(result).toMatchObject({
    verdict: 'errored',
    failure: { class: 'coder_failed', message: expect.stringContaining(words) },
  });
});

test('the page names every preset with its secret and its line', () => {
  mkdirSync(bin, { recursive: true });
  for (const preset of allPresets) {
    expect(codersPage()).toContain(`coder: { preset: ${preset.name} }`);
    expect(codersPage()).toContain(`${preset.keyVariables[0]}: \${{ secrets.${preset.keyVariables[0]} }}`);
  }
});
