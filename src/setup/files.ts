// The files of a set-up: what each is for, what stands in it, and whether the repository has it already.
import { configurationFile } from './configuration-file.ts';
import type { Found } from './look/found.ts';
import { paths } from './paths.ts';
import type { Templates } from './project-files.ts';

export interface SetUpFile {
  readonly path: string;
  /** What it is for, as a sentence. */
  readonly purpose: string;
  /** `present`: it lies there already and is left alone. */
  readonly state: 'new' | 'present';
  readonly content: string;
}

export interface SetUpOptions {
  /** Whether the server knows `queue: max`; GitHub Enterprise Server before 2026 does not. */
  readonly queueMax: boolean;
}

export function setUpFiles(found: Found, templates: Templates, { queueMax }: SetUpOptions): readonly SetUpFile[] {
  const file = (path: string, purpose: string, content: string): SetUpFile => ({
    path,
    purpose,
    content,
    state: found.present.includes(path) ? 'present' : 'new',
  });
  const phase = queueMax ? templates.phaseWorkflow : withoutQueue(templates.phaseWorkflow);
  return [
    file(
      paths.configuration,
      'The configuration: how to run, test and deploy the application.',
      configurationFile(found),
    ),
    file(paths.phaseWorkflow, 'The workflow in which each phase of a task runs. The app starts it.', phase),
    file(
      paths.submitWorkflow,
      'Files an issue with the label from the Actions tab, which starts a task.',
      templates.submitWorkflow,
    ),
    file(paths.issueForm, 'The form for feature requests.', templates.issueForm),
  ];
}

/** A server that does not know a key refuses the whole workflow; one that does not know this one does not know `cache-mode`. */
function withoutQueue(workflow: string): string {
  return workflow
    .replace(/^ *# [^\n]*\n *cache-mode: none *\n/m, '')
    .replace(
      /^( *)queue: max *$/m,
      [
        '$1# Left out, because this GitHub Enterprise Server does not know it: queue max. So a third run of one slot',
        '$1# displaces the one that waits; Chimera starts what was displaced again.',
      ].join('\n'),
    );
}
