// The file behind a configuration: its values, and where in the text each of them stands.
import { type Document, isMap, isNode, isPair, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';

interface Position {
  /** Both counted from 1. */
  readonly line: number;
  readonly column: number;
}

export interface ConfigSource {
  /** Which file a value comes from, or would belong to. */
  readonly fileAt: (path: readonly PropertyKey[]) => string;
  readonly valueAt: (path: readonly PropertyKey[]) => unknown;
  /** Where the value starts. */
  readonly valuePosition: (path: readonly PropertyKey[]) => Position;
  /** Where the key stands; for a missing key, the nearest section above it. */
  readonly keyPosition: (path: readonly PropertyKey[]) => Position;
}

/** `values` are what the document holds, as plain objects. */
export function createConfigSource(options: {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
  values: unknown;
}): ConfigSource {
  const { file, document, lines, values } = options;
  const position = (offset: number | undefined): Position => {
    if (offset === undefined) return { line: 1, column: 1 };
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const keyPosition = (path: readonly PropertyKey[]): Position => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const found = find(document, path.slice(0, depth));
      if (found !== null) return position(startOf(found.key) ?? startOf(found.value));
    }
    return { line: 1, column: 1 };
  };
  return {
    fileAt: () => file,
    valueAt: (path) => path.reduce(childOf, values),
    keyPosition,
    valuePosition: (path) => {
      const start = startOf(find(document, path)?.value);
      return start === undefined ? keyPosition(path) : position(start);
    },
  };
}

/**
 * Two files as one: what the first says counts, what it leaves out comes from the second. A problem is told of the file
 * that it stands in; what is in neither belongs into the first.
 */
export function layerSources(first: ConfigSource, second: ConfigSource, values: unknown): ConfigSource {
  const sourceOf = (path: readonly PropertyKey[]): ConfigSource =>
    first.valueAt(path) === undefined && second.valueAt(path) !== undefined ? second : first;
  return {
    fileAt: (path) => sourceOf(path).fileAt(path),
    valueAt: (path) => path.reduce(childOf, values),
    keyPosition: (path) => sourceOf(path).keyPosition(path),
    valuePosition: (path) => sourceOf(path).valuePosition(path),
  };
}

function childOf(parent: unknown, key: PropertyKey): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return (parent as Record<PropertyKey, unknown>)[key];
}

/** The key and the value at a path as nodes; `null` when the path does not exist. */
function find(document: Document.Parsed, path: readonly PropertyKey[]): { key: unknown; value: unknown } | null {
  let place: { key: unknown; value: unknown } = { key: null, value: document.contents };
  for (const part of path) {
    const parent = isNode(place.value) && 'resolve' in place.value ? place.value.resolve(document) : place.value;
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item: unknown): item is Pair => isPair(item) && keyText(item.key) === String(part),
      );
      if (pair === undefined) return null;
      place = { key: pair.key, value: pair.value };
    } else if (isSeq(parent) && typeof part === 'number' && part < parent.items.length) {
      place = { key: null, value: parent.items[part] };
    } else return null;
  }
  return place;
}

const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key);

const startOf = (node: unknown): number | undefined =>
  isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined;
