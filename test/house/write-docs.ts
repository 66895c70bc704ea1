// Writes the pages of the documentation that are made from the code.
import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [path, text] of Object.entries(pages)) writeFileSync(new URL(`../../${path}`, import.meta.url), text);
