// Text of an action.yml → what the runner needs of it, or what is wrong with it.
import type { FileProblem, Step, Template } from '../workflow/workflow.ts';
import { readSteps } from './read-steps.ts';
import { readWithSchema } from './schema-reader.ts';
import { entriesOf, propertyOf, ReadError, type Token, templateOf, textOf } from './tokens.ts';

export type ActionManifest = {
  name: string;
  inputs: { name: string; default: Template | undefined; deprecation: string | undefined }[];
  /** `value` only in composite actions. */
  outputs: { name: string; value: Template | undefined }[];
  runs:
    | { kind: 'javascript'; main: string; pre: ActionScript | undefined; post: ActionScript | undefined }
    | { kind: 'composite'; steps: Step[] };
};

/** `if` is evaluated as it stands: absent means always. */
type ActionScript = { file: string; if: string | undefined };

const nodeVersions = ['node20', 'node24'];

export function readAction(path: string, text: string): ActionManifest | FileProblem[] {
  const root = readWithSchema('action', path, text);
  if (Array.isArray(root)) return root;
  try {
    return {
      name: textOf(propertyOf(root, 'name')) ?? path,
      inputs: entriesOf(propertyOf(root, 'inputs')).map(({ key, value }) => ({
        name: key,
        default: templateOf(propertyOf(value, 'default')),
        deprecation: textOf(propertyOf(value, 'deprecationMessage')),
      })),
      outputs: entriesOf(propertyOf(root, 'outputs')).map(({ key, value }) => ({
        name: key,
        value: templateOf(propertyOf(value, 'value')),
      })),
      runs: readRuns(propertyOf(root, 'runs')),
    };
  } catch (error) {
    if (error instanceof ReadError) return [{ path, line: error.line, message: error.message }];
    throw error;
  }
}

function readRuns(token: Token | undefined): ActionManifest['runs'] {
  const using = textOf(propertyOf(token, 'using'));
  if (using === 'composite') {
    return { kind: 'composite', steps: readSteps(propertyOf(token, 'steps'), 'composite action') };
  }
  if (using === undefined || !nodeVersions.includes(using)) {
    const what = using === undefined ? 'an action without `runs.using`' : `\`runs.using: ${using}\``;
    throw new ReadError(token, `unsupported: ${what}; the sandbox runs ${nodeVersions.join(', ')} and composite`);
  }
  const main = textOf(propertyOf(token, 'main'));
  if (main === undefined) throw new ReadError(token, 'A JavaScript action needs `runs.main`');
  return { kind: 'javascript', main, pre: readScript(token, 'pre'), post: readScript(token, 'post') };
}

function readScript(runs: Token | undefined, name: 'pre' | 'post'): ActionScript | undefined {
  const file = textOf(propertyOf(runs, name));
  return file === undefined ? undefined : { file, if: textOf(propertyOf(runs, `${name}-if`)) };
}
