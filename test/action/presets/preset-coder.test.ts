// Each preset with a program of its tool's name in the PATH: the words it is run with, where it finds its prompt, and that
// the key stays out of its sight.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findMeans } from '../../../action/src/confinement/other-user.ts';
import { sha256 } from '../../../action/src/git/frozen-test.ts';
import { runWork } from '../../../action/src/run-work.ts';
import { allPresets } from '../../../src/contract/coder-presets/all-presets.ts';
import { codersPage } from '../../../src/contract/coder-presets/coders-page.ts';
import type { Limits, Work } from '../../../src/contract/request.ts';
import type { ResultVerdict, Usage } from '../../../src/contract/result.ts';
import { type FakeEndpoint, startOpenAiServer, usagePerRequest } from '../../fakes/openai-server.ts';
import { carefree, phaseJob, phaseRequest } from '../phase-job.ts';
import { todoRepository } from '../todo-repository.ts';

const means = findMeans();
const frozen = "test('a', () => {});\n";
const key = 'sk-the-key-of-the-job';
const repository = todoRepository();
const bin = mkdtempSync(join(tmpdir(), 'chimera-tools-'));
let endpoint: FakeEndpoint;

/** Writes down what it was given, asks its endpoint for something, and leaves behind what it always leaves behind. */
const tool = (asks: string, leaves = '') => `#!/usr/bin/env bash
name=$(basename "$0"); prompt=$(cat)
{ echo "words: $name $*"; echo "stdin: \${#prompt}"; echo "file: $(wc -c < "$CHIMERA_PROMPT_FILE")"; env | sort; date +%N; } > seen.txt
ask() { curl -s "$1" -H "$2" -d '{}' > /dev/null; }
${asks}
${leaves}
case " $* " in
  *' --hang '*) sleep 60;;
  *' --greedy '*) for _ in 1 2 3 4; do ${asks || ':'}; done; echo '429 Too Many Requests'; exit 1;;
esac
echo '{"type":"result","is_error":false,"result":"Done.","total_cost_usd":0.5,"usage":{"input_tokens":1,"output_tokens":2}}'
echo 'Tokens: 1 sent, 2 received. Cost: $0.50 message, $0.50 session.'
`;

const fromVariable = (base: string, path: string, header: string): string =>
  `if [ -n "$${base}" ]; then ask "$${base}${path}" "${header}"; fi`;

/** Each as strict as the tool that it stands for: where it takes its address and its key from, and what it leaves in the repository. */
const tools: Readonly<Record<string, string>> = {
  claude: tool(fromVariable('ANTHROPIC_BASE_URL', '/v1/messages', 'x-api-key: $ANTHROPIC_API_KEY')),
  // No variable names another address, and OPENAI_API_KEY alone is no key.
  codex: tool(`
base=http://api.openai.invalid/v1; setting='^openai_base_url="(.*)"$'
while [ $# -gt 0 ]; do
  if [ "$1" = -c ] && [[ "$2" =~ $setting ]]; then base=\${BASH_REMATCH[1]}; fi
  if [ "$1" = --sandbox ]; then sandbox=$2; fi
  shift
done
if [ -z "$CODEX_API_KEY" ]; then echo '{"type":"turn.failed","error":{"message":"401 Unauthorized"}}'; exit 1; fi
upgrade=(-H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: a2V5')
echo "upgrade: $(curl -s -m 5 -o /dev/null -w '%{http_code}' "\${upgrade[@]}" "$base/responses")" >> seen.txt
case "$base" in http://127.0.0.1:*) ask "$base/responses" "authorization: Bearer $CODEX_API_KEY";; esac
echo "address: $base" >> seen.txt
echo "sandbox: $sandbox" >> seen.txt`),
  gemini: tool(
    fromVariable('GOOGLE_GEMINI_BASE_URL', '/v1beta/models/m:generateContent', 'x-goog-api-key: $GEMINI_API_KEY'),
  ),
  copilot: tool(''),
  opencode: tool(''),
  aider: tool(
    fromVariable('OPENAI_API_BASE', '/chat/completions', 'authorization: Bearer $OPENAI_API_KEY'),
    // The cache of its map of the repository has no other place; in a large repository it is larger than a change may be.
    `
set -e
echo '# aider chat started' >> "\${AIDER_CHAT_HISTORY_FILE:-.aider.chat.history.md}"
echo '# now' >> "\${AIDER_INPUT_HISTORY_FILE:-.aider.input.history}"
mkdir -p .aider.tags.cache.v4 && truncate -s 11M .aider.tags.cache.v4/cache.db`,
  ),
};

