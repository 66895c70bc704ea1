// Small questions to the parser's token tree, so that the readers of workflow and action files stay readable.

import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import { ExpressionToken, type MappingToken } from '@actions/workflow-parser/templates/tokens/index';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser/templates/tokens/type-guards';
import { TokenType } from '@actions/workflow-parser/templates/tokens/types';
import type { Template, TemplateMap } from '../workflow/workflow.ts';

export type Token = TemplateToken;

/** Thrown by the readers; becomes a problem with the file's path. */
export class ReadError extends Error {
  readonly line: number;
  constructor(token: Token | undefined, message: string) {
    super(message);
    this.line = lineOf(token);
  }
}

export function lineOf(token: Token | undefined): number {
  return token?.range?.start.line ?? 0;
}

/** A mapping's entries; none for a token that is absent or no mapping. */
export function entriesOf(token: Token | undefined): { key: string; value: Token; keyToken: Token }[] {
  if (!token || !isMapping(token)) return [];
  return [...(token as MappingToken)].map(({ key, value }) => {
    if (!isString(key)) throw new ReadError(key, 'unsupported: an expression as a key (the insert directive)');
    return { key: key.value, value, keyToken: key };
  });
}

export function propertyOf(token: Token | undefined, name: string): Token | undefined {
  return entriesOf(token).find((entry) => entry.key === name)?.value;
}

/** The text of a literal, or of what must be one. */
export function textOf(token: Token | undefined): string | undefined {
  if (!token || token.templateTokenType === TokenType.Null) return undefined;
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.toString();
  throw new ReadError(token, 'unsupported: an expression or a collection where a plain text is expected');
}

/** `a` and `[a, b]` alike; undefined when absent. */
export function textsOf(token: Token | undefined): string[] | undefined {
  if (!token || token.templateTokenType === TokenType.Null) return undefined;
  if (isSequence(token)) return [...token].map((item) => textOf(item) ?? '');
  const text = textOf(token);
  return text === undefined ? undefined : [text];
}

export function templateOf(token: Token | undefined): Template | undefined {
  return token && toTemplate(token);
}

export function templateMapOf(token: Token | undefined): TemplateMap {
  if (token && isBasicExpression(token)) {
    throw new ReadError(token, 'unsupported: an expression in place of a whole mapping');
  }
  return entriesOf(token).map(({ key, value }) => ({ key, value: toTemplate(value) }));
}

/** An `if:`, with the `success() &&` that GitHub puts before a condition without a status function. */
export function conditionOf(token: Token | undefined): string | undefined {
  if (!token) return undefined;
  const written = isBasicExpression(token) ? token.expression : (textOf(token) ?? '').trim();
  if (written === '') return undefined;
  const condition = ensureStatusFunction(written, token.definitionInfo);
  checkExpression(token, condition);
  return condition;
}

/** Fails on a syntax error, or on a context or function that may not be used at this place. */
function checkExpression(token: Token, expression: string): void {
  try {
    ExpressionToken.validateExpression(expression, token.definitionInfo?.allowedContext ?? []);
  } catch (error) {
    throw new ReadError(token, error instanceof Error ? error.message : String(error));
  }
}

function toTemplate(token: Token): Template {
  const line = lineOf(token);
  if (isBasicExpression(token)) return { kind: 'expression', source: token.expression, line };
  if (isSequence(token)) return { kind: 'sequence', items: [...token].map(toTemplate), line };
  if (isMapping(token)) return { kind: 'mapping', entries: templateMapOf(token), line };
  if (isString(token) || isNumber(token) || isBoolean(token)) return { kind: 'literal', value: token.value, line };
  if (token.templateTokenType === TokenType.Null) return { kind: 'literal', value: null, line };
  throw new ReadError(token, 'unsupported: the insert directive');
}
