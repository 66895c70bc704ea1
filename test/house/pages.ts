// The pages that are made from the code, by their paths: `npm run docs` writes them, a test holds them against it.
import { rulePage, rulesIndexPage } from '../../action/src/review-pr/rule-page.ts';
import { allRules } from '../../action/src/review-pr/rules/all-rules.ts';
import { codersPage } from '../../src/contract/coder-presets/coders-page.ts';
import { configJsonSchemaText } from '../../src/core/config/json-schema.ts';
import { commandsPage } from '../../src/core/wording/commands-page.ts';
import { configurationPage } from '../../src/core/wording/configuration-page.ts';
import { sentencesPage } from '../../src/scenario/sentences-page.ts';

export const pages: Readonly<Record<string, string>> = {
  'docs/configuration.md': configurationPage(),
  'docs/commands.md': commandsPage(),
  'docs/chimera.schema.json': configJsonSchemaText(),
  'docs/coders.md': codersPage(),
  'docs/sentences.md': sentencesPage(),
  'docs/rules/index.md': rulesIndexPage(),
  ...Object.fromEntries(allRules.map((rule) => [`docs/rules/${rule.name}.md`, rulePage(rule)])),
};