beforeAll(async () => {
  endpoint = await startOpenAiServer();
  endpoint.script({ kind: 'text', text: 'ok' });
  chmodSync(bin, 0o755);
  for (const [name, text] of Object.entries(tools)) writeFileSync(join(bin, name), text, { mode: 0o755 });
});

afterAll(async () => {
  await endpoint.close();
  repository.remove();
  rmSync(bin, { recursive: true, force: true });
});

type Preset = Extract<Extract<Work, { command: 'implement_feature' }>['coder']['choice'], { kind: 'preset' }>['preset'];

interface Allowed {
  readonly turnsMax?: number;
  readonly limits?: Partial<Limits>;
  readonly argument?: string;
}

async function implement(
  preset: Preset,
  environment: Record<string, string>,
  isolation: 'required' | 'off',
  { turnsMax = 1, limits = {}, argument = '--extra' }: Allowed = {},
) {
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
      choice: { kind: 'preset', preset, model: 'm-1', arguments: [argument, 'a b; rm -rf /'] },
      isolation,
      turnsMax,
    },
    limits: { ...carefree.limits, ...limits },
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
  const { result, used, log } = await implement(name, { [variable]: key, ...elsewhere }, 'required');
  const seen = seenBy(result);
  const promptFile = /CHIMERA_PROMPT_FILE=(.*)/.exec(seen)?.[1] ?? '';
  const address = /http:\/\/127\.0\.0\.1:\d+\/[-0-9a-f]{36}/.exec(seen)?.[0] ?? null;
  const options = { model: 'm-1', arguments: ['--extra', 'a b; rm -rf /'], promptFile, address, confined: true };
  expect(seen).toContain(`words: ${preset.words(options).join(' ')}\n`);
  if (preset.promptBy === 'stdin') expect(seen).not.toContain('stdin: 0');
  expect(seen).toMatch(/file: [1-9]/);
  expect(log).not.toContain(key);
  if (preset.proxy === null) return;
  expect(address).not.toBeNull();
  expect(seen).not.toContain(key);
  expect(seen).toMatch(new RegExp(`${preset.keyAs ?? variable}=placeholder-`));
  expect(endpoint.seen[0]?.headers[preset.proxy.header]).toBe(`${preset.proxy.prefix}${key}`);
  // The tool speaks of fewer.
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usagePerRequest;
  expect(used).toMatchObject([{ inputTokens, outputTokens }]);
});

possible(
  'codex gets its key by the one name that it knows, whichever holds it, and no sandbox within ours',
  async () => {
    (endpoint.seen as unknown[]).length = 0;
    const { result } = await implement('codex', { OPENAI_API_KEY: key, OPENAI_BASE_URL: endpoint.url }, 'required');
    const seen = seenBy(result);
    expect(seen).toMatch(/CODEX_API_KEY=placeholder-/);
    expect(seen).toContain('sandbox: danger-full-access');
    expect(seen).toContain('upgrade: 426');
    expect(endpoint.seen).toMatchObject([{ url: '/v1/responses', headers: { authorization: `Bearer ${key}` } }]);
  },
);

test.each([
  ['its own address', '', 'http://api.openai.invalid/v1'],
  ['the address that the repository has chosen', 'http://127.0.0.1:9/v1', 'http://127.0.0.1:9/v1'],
])('codex that is not confined keeps its sandbox and %s', async (_, chosen, address) => {
  const { result } = await implement('codex', { OPENAI_API_KEY: key, OPENAI_BASE_URL: chosen }, 'off');
  const seen = seenBy(result);
  expect(seen).toContain(`CODEX_API_KEY=${key}\n`);
  expect(seen).toContain('sandbox: workspace-write');
  expect(seen).toContain(`address: ${address}\n`);
});

