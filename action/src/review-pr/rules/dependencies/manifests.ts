// What the manifests of the package managers ask for.
import type { Registry } from './popular-names.ts';

export interface Dependency {
  readonly name: string;
  /** Range or address as it is written; `''` when there is none. */
  readonly version: string;
  readonly registry: Registry;
  /** Only for developing: it does not go where the program runs. */
  readonly isForDevelopment: boolean;
}

/** Whether a path is a manifest that this module reads. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== null;
}

/**
 * What a manifest asks for. `null` when the text is not a manifest of that kind; a text that is only a part of one is
 * read as well as it goes, except JSON.
 */
export function dependenciesIn(path: string, text: string): readonly Dependency[] | null {
  return readerOf(path)?.(text.slice(0, 512 * 1024)) ?? null;
}

type Reader = (text: string) => readonly Dependency[] | null;

function readerOf(path: string): Reader | null {
  return Object.entries(readers).find(([pattern]) => new RegExp(`(?:^|/)(?:${pattern})$`).test(path))?.[1] ?? null;
}

/** By the end of a path. */
const readers: Readonly<Record<string, Reader>> = {
  'package\\.json': (text) =>
    readJson(
      text,
      { dependencies: false, optionalDependencies: false, peerDependencies: true, devDependencies: true },
      'npm',
    ),
  'composer\\.json': (text) =>
    readJson(text, { require: false, 'require-dev': true }, 'packagist')?.filter(({ name }) => name.includes('/')) ??
    null,
  '(?:requirements|constraints)[^/]*\\.(?:txt|in)|requirements/[^/]+\\.(?:txt|in)': readRequirements,
  'pyproject\\.toml': readPyproject,
  Pipfile: (text) => readTables(text, (table) => pipTables[table]),
  'Cargo\\.toml': readCargo,
  'Gemfile|[^/]+\\.gemspec': readGems,
  'go\\.mod': readGo,
  '[^/]+\\.(?:cs|fs|vb)proj|Directory\\.Packages\\.props': readDotNet,
};

const pipTables: Readonly<Record<string, Kind>> = { packages: ['pypi', false], 'dev-packages': ['pypi', true] };

