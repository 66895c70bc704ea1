// Evaluates the expressions of a workflow against plain JSON contexts, with GitHub's own evaluator.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { falsy } from '@actions/expressions/result';
import type { Json } from '../host.ts';
import type { Template, TemplateMap } from './workflow.ts';

/** What expressions may name. A context that is not given is empty, as on GitHub. */
export type Contexts = { [name: string]: Json };

/** The functions that depend on where an expression stands. The status functions default to "all is well". */
type ExpressionFunctions = {
  success?: () => boolean;
  failure?: () => boolean;
  cancelled?: () => boolean;
  hashFiles?: (patterns: string[]) => string;
};

export type Scope = { contexts: Contexts; functions?: ExpressionFunctions };

const contextNames = [
  ...['github', 'inputs', 'env', 'vars', 'secrets', 'job', 'jobs', 'steps', 'runner', 'needs', 'matrix', 'strategy'],
];

/** Thrown when an expression cannot be evaluated; the message names the expression and the reason. */
export class ExpressionFailure extends Error {}

function evaluateExpression(source: string, scope: Scope): data.ExpressionData {
  try {
    const definitions = functionDefinitions(scope.functions ?? {});
    const tree = new Parser(new Lexer(source).lex().tokens, contextNames, definitions).parse();
    const context = new data.Dictionary();
    for (const name of contextNames) context.add(name, toExpressionData(scope.contexts[name] ?? {}));
    return new Evaluator(tree, context, new Map(definitions.map((f) => [f.name.toLowerCase(), f]))).evaluate();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpressionFailure(`The expression \`${source}\` cannot be evaluated: ${reason}`);
  }
}

/** An `if:`, as the reader left it; absent means `success()`. */
export function evaluateCondition(source: string | undefined, scope: Scope): boolean {
  return !falsy(evaluateExpression(source ?? 'success()', scope));
}

/** What a value becomes where a text is expected. An object or an array there is an error, as on GitHub. */
export function evaluateText(template: Template, scope: Scope): string {
  if (template.kind === 'literal') return template.value === null ? '' : String(template.value);
  if (template.kind !== 'expression') throw failure(template, 'a collection where a text is expected');
  const value = evaluateExpression(template.source, scope);
  if (!value.primitive) throw failure(template, 'an object or array where a text is expected; use toJSON(…)');
  return value.coerceString();
}

export function evaluateNumber(template: Template, scope: Scope): number {
  const text = evaluateText(template, scope);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw failure(template, `'${text}' where a number is expected`);
  return number;
}

export function evaluateBoolean(template: Template, scope: Scope): boolean {
  const text = evaluateText(template, scope);
  if (text !== 'true' && text !== 'false') throw failure(template, `'${text}' where true or false is expected`);
  return text === 'true';
}

export function evaluateJson(template: Template, scope: Scope): Json {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return toJson(evaluateExpression(template.source, scope));
    case 'sequence':
      return template.items.map((item) => evaluateJson(item, scope));
    case 'mapping':
      return Object.fromEntries(template.entries.map(({ key, value }) => [key, evaluateJson(value, scope)]));
  }
}

export function evaluateMap(map: TemplateMap, scope: Scope): Record<string, string> {
  return Object.fromEntries(map.map(({ key, value }) => [key, evaluateText(value, scope)]));
}

function failure(template: Template, what: string): ExpressionFailure {
  const source = template.kind === 'expression' ? `\`${template.source}\`` : 'The value';
  return new ExpressionFailure(`${source} (Line: ${template.line}) gives ${what}.`);
}

function functionDefinitions(functions: ExpressionFunctions): FunctionDefinition[] {
  const status = (name: string, is: () => boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(is()),
  });
  return [
    status('success', functions.success ?? (() => true)),
    status('failure', functions.failure ?? (() => false)),
    status('cancelled', functions.cancelled ?? (() => false)),
    status('always', () => true),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns) => {
        if (!functions.hashFiles) throw new Error('hashFiles may only be used in steps');
        return new data.StringData(functions.hashFiles(patterns.map((pattern) => pattern.coerceString())));
      },
    },
  ];
}

function toExpressionData(json: Json): data.ExpressionData {
  if (json === null) return new data.Null();
  if (typeof json === 'string') return new data.StringData(json);
  if (typeof json === 'number') return new data.NumberData(json);
  if (typeof json === 'boolean') return new data.BooleanData(json);
  if (Array.isArray(json)) return new data.Array(...json.map(toExpressionData));
  const pairs = Object.entries(json).filter(([, value]) => value !== undefined);
  return new data.Dictionary(...pairs.map(([key, value]) => ({ key, value: toExpressionData(value) })));
}

function toJson(value: data.ExpressionData): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json;
}
