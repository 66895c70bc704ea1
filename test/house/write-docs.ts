// Writes the pages of the documentation that are made from the code.
import { writeFileSync } from 'node:fs';
import { configurationPage } from '../../src/core/wording/configuration-page.ts';

writeFileSync(new URL('../../docs/configuration.md', import.meta.url), configurationPage());
