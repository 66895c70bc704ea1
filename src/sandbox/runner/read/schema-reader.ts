// Reads a workflow or action file with GitHub's own schema into tokens that know their lines.
//
// The parts of @actions/workflow-parser are put together here rather than by its `parseWorkflow`, because that one
// imports its schema as JSON without the import attribute which Node asks for, and takes a block's text from the
// source, indentation and all, when the block holds an expression.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/template-schema';
import { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import { type LiteralToken, StringToken } from '@actions/workflow-parser/templates/tokens/index';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { isString } from '@actions/workflow-parser/templates/tokens/type-guards';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';
import type { FileProblem } from '../workflow/workflow.ts';

export type SchemaName = 'workflow' | 'action';

const schemaFiles = { workflow: 'workflow-v1.0.min.json', action: 'action-v1.0.min.json' };
const schemaRoots = { workflow: 'workflow-root-strict', action: 'action-root' };
const schemas = new Map<SchemaName, TemplateSchema>();

/** The file's root token, or everything that the schema has against it. */
export function readWithSchema(name: SchemaName, path: string, text: string): TemplateToken | FileProblem[] {
  const context = new TemplateContext(new TemplateValidationErrors(), schema(name), new NoOperationTraceWriter());
  const fileId = context.getFileId(path);
  const reader = new FoldedTextReader(fileId, name === 'workflow' ? withoutCacheModes(text) : text);
  // The first error alone, without its picture of the line: what follows it is mostly its echo.
  const [broken] = reader.errors;
  if (broken) context.error(fileId, new Error(broken.message.split('\n')[0]?.replace(/:$/, '')), broken.range);
  const root = context.errors.count === 0 ? readTemplate(context, schemaRoots[name], reader, fileId) : undefined;
  const errors = context.errors.getErrors();
  if (root && errors.length === 0) return root;
  const problems = errors.map((error) => ({ path, line: error.range?.start.line ?? 0, message: error.rawMessage }));
  return problems.length > 0 ? problems : [{ path, line: 0, message: 'The file is empty.' }];
}

/**
 * `cache-mode` (September 2026) is younger than the schema, and there is no cache here that it could close: its lines are
 * left empty, so that all others keep their numbers. Any value but GitHub's own stays, and is refused.
 */
function withoutCacheModes(text: string): string {
  return text.replaceAll(/^(?: {0}| {4})cache-mode: (?:none|read|write|write-only)[ \t]*(?:#.*)?$/gm, '');
}

/** Gives the template reader the values as YAML defines them, not their source text. */
class FoldedTextReader extends YamlObjectReader {
  override allowLiteral(): LiteralToken | undefined {
    const token = super.allowLiteral();
    if (!token || !isString(token)) return token;
    return new StringToken(token.file, token.range, token.value, undefined);
  }
}

function schema(name: SchemaName): TemplateSchema {
  const known = schemas.get(name);
  if (known) return known;
  const parser = dirname(fileURLToPath(import.meta.resolve('@actions/workflow-parser')));
  const json = readFileSync(join(parser, schemaFiles[name]), 'utf8');
  const loaded = TemplateSchema.load(new JSONObjectReader(undefined, json));
  schemas.set(name, loaded);
  return loaded;
}
