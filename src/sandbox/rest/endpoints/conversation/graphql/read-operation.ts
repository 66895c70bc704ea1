/** Reads as much of GraphQL as mutations need: fields with arguments, variables, nested selections. */

export interface Field {
  readonly name: string;
  /** What the answer has it under: its name, or an alias. */
  readonly key: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly selection: readonly Field[];
}

export type Operation =
  | { readonly kind: 'query' | 'mutation'; readonly fields: readonly Field[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** What is left to read. */
interface Rest {
  readonly tokens: string[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export function readOperation(text: string, variables: Readonly<Record<string, unknown>>): Operation {
  const parts = text.match(/"(?:[^"\\\n]|\\.)*"|[$A-Za-z_]\w*|-?\d+(?:\.\d+)?|#[^\n]*|[^\s,]/g) ?? [];
  const rest = { tokens: parts.filter((part) => !part.startsWith('#')), variables };
  const kind = rest.tokens[0] === 'mutation' ? 'mutation' : 'query';
  // A name and the declarations of variables say nothing that is not said again where they are used.
  while (rest.tokens.length > 0 && rest.tokens[0] !== '{') {
    if (rest.tokens.shift() === '(') skipTo(rest, ')');
  }
  const fields = selectionIn(rest);
  if (typeof fields === 'string') return { kind: 'wrong', message: fields };
  return rest.tokens.length === 0 ? { kind, fields } : { kind: 'wrong', message: unexpected(rest) };
}

/** `{ name alias: name(argument: …) { … } }`; a text says what is wrong. */
function selectionIn(rest: Rest): Field[] | string {
  if (rest.tokens.shift() !== '{') return 'Expected a selection in {}';
  const fields: Field[] = [];
  while (rest.tokens[0] !== '}') {
    const field = fieldIn(rest);
    if (typeof field === 'string') return field;
    fields.push(field);
  }
  rest.tokens.shift();
  return fields;
}

function fieldIn(rest: Rest): Field | string {
  const key = rest.tokens.shift() ?? '';
  if (!/^[A-Za-z_]\w*$/.test(key)) return unexpected({ ...rest, tokens: [key] });
  const name = rest.tokens[0] === ':' ? (rest.tokens.splice(0, 2)[1] ?? '') : key;
  const given = rest.tokens[0] === '(' ? valueIn(rest) : {};
  const selection = rest.tokens[0] === '{' ? selectionIn(rest) : [];
  if (typeof selection === 'string') return selection;
  return { name, key, arguments: given as Record<string, unknown>, selection };
}

/** A variable, a text, a number, a list, an object; arguments in `()` read like an object. */
function valueIn(rest: Rest): unknown {
  const token = rest.tokens.shift() ?? '';
  if (token === '{' || token === '(') {
    const entries: [string, unknown][] = [];
    while (rest.tokens.length > 0 && rest.tokens[0] !== '}' && rest.tokens[0] !== ')') {
      const [name = ''] = rest.tokens.splice(0, 2);
      entries.push([name, valueIn(rest)]);
    }
    rest.tokens.shift();
    return Object.fromEntries(entries);
  }
  if (token === '[') {
    const items: unknown[] = [];
    while (rest.tokens.length > 0 && rest.tokens[0] !== ']') items.push(valueIn(rest));
    rest.tokens.shift();
    return items;
  }
  if (token.startsWith('$')) return rest.variables[token.slice(1)];
  // Names are true, false, null, or values of an enumeration, which stay texts.
  return /^(".*"|-?\d+(\.\d+)?|true|false|null)$/s.test(token) ? JSON.parse(token) : token;
}

function skipTo(rest: Rest, end: string): void {
  while (rest.tokens.length > 0 && rest.tokens.shift() !== end);
}

function unexpected({ tokens }: Rest): string {
  return tokens[0] ? `Parse error on "${tokens[0]}"` : 'Unexpected end of document';
}
