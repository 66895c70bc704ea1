// A workflow file as the runner understands it: plain JSON, expressions still unevaluated, each with its line.
import type { ConcurrencyQueue } from '../concurrency-groups.ts';

/** A value of the file that may hold expressions. `line` counts from 1. */
export type Template =
  | { kind: 'literal'; value: string | number | boolean | null; line: number }
  | { kind: 'expression'; source: string; line: number }
  | { kind: 'sequence'; items: Template[]; line: number }
  | { kind: 'mapping'; entries: { key: string; value: Template }[]; line: number };

export type TemplateMap = { key: string; value: Template }[];

export type WorkflowInput = {
  name: string;
  description: string;
  type: 'string' | 'boolean' | 'number' | 'choice' | 'environment';
  required: boolean;
  default: string | undefined;
  options: string[];
};

/** One event of `on:`. Filters that are absent are `undefined`. `other`: an event that the sandbox never fires. */
export type Trigger =
  | { kind: 'workflow_dispatch'; inputs: WorkflowInput[] }
  | { kind: 'repository_dispatch'; types: string[] | undefined }
  | ({ kind: 'push' } & PathFilter & BranchFilter & { tags: string[] | undefined; tagsIgnore: string[] | undefined })
  | ({ kind: 'pull_request'; types: string[] | undefined } & PathFilter & BranchFilter)
  | { kind: 'other'; event: string; line: number };

export type BranchFilter = { branches: string[] | undefined; branchesIgnore: string[] | undefined };
export type PathFilter = { paths: string[] | undefined; pathsIgnore: string[] | undefined };

export type ConcurrencyTemplate = {
  group: Template;
  queue: ConcurrencyQueue;
  cancelInProgress: Template;
  line: number;
};

export type RunDefaults = { shell: Template | undefined; workingDirectory: Template | undefined };

/** Permission name (`contents`, `pull-requests`, …) → access. A name that is absent has no access. */
export type JobPermissions = Record<string, 'read' | 'write'>;

/** What `permissions:` says; `undefined` where the file says nothing. */
export type PermissionsClause = 'read-all' | 'write-all' | JobPermissions;

export type Workflow = {
  path: string;
  name: string;
  runName: Template | undefined;
  triggers: Trigger[];
  permissions: PermissionsClause | undefined;
  concurrency: ConcurrencyTemplate | undefined;
  env: TemplateMap;
  defaults: RunDefaults;
  jobs: WorkflowJob[];
};

export type WorkflowJob = {
  id: string;
  line: number;
  name: Template | undefined;
  needs: string[];
  if: string | undefined;
  runsOn: Template;
  timeoutMinutes: Template | undefined;
  continueOnError: Template | undefined;
  permissions: PermissionsClause | undefined;
  concurrency: ConcurrencyTemplate | undefined;
  environment: { name: Template; url: Template | undefined } | undefined;
  strategy: { matrix: Template; failFast: Template | undefined; maxParallel: Template | undefined } | undefined;
  env: TemplateMap;
  defaults: RunDefaults;
  outputs: TemplateMap;
  steps: Step[];
};

/** A step of a job or of a composite action. `id` is '' when the file gives none. */
export type Step = {
  id: string;
  line: number;
  name: Template | undefined;
  if: string | undefined;
  env: TemplateMap;
  continueOnError: Template | undefined;
  timeoutMinutes: Template | undefined;
  work:
    | { kind: 'run'; script: Template; shell: Template | undefined; workingDirectory: Template | undefined }
    | { kind: 'uses'; action: string; with: TemplateMap };
};

/** What is wrong in a file, and where: `.github/workflows/x.yml:12: …`. `line` is 0 when it concerns the whole file. */
export type FileProblem = { path: string; line: number; message: string };
