// Holds requests and answers against GitHub's own OpenAPI description, which @octokit/openapi carries.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Exchange } from '../../src/sandbox/sandbox-options.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

type Schema = Record<string, unknown>;

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly parameters?: readonly Schema[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Schema>>;
}

/** What one operation is checked with. */
interface Checks {
  readonly path: ValidateFunction;
  readonly query: ValidateFunction;
  readonly body: ValidateFunction | undefined;
  readonly bodyFields: ReadonlySet<string> | undefined;
  readonly bodyRequired: boolean;
  /** By status; undefined: an answer without a JSON body. */
  readonly answers: ReadonlyMap<string, ValidateFunction | undefined>;
}

/** Errors that GitHub gives everywhere, although not every operation's description names them. */
const errorSchema = {
  type: 'object',
  required: ['message', 'documentation_url'],
  properties: { message: { type: 'string' }, documentation_url: { type: 'string' }, status: { type: 'string' } },
};
const commonErrors = new Set([400, 401, 403, 404, 409, 410, 413, 415, 422, 429]);

const documentKey = 'github';
const cache = new Map<string, Checks>();
let loaded: { readonly document: Schema; readonly ajv: Ajv; readonly parameters: Ajv } | undefined;

/**
 * What in the exchange departs from the description, in words; empty when nothing does. Answers that the weather made
 * are left out, and so is GraphQL, which has a description of its own.
 */
export function checkExchange(exchange: Exchange): string[] {
  if (exchange.weathered || exchange.route === '/graphql') return [];
  const place = `${exchange.method} ${exchange.path} as ${exchange.actor ?? 'nobody'} → ${exchange.status}`;
  if (exchange.route === undefined) return [`${place}: the sandbox has no such endpoint`];
  const checks = checksOf(exchange.method, exchange.route);
  if (checks === undefined) return [`${place}: GitHub describes no ${exchange.method} ${exchange.route}`];
  const accepted = exchange.status < 400;
  const problems = [...(accepted ? requestProblems(checks, exchange) : []), ...answerProblems(checks, exchange)];
  return problems.map((problem) => `${place}: ${problem}`);
}

/** A request that was refused may well have been wrong; what was accepted must be as described. */
function requestProblems(checks: Checks, { parameters, query, requestBody }: Exchange): string[] {
  const problems = [
    ...failures('path', checks.path, { ...parameters }),
    ...failures('query', checks.query, { ...query }),
  ];
  if (requestBody === undefined || requestBody === null) {
    return checks.bodyRequired && checks.body?.({}) === false ? [...problems, 'request: a body is missing'] : problems;
  }
  if (!checks.body) return isEmpty(requestBody) ? problems : [...problems, 'request: no body is described'];
  const unknown = Object.keys(requestBody as object).filter((name) => checks.bodyFields?.has(name) === false);
  return [
    ...problems,
    ...failures('request', checks.body, requestBody),
    ...unknown.map((name) => `request: the field ${name} is not described`),
  ];
}

function answerProblems(checks: Checks, { status, responseBody, responseHeaders }: Exchange): string[] {
  if (status === 304) return [];
  // A repository that was renamed sends every request on, whatever the operation's description says.
  if (status === 301 || status === 307)
    return responseHeaders.location ? [] : ['answer: a redirect without a location'];
  const described = checks.answers.has(String(status));
  if (status >= 400 && (described || commonErrors.has(status))) {
    const check = checks.answers.get(String(status));
    return [
      ...failures('answer', ajvs().errors, responseBody),
      ...(check ? failures('answer', check, responseBody) : []),
    ];
  }
  if (!described) return [`answer: status ${status} is not described`];
  const check = checks.answers.get(String(status));
  if (check) return failures('answer', check, responseBody);
  if (status === 302 && !responseHeaders.location) return ['answer: a redirect without a location'];
  return responseBody === undefined || isEmpty(responseBody) ? [] : ['answer: no body is described'];
}

function checksOf(method: string, route: string): Checks | undefined {
  const key = `${method} ${route}`;
  const known = cache.get(key);
  if (known) return known;
  const { document } = ajvs();
  const verb = (method === 'HEAD' ? 'GET' : method).toLowerCase();
  const operation = (document.paths as Record<string, Record<string, Operation>>)[route]?.[verb];
  if (!operation) return undefined;
  const base = ['paths', route, verb];
  const answers = Object.keys(operation.responses).map((status) => {
    const found = follow([...base, 'responses', status]);
    return [status, jsonSchema(found)] as const;
  });
  const body = operation.requestBody ? jsonPlace([...base, 'requestBody']) : undefined;
  const made: Checks = {
    path: parameterCheck(operation, 'path'),
    query: parameterCheck(operation, 'query'),
    body: body && compileAt(body),
    bodyFields: body && fieldsOf(at(body) as Schema),
    bodyRequired: operation.requestBody?.required ?? false,
    answers: new Map(answers),
  };
  cache.set(key, made);
  return made;
}