function readJson(text: string, sections: Readonly<Record<string, boolean>>, registry: Registry): Dependency[] | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return Object.entries(sections).flatMap(([section, isForDevelopment]) => {
    const list = isRecord(manifest) ? manifest[section] : null;
    if (!isRecord(list)) return [];
    return Object.entries(list).map(([name, version]) => ({
      name,
      version: String(version),
      registry,
      isForDevelopment,
    }));
  });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const requirement =
  /^\s*([A-Za-z0-9][\w.-]{0,100})\s*(?:\[[^\]]{0,200}\])?\s*((?:[=<>~!]=?|===|@)\s*[^;#]{1,300}|)\s*(?:;.*|#.*)?$/;

function readRequirements(text: string): Dependency[] {
  return text.split('\n').flatMap((line) => {
    const address = /^\s*(?:-e\s+|--editable[\s=])?((?:git\+|https?:\/\/)\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      const name =
        /[#&]egg=([\w.-]+)/.exec(address)?.[1] ??
        /\/([\w.-]+?)(?:\.git|\.whl|\.tar\.gz|\.zip)?(?:[@#].*)?$/.exec(address)?.[1] ??
        address;
      return [{ name, version: address, registry: 'pypi' as const, isForDevelopment: false }];
    }
    const [, name, version = ''] = requirement.exec(line.replace(/\s*\\\s*$/, '').slice(0, 500)) ?? [];
    return name === undefined
      ? []
      : [{ name: pythonName(name), version: version.trim(), registry: 'pypi' as const, isForDevelopment: false }];
  });
}

function pythonName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Strings in lists of requirements, and the tables of Poetry. */
function readPyproject(text: string): Dependency[] {
  const found: Dependency[] = [];
  let table = '';
  let list: boolean | null = null;
  for (const line of text.split('\n')) {
    const header = /^\s*\[\[?([^\]]{1,200})\]\]?\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined && !/^\s*\[\s*["']/.test(line)) {
      table = header.trim();
      list = null;
      continue;
    }
    const key = /^\s*([\w-]+)\s*=\s*\[/.exec(line)?.[1];
    if (key !== undefined) {
      const isList =
        (table === 'project' && key === 'dependencies') || (table === 'build-system' && key === 'requires');
      const isExtra =
        table === 'project.optional-dependencies' || table === 'dependency-groups' || /^tool\.(?:pdm|uv)\b/.test(table);
      list = isList ? false : isExtra ? true : null;
    }
    if (list !== null) {
      for (const [, words = ''] of line.matchAll(/["']([^"']{1,300})["']/g)) {
        const [one] = readRequirements(words);
        if (one !== undefined) found.push({ ...one, isForDevelopment: list });
      }
      if (/\]\s*,?\s*(?:#.*)?$/.test(line) && !/\[[\w,\s-]*\][^\]]*$/.test(line.replace(/\]\s*,?\s*$/, '')))
        list = null;
    }
    const poetry = /^tool\.poetry\.(?:(dev-)?dependencies|group\.([\w-]+)\.dependencies)$/.exec(table);
    const [, name, version = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*=\s*(.{1,300})$/.exec(line) ?? [];
    if (poetry !== null && name !== undefined && name !== 'python') {
      found.push({
        name: pythonName(name),
        version: versionOf(version),
        registry: 'pypi',
        isForDevelopment: poetry[1] !== undefined || poetry[2] !== undefined,
      });
    }
  }
  return found;
}

type Kind = readonly [registry: Registry, isForDevelopment: boolean] | undefined;

/** `name = "version"` or `name = { … }` in tables that `kindOf` knows. */
function readTables(text: string, kindOf: (table: string) => Kind): Dependency[] {
  let table = '';
  return text.split('\n').flatMap((line) => {
    const header = /^\s*\[([^[\]]{1,200})\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) {
      table = header.trim();
      return [];
    }
    const kind = kindOf(table);
    const [, name, version = ''] =
      /^\s*["']?([A-Za-z0-9][\w.-]*)["']?(?:\.workspace)?\s*=\s*(.{1,500})$/.exec(line) ?? [];
    if (kind === undefined || name === undefined) return [];
    return [{ name, version: versionOf(version), registry: kind[0], isForDevelopment: kind[1] }];
  });
}

function readCargo(text: string): Dependency[] {
  const inTables = readTables(text, (table) => {
    const kind = /^(?:target\..{1,150}\.|workspace\.)?((?:dev-|build-)?dependencies)$/.exec(table)?.[1];
    return kind === undefined ? undefined : ['crates', kind === 'dev-dependencies'];
  });
  const own = [...text.matchAll(/^\s*\[(?:(dev-|build-)?dependencies)\.([\w-]+)\]/gm)].map((match) => ({
    name: match[2] ?? '',
    version: '',
    registry: 'crates' as const,
    isForDevelopment: match[1] === 'dev-',
  }));
  return [...inTables, ...own];
}

/** The version, or the address, of an inline table. */
function versionOf(written: string): string {
  const address = /\b(?:git|url|path)\s*=\s*["']([^"']{1,300})["']/.exec(written)?.[1];
  if (address !== undefined) return /\bpath\s*=/.test(written) ? `file:${address}` : `git+${address}`;
  return /["']([^"']{0,200})["']/.exec(written)?.[1] ?? '';
}

function readGems(text: string): Dependency[] {
  return text.split('\n').flatMap((line) => {
    const match =
      /^\s*(?:gem|\w+\.add_(?:(development)_|runtime_)?dependency)[\s(]\s*["']([\w.-]{1,100})["'](.{0,300})/.exec(line);
    if (match === null) return [];
    const rest = match[3] ?? '';
    const address = /\b(?:git|github|source)\s*(?::|=>)\s*["']([^"']{1,200})["']/.exec(rest)?.[1];
    const version = address === undefined ? (/^\s*,\s*["']([^"']{1,60})["']/.exec(rest)?.[1] ?? '') : `git+${address}`;
    const isForDevelopment = match[1] !== undefined || /\bgroup:?\s*.{0,20}(?:test|development)/.test(rest);
    return [{ name: match[2] ?? '', version, registry: 'rubygems' as const, isForDevelopment }];
  });
}

function readGo(text: string): Dependency[] {
  return text.split('\n').flatMap((line) => {
    const [, name, version] =
      /^\s*(?:require\s+)?((?:[\w-]+\.)+[a-z]+\/[\w./~-]{1,200}|(?:[\w-]+\.)+[a-z]{2,}(?=\s+v))\s+(v\S{1,100})\s*(?:\/\/(?!\s*indirect).*)?$/.exec(
        line,
      ) ?? [];
    if (name === undefined || version === undefined) return [];
    return [{ name, version, registry: 'go' as const, isForDevelopment: false }];
  });
}

/** The version is an attribute or an element of its own, or stands in another file. */
function readDotNet(text: string): Dependency[] {
  return [
    ...text.matchAll(/<Package(?:Reference|Version)\s([^<>]{1,500})>([^<]{0,200}<Version>([^<]{1,100})<)?/g),
  ].flatMap(([, attributes = '', , element = '']) => {
    const name = /\b(?:Include|Update)\s*=\s*["']([\w.-]{1,100})["']/.exec(attributes)?.[1];
    const version = /\bVersion\s*=\s*["']([^"']{1,100})["']/.exec(attributes)?.[1] ?? element;
    return name === undefined ? [] : [{ name, version, registry: 'nuget' as const, isForDevelopment: false }];
  });
}
