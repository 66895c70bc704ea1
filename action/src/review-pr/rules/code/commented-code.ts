// Comments that hold code instead of words.
import type { Language } from '../../kinds-of-files.ts';
import type { CodeLine } from '../source/read-code.ts';

/** Groups of new comment lines that are mostly code; each with its first line of code. */
export function commentedCode(lines: readonly CodeLine[], language: Language): readonly CodeLine[] {
  if (language === 'yaml') return [];
  return groupsOf(lines).flatMap((group) => {
    const words = group.map((line) => ({ line, text: wordsOf(line.comment) })).filter(({ text }) => text !== '');
    if (group.some((line) => /^\s*(?:\/\*\*|\*\*|"""|''')/.test(line.comment)) && language !== 'sql') return [];
    if (words.some(({ text }) => explains.test(text))) return [];
    const strong = words.filter(({ text }) => isCode(text, language));
    const weak = words.filter(({ text }) =>
      /^[}\])]+[;,]?$|^end$|^\}\s*(?:else|catch|finally)\b.*\{$|^[\w$.]+\([^()]{0,200}\)$|^[\w'"]+: .{1,100},$/.test(
        text,
      ),
    );
    const first = strong[0];
    if (first === undefined) return [];
    const share = (strong.length + weak.length) / words.length;
    return share >= 0.6 || strong.length >= 3 ? [first.line] : [];
  });
}

/** Whole-line comments without a gap. */
function groupsOf(lines: readonly CodeLine[]): CodeLine[][] {
  const groups: CodeLine[][] = [];
  let last: CodeLine | null = null;
  let documents: string | null = null;
  for (const line of lines) {
    const inside = documents !== null;
    documents = documentAfter(line.comment, documents);
    if (inside || documents !== null) continue;
    if (line.text.trim() === '') continue;
    if (!line.isNew || line.comment.trim() === '' || line.code.replaceAll(/[{}\s]/g, '') !== '') {
      last = null;
      continue;
    }
    if (last !== null && line.number <= last.number + 2) groups.at(-1)?.push(line);
    else groups.push([line]);
    last = line;
  }
  return groups;
}

/** What ends the documentation that goes on after a line: its examples are code on purpose. */
function documentAfter(comment: string, open: string | null): string | null {
  if (open !== null) return comment.includes(open) ? null : open;
  const start = /^\s*(\/\*\*|"""|''')/.exec(comment)?.[1];
  if (start === undefined) return null;
  const end = start === '/**' ? '*/' : start;
  return comment.trimStart().slice(3).includes(end) ? null : end;
}

function wordsOf(comment: string): string {
  return comment
    .trim()
    .slice(0, 1_000)
    .replace(/^(?:\/\/+!?|\/\*+|<!--|--+|#+!?|=begin|\*(?!\/))\s?/, '')
    .replace(/\s*(?:\*\/|-->|=end)\s*$/, '')
    .replace(/^(?:\/\/|\/\*)\s?/, '')
    .trim();
}

/** A group with such a word shows code on purpose. */
const explains =
  /\b(?:e\.g\.|i\.e\.|examples?|usage|for instance|such as|equivalent|becomes|instead of|same as|like this|note that|see also|returns\s|@\w+)\b|```|^<(?:reference|amd-)|^\W*(?:eslint|biome|prettier|ts-|type:|noqa|pylint|pragma|rubocop|istanbul|c8 |v8 |jshint|global |globals |jslint|@ts|vim:|-\*-|region|endregion|nolint|go:|\+build|cspell|codespell|sourceMappingURL|webpack|mypy|flake8|isort|fmt:|language=|phpcs|shellcheck|frozen_string|encoding|coding|exported|jsx|spell)|https?:\/\/|^(?:todo|fixme|hack|note|xxx|why|warning|copyright|license|spdx)\b/i;

function isCode(text: string, language: Language): boolean {
  // A name with empty brackets is how people speak of a function.
  if (/^[\w$.]+\(\)$/.test(text)) return false;
  const patterns = [...(codeOf[language] ?? []), ...common];
  return text.length >= 4 && patterns.some((pattern) => pattern.test(text)) && !isProse(text);
}

/** Several words in a row without a sign between them are a sentence. */
function isProse(text: string): boolean {
  const bare = text.replaceAll(/(["'`]).{0,200}?\1/g, '""');
  return (
    /(?:^|[\s(])(?:[a-zA-Z]{2,}[,]?\s+){4}[a-zA-Z]{2,}/.test(bare) &&
    !/^\s*(?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|DROP|GRANT)\b/.test(text) &&
    !/[;{]$/.test(bare)
  );
}

const call = /^(?:await |return |yield |\w+ = )?[\w$]+(?:(?:\.|\?\.|->|::)[\w$]+)+\s*\(.*\)\s*;?$/;
const common: readonly RegExp[] = [call];

const braces: readonly RegExp[] = [
  /^(?:export\s+)?(?:const|let|var|final|val|auto)\s+[\w${[][^=]{0,100}=\s*\S/,
  /^(?:import\s.{1,200}\sfrom\s+['"]|import\s+['"]|export\s+(?:const|default|function|class|async|\{|\*)|(?:const|let|var)\s.{1,100}require\()/,
  /^(?:return|throw|await|yield|delete|new)\b.{0,300};$/,
  /^return\s+(?:[\w$.]+\(.*\)|[\w$]+(?:\.[\w$]+)+|null|true|false|\d+|['"`[{].*)$/,
  /^(?:\}\s*)?(?:else\s+)?(?:if|for|while|switch|catch)\s*\(.{1,300}\)\s*(?:\{.*|[\w$.]+\(.*|return\b.*|continue;|break;)?$/,
  /^(?:\}\s*else|try|do|finally)\s*\{$|^\}\s*(?:catch|finally)\b.*\{$|^(?:break|continue|debugger);$/,
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*[\w$]*\s*\(.{0,300}\{?$/,
  /^(?:export\s+)?(?:abstract\s+)?(?:class|interface|enum|struct)\s+[A-Z]\w*.{0,200}\{$/,
  /^[\w$.[\]'"!]+\s*(?:=|\+=|-=|\|\|=|\?\?=)\s*[^=\s].{0,300}[;,]$/,
  /^[\w$.[\]?!]+\s*\(.{0,400}\)\s*(?:;|\{)$/,
  /^[\w$.]+(?:\+\+|--);$/,
  /^(?:async\s+)?[\w$]+\s*\([\w$,\s:{}[\]]{0,200}\)\s*(?::\s*[\w<>[\]]{1,60}\s*)?\{$/,
  /^(?:const|let)\s*[[{].{1,200}[\]}]\s*=\s*\S/,
  /^<\/?[A-Za-z][\w.-]*(?:\s[^<>]{0,300})?\/?>(?:.*<\/[\w.-]+>)?$/,
  /^(?:app|router|server)\.(?:get|post|put|use|delete)\(/,
];

const codeOf: Readonly<Partial<Record<Language, readonly RegExp[]>>> = {
  javascript: braces,
  java: [
    ...braces,
    /^(?:public|private|protected|static|final)\s[\w<>[\]\s]{1,100}[({=].{0,300}[;{]$/,
    /^[A-Z]\w*(?:<[\w,\s]+>)?\s+\w+\s*=\s*.{1,200};$/,
  ],
  php: [
    ...braces,
    /^\$[\w>[\]'"-]+\s*(?:=|\.=|\+=)\s*.{1,300};?$/,
    /^(?:echo|use|namespace|foreach|unset|include|require)\b.{1,200}[;{]$/,
  ],
  go: [
    ...braces,
    /^[\w, .]+\s*:=\s*\S/,
    /^(?:if|for|switch)\s.{1,200}\{$/,
    /^func\s.{1,200}\{$/,
    /^(?:defer|go)\s+[\w.]+\(.*\)$/,
    /^fmt\.\w+\(/,
  ],
  rust: [
    ...braces,
    /^let\s+(?:mut\s+)?\w+.{0,60}=\s*.{1,300};$/,
    /^(?:pub\s+)?fn\s+\w+.{0,200}\{$/,
    /^(?:if|for|while|match|loop)\s.{0,200}\{$/,
    /^(?:println|dbg|assert\w*)!\(/,
    /^use\s+[\w:{}, ]+;$/,
  ],
  python: [
    /^(?:def|class|async def)\s+\w+.{0,200}:$/,
    /^(?:if|elif|for|while|with|except)\b.{1,200}:$|^(?:else|try|finally):$/,
    /^(?:from\s+[\w.]+\s+import\s+[\w*,\s()]+|import\s+[\w.]+(?:\s+as\s+\w+)?)$/,
    /^(?:self\.)?[\w.[\]'"]+\s*(?::\s*[\w[\]]+\s*)?(?:=|\+=|-=)\s*(?:[\w.]+\(.*\)?|['"[{(\d].*|[\w.[\]'"]+|not\s.+|None|True|False|await\s.+|.{1,80}\s(?:\+|-|\*|\/|if|or|and)\s.{1,100})$/,
    /^return\s+(?:[\w.]+[([].*|[\w.]+\s*[-+*/%<>=]=?\s*\S.*|None|True|False|['"[{(\d].*|self\.\w+|not\s+\w+)$/,
    /^return\s+\w+$/,
    /^(?:print|raise|assert|del|yield|await)\b[\s(].{1,200}\)$/,
    /^@\w+(?:\.\w+)*(?:\(.*\))?$/,
    /^[\w.]+\(.{0,300}\)$/,
  ],
  ruby: [
    /^(?:def|class|module)\s+[\w.:?!]+(?:\(.*\))?(?:\s*<\s*\w+)?$/,
    /^(?:if|unless|while|until|elsif|case|when)\s.{1,100}(?:\?|==|!=|&&|\|\||\.\w+).{0,100}$/,
    /^@{0,2}[\w.[\]:]+\s*(?:=|\|\|=|\+=|<<)\s*\S.{0,300}$/,
    /^(?:puts|p|require|require_relative|include|attr_\w+|before_action|has_many|belongs_to|validates|raise|return)\b\s+[:'"@\w].{0,200}$/,
    /^[\w.@]+(?:\.\w+[?!]?)+(?:\(.*\))?(?:\s+(?:do|\{)\s*\|.*\|.*)?$/,
  ],
  shell: [
    /^(?:export\s+)?[A-Z_]{2,}=\S+$/,
    /^(?:if|while)\s+\[.*\]\s*;?\s*(?:then|do)?$/,
    /^(?:rm|cp|mv|mkdir|curl|docker|git|npm|cd|echo|sudo|apt-get)\s+[-"'$./\w].{0,200}$/,
    /^(?:RUN|COPY|FROM|ENV|CMD|EXPOSE|WORKDIR)\s+\S/,
  ],
  sql: [
    /^(?:SELECT\b.{1,300}\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|COLUMN)\b)/i,
  ],
};
