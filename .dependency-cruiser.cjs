// The arrows of docs/architecture.md, as a check. Type-only imports count too.
const edges = ['github', 'store', 'bus', 'web', 'set-up-page'];

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'The rules know nothing but themselves; zod and yaml only turn text into values.',
      severity: 'error',
      from: { path: '^src/core' },
      to: { pathNot: ['^src/core', 'node_modules/(zod|yaml)/'] },
    },
    {
      name: 'contract-knows-core',
      severity: 'error',
      from: { path: '^src/contract' },
      to: { pathNot: ['^src/(contract|core)', 'node_modules/zod/'] },
    },
    {
      name: 'scenario-is-pure',
      comment:
        'Words in, a test or questions out; the npm packages are those of Cucumber for Gherkin and for patterns.',
      severity: 'error',
      from: { path: '^src/scenario' },
      to: { pathNot: ['^src/(scenario|core)', 'node_modules/@cucumber/(cucumber-expressions|gherkin|messages)/'] },
    },
    {
      name: 'action-knows-contract-and-scenario',
      severity: 'error',
      from: { path: '^action/src' },
      to: { path: '^src', pathNot: '^src/(contract|scenario)' },
    },
    {
      name: 'engine-and-agents-know-interfaces',
      comment: 'The loop and the agents reach an edge only through the interface that lies in it.',
      severity: 'error',
      from: { path: '^src/(engine|agents)' },
      to: {
        path: '^src',
        pathNot: [
          '^src/(engine|agents|core|contract|scenario|setup)',
          '^src/github/(github|guardian-app|signal)\\.ts$',
          '^src/store/store\\.ts$',
          '^src/bus/bus\\.ts$',
        ],
      },
    },
    {
      name: 'agents-do-not-know-the-engine',
      severity: 'error',
      from: { path: '^src/agents' },
      to: { path: '^src/engine' },
    },
    ...edges.map((edge) => ({
      name: `${edge}-knows-no-other-edge`,
      severity: 'error',
      from: { path: `^src/${edge}` },
      to: {
        path: '^src',
        pathNot: [
          `^src/${edge}`,
          '^src/(core|contract)',
          ...(edge === 'github' ? ['^src/setup/(set-up-github|doctor/doctor-github)\\.ts$'] : []),
        ],
      },
    })),
    {
      name: 'setup-knows-the-rules',
      comment: 'What a repository needs is found out through interfaces that lie in it.',
      severity: 'error',
      from: { path: '^src/setup' },
      to: { path: ['^src', '^action'], pathNot: ['^src/(setup|core|contract)', '^src/github/github\\.ts$'] },
    },
    {
      name: 'sandbox-speaks-http-only',
      comment: 'The sandbox knows Chimera through HTTP, webhooks and git, and through nothing else.',
      severity: 'error',
      from: { path: '^src/sandbox' },
      to: { path: ['^src', '^action'], pathNot: '^src/sandbox' },
    },
    {
      name: 'only-the-cli-knows-the-sandbox',
      severity: 'error',
      from: { path: ['^src', '^action'], pathNot: ['^src/(sandbox|cli)'] },
      to: { path: '^src/sandbox' },
    },
    {
      name: 'nobody-knows-the-roof',
      comment: 'index.ts, run-app.ts, start.ts and settings.ts are known by start.ts, run-app.ts and the doctor alone.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(start|run-app|cli/doctor)\\.ts$' },
      to: { path: '^src/(index|run-app|start|settings)\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^action/dist', '^docs'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
