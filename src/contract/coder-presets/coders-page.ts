// The page of the documentation about coding agents, made from the presets.
import { allPresets } from './all-presets.ts';
import type { CoderPreset } from './preset.ts';

export function codersPage(): string {
  return `# Coding agents

Who writes the implementation is one decision of \`.github/chimera.yml\`:

    coder: { preset: claude-code }            # one of the tools below
    coder: { preset: model }                  # the built-in coder, on the endpoint of the \`model\` section
    coder: { command: "my-agent --headless" } # anything that reads a prompt and changes files

The coder runs as a user of its own, in a copy of the repository, with a home directory that is thrown away. It sees neither the
job's environment nor the key, where the tool takes another address: a small proxy in the job adds the key to its requests.
\`isolation: off\` switches all of that off, for runners where the coder may see what the job sees; what it wants to change is checked
all the same.

After each turn the repository's tests (\`app.test\`) and the generated test run against the started application; the coder goes on, up to
\`coder.turns\` times, until they pass or the budget is used up. What it costs is added up over the task (\`budget\`).

| preset | secret of the job \`work\` | key stays hidden | tells | \`max_tokens\` holds within a turn |
|---|---|---|---|---|
${allPresets.map(row).join('\n')}
| \`model\` | \`MODEL_API_KEY\` (\`model.key\`) | yes | tokens, and cost by \`model.usd_per_million_input\` and \`…_output\` | yes, and \`max_cost_usd\` as well |

How \`budget\` binds a tool within one attempt:

- After each turn, what the tool has told is held against what is left, tokens and cost; when nothing is left there is no further turn.
- Where the key stays hidden, the tool's requests pass the proxy. It reads the tokens from the endpoint's answers (OpenAI, Anthropic and
  Gemini, whole or streamed) and refuses further requests with status 429 once \`max_tokens\` is reached; what is done by then is tried out.
  Of both counts the larger one stands, so a tool that is ended, or tells too little, is counted all the same. An answer that was broken off
  or streamed without its usage counts by its length, four bytes a token. Requests that are under way together can go beyond the limit.
- The proxy knows no prices: \`max_cost_usd\` is held only against what the tool itself tells after a turn. A turn that ran out of time, or a
  tool that tells no cost, counts as $0; set \`max_tokens\` as well.
- The other presets, every preset with \`isolation: off\`, and a \`command\` have no proxy: they are bound by what they tell after each turn
  (a \`command\` tells nothing), by \`coder.turns\`, and by time.

Chimera's own tests run each preset with a stand-in that takes its address, key and words as the tool's documentation says; no test
calls the tools themselves or their vendors.

Install the tool in \`.github/actions/chimera-setup/action.yml\`, a composite action of your repository that prepares each job:

    name: Set up
    description: What the jobs of Chimera need
    runs:
      using: composite
      steps:
        - run: npm ci
          shell: bash
        - run: ${allPresets[0]?.install ?? ''}
          shell: bash

It runs with every right of its job, so the jobs that work on a change take it, and whatever it runs, from the default branch: a script
that a coder changes counts there once it is merged. Then they check out the commit to work on, over what it has left, \`node_modules\`
for example. What only the commit needs, a new package, \`app.install\` installs, as the coder's user. Global tools belong into the
preparation: that user cannot write to \`/opt\` and the tool cache of GitHub's runners. The job that deploys runs it on the commit that it
deploys.

${allPresets.map(section).join('\n')}`;
}

const tells: Readonly<Record<CoderPreset['output'], string>> = {
  'claude-json': 'tokens and cost',
  'codex-lines': 'tokens',
  'gemini-json': 'tokens',
  'opencode-lines': 'tokens and cost',
  'aider-text': 'tokens and cost',
  'copilot-text': 'nothing',
};

const row = (preset: CoderPreset): string =>
  `| \`${preset.name}\` | ${preset.keyVariables.map((name) => `\`${name}\``).join(' or ')} | ${preset.proxy === null ? 'no' : 'yes'} | ${tells[preset.output]} | ${preset.proxy === null ? 'no' : 'yes'} |`;

function section(preset: CoderPreset): string {
  const [key = ''] = preset.keyVariables;
  const words = preset.words({
    model: null,
    arguments: [],
    promptFile: '/…/prompt.md',
    address: 'http://127.0.0.1:…/…',
    confined: true,
  });
  const prompt = preset.promptBy === 'stdin' ? 'The prompt is on its standard input.' : 'The prompt is in a file.';
  return `## ${preset.title}

    coder: { preset: ${preset.name} }

It is run as \`${words.join(' ')}\`. ${prompt} ${preset.note}

- Install: \`${preset.install}\`
- In the step "Work on the phase" of \`.github/workflows/chimera-phase.yml\`: \`${key}: \${{ secrets.${key} }}\`
- Documentation: <${preset.source}>
`;
}
