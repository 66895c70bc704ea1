// Keys and passwords in added lines. What was found is never repeated in the finding.
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Finding } from '../../../../../src/contract/finding.ts';
import type { ChangedFile, Diff } from '../../diff.ts';
import { isDocument, isTestFile, languageOf } from '../../kinds-of-files.ts';
import type { Rule } from '../../rule.ts';
import { isLockFile } from '../change/generated-paths.ts';
import { found } from '../source/found.ts';
import { movedLines } from '../source/moved-lines.ts';
import { piecesOf } from '../source/pieces.ts';
import { assignedSecret } from './assigned-secrets.ts';
import { isExampleKey, isPlaceholder, keyFormats } from './secret-formats.ts';

export const secrets: Rule = {
  name: 'secrets',
  title: 'A secret was added',
  looksFor:
    'Keys and tokens of known services, private keys, passwords in addresses, and values of a secret’s kind given to something named like one. Placeholders, references to the environment and names do not count; a value that may as well be a word is no veto.',
  reason: 'Secrets do not belong in a repository: everybody who can read it has them, for ever.',
  remedy:
    'Take it out and read it from the environment; it must be revoked, because it stays in the history of this branch.',
  examples: { bad: "const password = 'tr0ub4dor-horse';", good: 'const password = process.env.DATABASE_PASSWORD;' },
  async check(diff) {
    const all: Finding[] = [];
    for (const file of diff) all.push(...(await secretsIn(file, diff)));
    return all;
  },
};

const lineMax = 4_000;
const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };

async function secretsIn(file: ChangedFile, diff: Diff): Promise<Finding[]> {
  if (file.added.length === 0) return [];
  const moved = movedLines(file, diff);
  const lines = file.added.flatMap((line) =>
    piecesOf(line.text, lineMax).map((text) => ({ number: line.number, text })),
  );
  const kinds = new Map<number, string>();
  for (const { index, kind } of [...(await byService(file.path, lines)), ...byFormat(file.path, lines)]) {
    const line = lines[index];
    if (line !== undefined && !kinds.has(line.number) && !moved.has(line.number)) kinds.set(line.number, kind);
  }
  return [...kinds].map(([line, kind]) =>
    found(secrets, {
      severity: kind === likely ? 'major' : 'critical',
      path: file.path,
      line,
      title: kind === likely ? 'What looks like a secret was added' : `A secret was added (${kind})`,
      verify: `Look at line ${line} of ${file.path}, which is not repeated here, and ask the service whether the key is known.`,
    }),
  );
}

/** The kind of what may as well be a word of the program. */
const likely = 'likely';

interface Hit {
  readonly index: number;
  readonly kind: string;
}

/** Only the added lines are looked at, as one text; keys of several lines stay together that way. */
async function byService(path: string, lines: readonly { readonly text: string }[]): Promise<Hit[]> {
  const content = lines.map((line) => line.text).join('\n');
  const ext = /\.[^./]+$/.exec(path)?.[0] ?? '';
  const result = await lintSource({
    source: { filePath: `/${path}`, content, contentType: 'text', ext },
    options: { locale: 'en', config, noPhysicFilePath: true, maskSecrets: true },
  });
  return result.messages
    .map((message) => ({
      index: message.loc.start.line - 1,
      kind: message.messageId,
      text: content.slice(...message.range),
    }))
    .filter(
      ({ text, kind }) =>
        !isHarmlessAddress(text) && !isExampleKey(text) && !(isMadeUp(path) && /Auth|Connection/.test(kind)),
    );
}

function byFormat(path: string, lines: readonly { readonly text: string }[]): Hit[] {
  // Passwords of tests and of documents are made up; keys with a format of their own are not.
  const madeUp = isMadeUp(path);
  const ofProgram = isFixtureOfProgram(path);
  const isText = /(?:^|\/)(?:i18n|l10n|locales?|lang(?:uage)?s?|translations?|messages)\//i.test(path);
  const settings =
    /(?:^|\/)(?:\.env[^/]*|[^/]*\.(?:env|ya?ml|properties|ini|conf|cfg|toml|sh|bash)|Dockerfile[^/]*)$/.test(path);
  return lines.flatMap(({ text }, index) => {
    const format = keyFormats.find(({ name, pattern }) => {
      const match = pattern.exec(text);
      if (match === null || isHarmlessAddress(match[0])) return false;
      if (match[1] === undefined ? isExampleKey(match[0]) : isPlaceholder(match[1]) || !isCredential(name, match[1]))
        return false;
      return !madeUp || !mayBeMadeUp.test(name);
    });
    if (format !== undefined) return [{ index, kind: format.name }];
    const assigned = madeUp && !ofProgram ? null : assignedSecret(text, settings);
    if (assigned === null || (assigned === 'likely' && isText)) return [];
    return [{ index, kind: assigned === 'likely' || ofProgram ? likely : 'value of a secret' }];
  });
}

/** Code of the program in a folder that is named like one of tests. */
function isFixtureOfProgram(path: string): boolean {
  const language = languageOf(path);
  const isCode = language !== null && language !== 'yaml' && language !== 'sql';
  const inProgram = /(?:^|\/)(?:src|lib|app)\/(?:[^/]+\/)*fixtures\//i.test(path);
  return isCode && inProgram && !isMadeUp(path.replaceAll(/(?<=^|\/)fixtures\//gi, ''));
}

/** What tests and documents make up as a rule. */
const mayBeMadeUp = /^(?:password in an address|basic credentials|bearer token|JSON Web Token)$/;

function isMadeUp(path: string): boolean {
  return isTestFile(path) || isDocument(path) || isLockFile(path) || /\.(?:example|sample|template|dist)$/.test(path);
}

/** Words after `Bearer` and `Basic` are credentials when they look like it. */
function isCredential(name: string, value: string): boolean {
  if (name === 'basic credentials')
    return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1'));
  return name !== 'bearer token' || /\d/.test(value);
}

/** A password for a service on one's own computer, or one that is no more than a name. */
function isHarmlessAddress(text: string): boolean {
  const [, user, password = '', host = ''] = /:\/\/([^:@/\s]*):([^@\s]*)@([\w.-]*)/.exec(text) ?? [];
  if (user === undefined) return false;
  const local =
    /^(?:localhost|127\.|0\.0\.0\.0|host\.docker\.internal|\[?::1|db|database|postgres|mysql|redis|mongo|rabbitmq)/.test(
      host,
    );
  return (
    isPlaceholder(password) ||
    password === user ||
    (local && /^[a-z]+$/i.test(password)) ||
    (/(?:^|\.)example\.(?:com|org|net)$/.test(host) && /^(?:user|username|name)$/.test(user))
  );
}
