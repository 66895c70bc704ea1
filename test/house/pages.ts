// The pages that are made from the code, by their paths: `npm run docs` writes them, a test holds them against it.
import { configJsonSchemaText } from '../../src/core/config/json-schema.ts';
import { commandsPage } from '../../src/core/wording/commands-page.ts';
import { configurationPage } from '../../src/core/wording/configuration-page.ts';

export const pages: Readonly<Record<string, string>> = {
  'docs/configuration.md': configurationPage(),
  'docs/commands.md': commandsPage(),
  'docs/chimera.schema.json': configJsonSchemaText(),
};
