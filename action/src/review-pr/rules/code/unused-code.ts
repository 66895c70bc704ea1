// Code that nothing reaches or uses, where a look at the one file is enough to tell.
import type { Language } from '../../kinds-of-files.ts';
import type { Code, CodeLine } from '../source/read-code.ts';

export interface Unused {
  readonly line: CodeLine;
  readonly title: string;
}

/** `elsewhere`: whether another changed file names something, which then may come from here. */
export function unusedCode(path: string, code: Code, elsewhere: (name: string) => boolean): readonly Unused[] {
  const unused = code.whole
    ? unusedNames(path, code).filter(({ name }) => code.language === 'javascript' || !elsewhere(name))
    : [];
  return [...neverTrue(code), ...unreachable(code), ...unused];
}

const falseConditions: Readonly<Partial<Record<Language, RegExp>>> = {
  javascript:
    /(?<![\w$.])(?:if|while)\s*\(\s*(?:false|0|null|undefined|!1|!true)\s*(?:&&.{1,200})?\)|\{\s*false\s*&&\s*[(<]/,
  php: /(?<![\w$])(?:if|while)\s*\(\s*(?:false|0)\s*(?:&&.{1,200})?\)/i,
  java: /(?<![\w$])(?:if|while)\s*\(\s*(?:false|0)\s*(?:&&.{1,200})?\)|^\s*#if 0\b/,
  python: /^\s*(?:if|elif|while)\s+(?:False|0|None)\s*(?:and .{1,200})?:/,
  ruby: /^\s*(?:if|while)\s+false\b|\bif false\s*$/,
  go: /\bif\s+false\s*(?:&&.{1,200})?\{/,
  rust: /\bif\s+false\s*(?:&&.{1,200})?\{|#!?\[allow\((?:dead_code|unused\w*)\)\]/,
  shell: /^\s*if\s+false\s*;/,
};

function neverTrue({ lines, language }: Code): Unused[] {
  const pattern = falseConditions[language];
  if (pattern === undefined) return [];
  return lines
    .filter((line) => line.isNew && pattern.test(line.bare))
    .map((line) => ({
      line,
      title: /allow\(/.test(line.bare) ? 'Unused code is allowed to stay' : 'Code that never runs',
    }));
}

const ends =
  /^(?:return\b.*;|return;?|throw\b.*;|break;|continue;|process\.exit\(.*\);|panic\(.*\)|(?:return|raise)\b.*[^,([{\\+]|sys\.exit\(.*\)|os\.Exit\(.*\)|exit;|die\(.*\);|break|continue)$/;
const label =
  /^(?:case\b|default\b|else\b|elif\b|elsif\b|except\b|finally\b|rescue\b|ensure\b|when\b|end\b|[}\])]|#|@|function\b|async function\b|class\b|def\b|type\b|interface\b|\w+\s*:(?!=))/;

/** A line right after the end of its block's way, as deeply indented as it. */
function unreachable({ lines, language }: Code): Unused[] {
  if (language === 'yaml' || language === 'sql' || language === 'shell') return [];
  const found: Unused[] = [];
  let last: CodeLine | null = null;
  let before: CodeLine | null = null;
  for (const line of lines) {
    if (line.bare.trim() === '') continue;
    if (
      last !== null &&
      isOneStatement(last, before, language) &&
      indentOf(last) === indentOf(line) &&
      !label.test(line.bare.trim()) &&
      (line.isNew || last.isNew)
    ) {
      if (!/^[.?:&|+]/.test(line.bare.trim()))
        found.push({ line: line.isNew ? line : last, title: 'Code after the end of its block never runs' });
    }
    before = last;
    last = line;
  }
  return found;
}

/** Whether the line ends the way for sure: a whole statement, not the only one of a condition above it. */
function isOneStatement(line: CodeLine, before: CodeLine | null, language: Language): boolean {
  const text = line.bare.trim();
  // A string that goes on below.
  if (/^[^`]*(?:`[^`]*`[^`]*)*`[^`]*$|^(?:(?!"""|''').)*(?:"""|''')(?:(?!"""|''').)*$/.test(line.code)) return false;
  if (!ends.test(text)) return false;
  if (
    !/;$/.test(text) &&
    language !== 'python' &&
    language !== 'ruby' &&
    language !== 'go' &&
    text !== 'return' &&
    text !== 'break' &&
    text !== 'continue'
  )
    return false;
  if (language === 'ruby' && /\b(?:if|unless)\b/.test(text)) return false;
  const open = text.split(/[([{]/).length - text.split(/[)\]}]/).length;
  const above = before?.bare.trim() ?? '';
  const guarded =
    indentOf(before) < indentOf(line)
      ? !/[{:]$|\b(?:do|then)$|^(?:def|begin)\b/.test(above) && /(?:\)|\belse)$/.test(above) && language !== 'ruby'
      : /^(?:if|else if|for|while)\b.*\)$|^else$/.test(above);
  return open === 0 && !guarded;
}

function indentOf(line: CodeLine | null): number {
  return line === null ? 0 : (/^\s*/.exec(line.text)?.[0].length ?? 0);
}

interface Named {
  readonly pattern: RegExp;
  readonly what: string;
}

const declared: Readonly<Partial<Record<Language, readonly Named[]>>> = {
  javascript: [
    { pattern: /^\s*(?:async\s+)?function\s*\*?\s*([\w$]+)\s*[(<]/, what: 'function' },
    { pattern: /^\s*(?:const|let|var)\s+([\w$]+)\s*(?::[^=]{1,100})?=/, what: 'variable' },
    { pattern: /^\s*import\s+(?:type\s+)?([\w$]+)\s*(?:,|from\b)/, what: 'import' },
    { pattern: /^\s*import\s+\*\s+as\s+([\w$]+)\s/, what: 'import' },
    { pattern: /^\s*(?:abstract\s+)?class\s+([\w$]+)/, what: 'class' },
  ],
  python: [
    { pattern: /^import\s+(\w+)\s*$/, what: 'import' },
    { pattern: /^(?:async\s+)?def\s+(_[a-z]\w*)\s*\(/, what: 'function' },
  ],
  go: [{ pattern: /^func\s+([a-z]\w*)\s*\(/, what: 'function' }],
};

/** New names that stand nowhere else in the file, though nobody outside can use them. */
function unusedNames(path: string, { lines, language }: Code): (Unused & { readonly name: string })[] {
  const forms = declared[language];
  if (
    forms === undefined ||
    /\.(?:html?|vue|svelte|astro|ejs|d\.ts)$|(?:^|\/)__init__\.py$|_test\.go$|\.(?:config|setup)\.\w+$/.test(path)
  )
    return [];
  const isModule =
    language !== 'javascript' ||
    lines.some((line) => /^\s*(?:import|export)\b|\brequire\s*\(|\bmodule\.exports\b/.test(line.code));
  const counts = countNames(lines);
  return lines.flatMap((line, index) => {
    if (!line.isNew) return [];
    const named = forms.flatMap(({ pattern, what }) => {
      const name = pattern.exec(line.bare)?.[1];
      return name === undefined ? [] : [{ name, what }];
    });
    const names = language === 'javascript' ? [...named, ...importedIn(line.bare)] : named;
    const decorated = /^\s*@/.test(lines[index - 1]?.bare ?? '');
    const local = isModule || /^\s/.test(line.text);
    const unused = names.find(({ name, what }) => isUnused(name, what) && (local || what === 'import') && !decorated);
    return unused === undefined
      ? []
      : [{ line, name: unused.name, title: `Nothing uses the ${unused.what} \`${unused.name}\`` }];
  });

  function isUnused(name: string, what: string): boolean {
    if (
      counts.get(name) !== 1 ||
      name === 'main' ||
      name === 'init' ||
      (name.startsWith('_') && language === 'javascript')
    )
      return false;
    return (
      !(what === 'import' && /^(?:React|h|jsx|Fragment|createElement)$/.test(name)) && !(language === 'go' && !isModule)
    );
  }
}

function importedIn(bare: string): { name: string; what: string }[] {
  const list = /^\s*import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^}]{1,500})\}\s*from\b/.exec(bare)?.[1];
  return (list?.split(',') ?? []).flatMap((part) => {
    const name = /([\w$]+)\s*$/.exec(part.trim())?.[1];
    return name === undefined ? [] : [{ name, what: 'import' }];
  });
}

function countNames(lines: readonly CodeLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of lines)
    for (const [name] of code.matchAll(/[\w$]+/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
