// `strategy.matrix` → the jobs that it stands for.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix
import type { Json } from '../host.ts';
import { ExpressionFailure } from '../workflow/expression.ts';

export type Combination = { [name: string]: Json };

/** GitHub makes no more jobs than this of one matrix. */
const combinationsMax = 256;

/** `matrix`: evaluated. Throws ExpressionFailure when it is no matrix, or makes no or too many jobs. */
export function expandMatrix(matrix: Json): Combination[] {
  if (!isObject(matrix)) throw new ExpressionFailure('The matrix must be an object of lists.');
  const { include = [], exclude = [], ...axes } = matrix;
  let combinations: Combination[] = Object.keys(axes).length > 0 ? [{}] : [];
  for (const [name, values] of Object.entries(axes)) {
    if (!Array.isArray(values)) throw new ExpressionFailure(`The matrix's \`${name}\` must be a list.`);
    combinations = combinations.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value })));
  }
  const excluded = objectsOf('exclude', exclude);
  combinations = combinations.filter(
    (combination) => !excluded.some((one) => agrees(one, combination, Object.keys(one))),
  );
  const expanded = includeInto(combinations, objectsOf('include', include), Object.keys(axes));
  if (expanded.length === 0) throw new ExpressionFailure('Matrix vector does not contain any values');
  if (expanded.length > combinationsMax) {
    throw new ExpressionFailure(`The matrix makes ${expanded.length} jobs; GitHub allows ${combinationsMax}.`);
  }
  return expanded;
}

/** An entry extends every combination whose own values it does not contradict, or else is one of its own. */
function includeInto(combinations: Combination[], includes: Combination[], axes: string[]): Combination[] {
  const expanded = combinations.map((combination) => ({ ...combination }));
  const added: Combination[] = [];
  for (const entry of includes) {
    const shared = Object.keys(entry).filter((name) => axes.includes(name));
    const fitting = combinations.flatMap((combination, index) => (agrees(entry, combination, shared) ? [index] : []));
    for (const index of fitting) Object.assign(expanded[index] ?? {}, entry);
    if (fitting.length === 0) added.push({ ...entry });
  }
  return [...expanded, ...added];
}

function agrees(entry: Combination, combination: Combination, names: string[]): boolean {
  return names.every((name) => JSON.stringify(entry[name]) === JSON.stringify(combination[name]));
}

function objectsOf(name: string, json: Json): Combination[] {
  if (!Array.isArray(json) || !json.every(isObject)) {
    throw new ExpressionFailure(`The matrix's \`${name}\` must be a list of objects.`);
  }
  return json;
}

function isObject(json: Json): json is { [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
