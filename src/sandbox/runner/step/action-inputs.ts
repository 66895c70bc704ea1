// The inputs of a step's action: what `with:` says, the action's defaults for the rest, a warning for the unknown.
import type { Json } from '../host.ts';
import type { StepLog } from '../log/step-log.ts';
import { evaluateMap, evaluateText, type Scope } from '../workflow/expression.ts';
import type { Template, TemplateMap } from '../workflow/workflow.ts';

export type DeclaredInput = { name: string; default: Template | undefined; deprecation?: string | undefined };

/** By the names that the action declares; the unknown ones by their own, as GitHub passes them on too. */
export function actionInputs(
  given: TemplateMap,
  declared: DeclaredInput[],
  scope: Scope,
  log: StepLog,
): Record<string, string> {
  const values = evaluateMap(given, scope);
  const inputs: Record<string, string> = {};
  const unexpected: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const input = declared.find((known) => known.name.toLowerCase() === name.toLowerCase());
    if (!input && !['args', 'entrypoint'].includes(name)) unexpected.push(name);
    if (input?.deprecation) log.warning(`Input '${name}' has been deprecated with message: ${input.deprecation}`);
    inputs[input?.name ?? name] = value;
  }
  if (unexpected.length > 0) {
    const quoted = (names: string[]) => names.map((name) => `'${name}'`).join(', ');
    const valid = quoted(declared.map((input) => input.name));
    log.warning(`Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${valid}]`);
  }
  for (const input of declared) {
    if (inputs[input.name] !== undefined || !input.default) continue;
    inputs[input.name] = evaluateText(input.default, scope);
  }
  return inputs;
}

/** As the `inputs` context of a composite action: every declared input is there. */
export function inputsContext(inputs: Record<string, string>, declared: DeclaredInput[]): { [name: string]: Json } {
  return { ...Object.fromEntries(declared.map((input) => [input.name, ''])), ...inputs };
}
