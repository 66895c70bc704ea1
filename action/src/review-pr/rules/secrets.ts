// Keys and passwords in added lines, found by secretlint. What was found is never repeated in the finding.
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Finding } from '../../../../src/contract/finding.ts';
import type { ChangedFile, Line } from '../diff.ts';
import type { Rule } from '../rule.ts';

const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };

export const secrets: Rule = async (diff) => {
  const found: Finding[] = [];
  for (const file of diff) {
    if (file.added.length > 0) found.push(...(await secretsIn(file)));
  }
  return found;
};

/** Only the added lines are looked at, as one text; keys of several lines stay together that way. */
async function secretsIn(file: ChangedFile): Promise<Finding[]> {
  const content = file.added.map((line) => line.text).join('\n');
  const source = {
    filePath: `/${file.path}`,
    content,
    contentType: 'text' as const,
    ext: /\.[^./]+$/.exec(file.path)?.[0] ?? '',
  };
  const result = await lintSource({
    source,
    options: { locale: 'en', config, noPhysicFilePath: true, maskSecrets: true },
  });
  return result.messages.map((message) => ({
    rule: 'secrets',
    severity: 'critical',
    path: file.path,
    line: lineAt(file.added, message.loc.start.line),
    title: `A secret was added (${message.messageId})`,
    explanation:
      'Secrets do not belong in a repository. Take it out and read it from the environment; it must be revoked, because it ' +
      'stays in the history of this branch.',
  }));
}

function lineAt(added: readonly Line[], index: number): number | null {
  return added[index - 1]?.number ?? null;
}