const changedBy = (result: ResultVerdict): string[] =>
  result.verdict === 'succeeded' && result.output.command === 'implement_feature'
    ? result.output.changeSet.files.map(({ path }) => path)
    : [JSON.stringify(result)];

describe.each(['required', 'off'] as const)('isolation: %s', (isolation) => {
  const run = isolation === 'off' ? test : possible;

  run('what aider leaves behind is no part of the change', async () => {
    const { result } = await implement('aider', { OPENAI_API_KEY: key }, isolation);
    expect(changedBy(result)).toEqual(['seen.txt']);
    expect(seenBy(result)).toMatch(/AIDER_CHAT_HISTORY_FILE=(?!.*\/repository\/)\//);
  });

  run('what the repository has of the same name still counts', async () => {
    repository.commit({ '.aider.tags.cache.v4/cache.db': 'mine\n' });
    const { result } = await implement('aider', { OPENAI_API_KEY: key }, isolation);
    repository.git('rm', '--quiet', '-r', '-f', '.aider.tags.cache.v4');
    repository.git('commit', '--quiet', '-m', 'gone');
    expect(changedBy(result)).toEqual([expect.stringContaining('.aider.tags.cache.v4/cache.db (11534336)')]);
  });
});

test('what a tool used is kept, and its own words are the summary', async () => {
  const { result, used } = await implement('claude-code', { ANTHROPIC_API_KEY: key }, 'off');
  expect(result).toMatchObject({ output: { coder: 'Claude Code, m-1', summary: 'Done.' } });
  expect(used).toEqual([{ who: 'Claude Code, m-1', inputTokens: 1, outputTokens: 2, costUsd: 0.5 }]);
});

test.each([
  ['no limit', {}, 4],
  ['a limit of cost', { costUsd: 1 }, 2],
  ['a limit of tokens', { tokens: 7 }, 3],
  ['a limit that the first turn reaches', { tokens: 3 }, 1],
])('%s ends the turns of a tool by what it tells', async (_, limits, turns) => {
  const { result, used } = await implement('claude-code', { ANTHROPIC_API_KEY: key }, 'off', { turnsMax: 4, limits });
  expect(result).toMatchObject({ output: { turns, tests: 'red' } });
  expect(used).toHaveLength(turns);
});

describe('what passes the proxy', () => {
  const environment = () => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: endpoint.url });
  const who = 'Claude Code, m-1';

  possible('counts when the tool is ended before it has told anything', async () => {
    const allowed = { argument: '--hang', limits: { minutes: 0.05 } };
    const { result, used } = await implement('claude-code', environment(), 'required', allowed);
    expect(result).toMatchObject({ verdict: 'succeeded' });
    expect(used).toEqual([{ who, inputTokens: 100, outputTokens: 20, costUsd: null }]);
  });

  possible('is refused beyond the limit, which ends the turns and keeps what is done', async () => {
    (endpoint.seen as unknown[]).length = 0;
    const allowed = { argument: '--greedy', turnsMax: 3, limits: { tokens: 200 } };
    const { result, used } = await implement('claude-code', environment(), 'required', allowed);
    expect(result).toMatchObject({ output: { turns: 1, summary: expect.stringContaining('used up') } });
    expect(endpoint.seen).toHaveLength(2);
    expect(used).toEqual([{ who, inputTokens: 200, outputTokens: 40, costUsd: null }]);
  });

  possible('that fails without a limit is a failure still', async () => {
    const { result, used } = await implement('claude-code', environment(), 'required', { argument: '--greedy' });
    expect(result).toMatchObject({ failure: { message: expect.stringContaining('429 Too Many Requests') } });
    expect(used).toEqual([{ who, inputTokens: 500, outputTokens: 100, costUsd: null }]);
  });
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