/** Values come as text. A query may hold nothing that is not described: GitHub would ignore a misspelt filter. */
function parameterCheck(operation: Operation, place: Parameter['in']): ValidateFunction {
  const all = (operation.parameters ?? []).map((each) => resolve(each) as unknown as Parameter);
  const meant = all.filter((each) => each.in === place);
  return ajvs().parameters.compile({
    type: 'object',
    required: meant.filter((each) => each.required).map((each) => each.name),
    properties: Object.fromEntries(meant.map((each) => [each.name, valueSchema(each)])),
    additionalProperties: false,
  });
}

/** `created` of runs is said to be a time, and then to take the search syntax for dates: `>=2026-01-31`. */
function valueSchema({ name, schema }: Parameter): Schema {
  const { format, ...rest } = resolve(schema);
  return name === 'created' || format === undefined ? rest : { ...rest, format };
}

/** Names at the top of a body, over all its alternatives; undefined: any name goes. */
function fieldsOf(schema: Schema): ReadonlySet<string> | undefined {
  const whole = resolve(schema);
  const alternatives = (['oneOf', 'anyOf', 'allOf'] as const).flatMap((each) => (whole[each] ?? []) as Schema[]);
  const sets = [whole, ...alternatives.map(resolve)].filter((each) => each.properties !== undefined);
  if (whole.additionalProperties || sets.length === 0) return undefined;
  return new Set(sets.flatMap((each) => Object.keys(each.properties as object)));
}

function jsonSchema(path: readonly string[]): ValidateFunction | undefined {
  const place = jsonPlace(path);
  return place && compileAt(place);
}

function jsonPlace(path: readonly string[]): readonly string[] | undefined {
  const content = (at(path) as Content).content ?? {};
  const type = Object.keys(content).find((each) => /json/.test(each));
  return type !== undefined && content[type]?.schema ? [...path, 'content', type, 'schema'] : undefined;
}

function compileAt(path: readonly string[]): ValidateFunction {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return ajvs().ajv.compile({ $ref: `${documentKey}#/${pointer}` });
}

function at(path: readonly string[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Schema)[part], ajvs().document);
}

/** Where the description really stands: responses are often references. */
function follow(path: readonly string[]): readonly string[] {
  const reference = (at(path) as Schema).$ref;
  return typeof reference === 'string' ? reference.slice(2).split('/') : path;
}

function resolve(schema: Schema): Schema {
  return typeof schema.$ref === 'string' ? (at(schema.$ref.slice(2).split('/')) as Schema) : schema;
}

function failures(what: string, check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return [];
  // Of two forms of an error that ask for nothing, everything is both: more than one fits, which is no departure.
  const several = (error: ErrorObject): boolean => error.keyword === 'oneOf' && error.params.passingSchemas !== null;
  return (check.errors ?? [])
    .filter((error) => !several(error))
    .slice(0, 5)
    .map((error) => `${what}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** 0.4 s and 125 MB, so only when something is to be checked. */
function ajvs(): { document: Schema; ajv: Ajv; parameters: Ajv; errors: ValidateFunction } {
  loaded ??= load();
  const errors = (loaded.ajv.getSchema('error') ??
    loaded.ajv.compile({ $id: 'error', ...errorSchema })) as ValidateFunction;
  return { ...loaded, errors };
}

function load(): { document: Schema; ajv: Ajv; parameters: Ajv } {
  const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
  const document = JSON.parse(readFileSync(path, 'utf8'), (key, value) =>
    key === 'example' || key === 'examples' ? undefined : reworded(value),
  ) as Schema;
  const options = { strict: false, validateSchema: false, allErrors: true, logger: false } as const;
  const ajv = new Ajv(options);
  const parameters = new Ajv({ ...options, coerceTypes: 'array' });
  addFormats.default(ajv);
  addFormats.default(parameters);
  // GitHub's own commits by apps are by 1234+name[bot]@users.noreply.github.com, which a strict format refuses.
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);
  ajv.addSchema(document, documentKey);
  return { document, ajv, parameters };
}

/** The description in words of JSON schema: `nullable` as an alternative, and no format for what defaults to ''. */
function reworded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, format, ...schema } = value as Schema;
  if (nullable !== true && !(schema.default === '' && typeof format === 'string')) return value;
  const rest = schema.default === '' || format === undefined ? schema : { ...schema, format };
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
}
