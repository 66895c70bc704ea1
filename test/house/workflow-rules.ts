// The rules of zizmor that matter here, over a parsed workflow: by which mistakes workflows are broken into.
// Source: docs.zizmor.sh/audits.

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: unknown;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: unknown;
}

interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly permissions?: unknown;
  readonly secrets?: unknown;
  readonly container?: unknown;
  readonly services?: Readonly<Record<string, unknown>>;
  readonly if?: unknown;
  readonly 'runs-on'?: unknown;
  readonly 'timeout-minutes'?: unknown;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Rule {
  readonly name: string;
  /** What is wrong, in words; empty when nothing is. */
  find(workflow: Workflow, text: string): readonly string[];
}

const jobsOf = ({ jobs }: Workflow) => Object.entries(jobs);
const stepsOf = (workflow: Workflow): readonly Step[] => jobsOf(workflow).flatMap(([, job]) => job.steps ?? []);
const own = /^chimera-app\/chimera\//;
const triggers = ({ on }: Workflow): readonly string[] =>
  typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys((on ?? {}) as object);
const levelsOf = (permissions: unknown): readonly string[] =>
  typeof permissions === 'object' && permissions !== null
    ? Object.values(permissions).map(String)
    : [String(permissions)];

/** Text that a shell or a script is made of: nothing may be pasted into it. */
const templateInjection: Rule = {
  name: 'template-injection',
  find: (workflow) =>
    stepsOf(workflow)
      .map(({ run, uses, with: inputs }) => run ?? (/github-script@/.test(uses ?? '') ? String(inputs?.script) : ''))
      .filter((script) => script.includes('${{'))
      .map((script) => `an expression inside a script: ${script.slice(0, 60)}`),
};

const unpinnedUses: Rule = {
  name: 'unpinned-uses',
  find: (workflow, text) =>
    [...stepsOf(workflow), ...jobsOf(workflow).map(([, job]) => job)].flatMap(({ uses }) => {
      if (uses === undefined || own.test(uses) || uses.startsWith('./')) return [];
      if (!/@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(uses)) return [`${uses} is not pinned to a commit`];
      const line = text.split('\n').find((candidate) => candidate.includes(uses)) ?? '';
      return /#\s*v?\d/.test(line) ? [] : [`${uses} does not say which version it is`];
    }),
};

const excessivePermissions: Rule = {
  name: 'excessive-permissions',
  find(workflow) {
    const top = workflow.permissions === undefined ? ['the workflow names no permissions'] : [];
    const wide = levelsOf(workflow.permissions ?? {}).filter((level) => /write|read-all/.test(level));
    const all = jobsOf(workflow).filter(([, { permissions }]) => typeof permissions === 'string');
    const none = workflow.permissions !== undefined && Object.keys(workflow.permissions as object).length === 0;
    const silent = none ? jobsOf(workflow).filter(([, { permissions }]) => permissions === undefined) : [];
    return [
      ...top,
      ...wide.map((level) => `the whole workflow has ${level}`),
      ...all.map(([name]) => `the job ${name} has them all`),
      ...silent.map(([name]) => `the job ${name} names no permissions`),
    ];
  },
};

const artipacked: Rule = {
  name: 'artipacked',
  find: (workflow) =>
    stepsOf(workflow)
      .filter(
        ({ uses, with: inputs }) => uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false,
      )
      .map(() => 'a checkout leaves its credentials behind'),
};

const dangerous = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
];
const dangerousTriggers: Rule = {
  name: 'dangerous-triggers',
  find: (workflow) =>
    triggers(workflow)
      .filter((name) => dangerous.includes(name))
      .map((name) => `it runs on ${name}`),
};

const cachePoisoning: Rule = {
  name: 'cache-poisoning',
  find: (workflow) =>
    stepsOf(workflow)
      .filter(({ uses = '', with: inputs }) => {
        // From version 5 on it caches by itself where package.json names a package manager.
        const byItself = /^actions\/setup-node@/.test(uses) && inputs?.['package-manager-cache'] !== false;
        return /^actions\/cache\b/.test(uses) || inputs?.cache !== undefined || byItself;
      })
      .map(({ uses }) => `${uses} restores what another run may have planted`),
};

const secrets: Rule = {
  name: 'secrets',
  find(workflow, text) {
    const inherited = jobsOf(workflow).filter(([, job]) => job.secrets === 'inherit');
    return [
      ...inherited.map(([name]) => `the job ${name} hands on every secret`),
      ...[...text.matchAll(/toJSON\(\s*secrets\s*\)|secrets\[/gi)].map(([use]) => `every secret at once: ${use}`),
    ];
  },
};

const containerCredentials: Rule = {
  name: 'hardcoded-container-credentials',
  find: (workflow) =>
    jobsOf(workflow)
      .flatMap(([, { container, services }]) => [container, ...Object.values(services ?? {})])
      .flatMap((container) => {
        const password = (container as { credentials?: { password?: unknown } } | undefined)?.credentials?.password;
        return password === undefined || String(password).includes('${{') ? [] : ['a password stands in the file'];
      }),
};

const environmentWrites: Rule = {
  name: 'github-env',
  find: (workflow, text) => [
    ...stepsOf(workflow)
      .filter(({ run }) => /GITHUB_(?:ENV|PATH)\b/.test(run ?? ''))
      .map(() => 'a script writes the environment of later steps'),
    ...(/ACTIONS_ALLOW_UNSECURE_COMMANDS/.test(text) ? ['insecure commands are allowed'] : []),
  ],
};

const botConditions: Rule = {
  name: 'bot-conditions',
  find: (_, text) =>
    [...text.matchAll(/github\.(?:triggering_)?actor\s*[!=]=\s*'[^']*\[bot\]'/g)].map(
      ([use]) => `${use} can be spoofed`,
    ),
};

const bounds: Rule = {
  name: 'bounds',
  find(workflow) {
    const concurrency = (workflow.concurrency ?? {}) as { queue?: unknown; 'cancel-in-progress'?: unknown };
    const both = concurrency.queue === 'max' && concurrency['cancel-in-progress'] === true;
    return [
      ...jobsOf(workflow)
        .filter(([, job]) => job.steps !== undefined && job['timeout-minutes'] === undefined)
        .map(([name]) => `the job ${name} has no time limit`),
      ...jobsOf(workflow)
        .filter(([, job]) => /self-hosted/.test(JSON.stringify(job['runs-on'] ?? '')))
        .map(([name]) => `the job ${name} runs on machines of one's own`),
      ...(both ? ['queue: max and cancel-in-progress exclude each other'] : []),
    ];
  },
};

export const workflowRules: readonly Rule[] = [
  templateInjection,
  unpinnedUses,
  excessivePermissions,
  artipacked,
  dangerousTriggers,
  cachePoisoning,
  secrets,
  containerCredentials,
  environmentWrites,
  botConditions,
  bounds,
];
