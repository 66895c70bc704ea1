// The room knows no clock, no chance and no environment; what it may import is held by `npm run arrows`.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const room = fileURLToPath(new URL('../../src/scenario/', import.meta.url));

test.each(globSync('**/*.ts', { cwd: room }))('%s', (path) => {
  const code = readFileSync(room + path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  expect(code).not.toMatch(
    /\bDate\b|\bperformance\b|\bMath\.random\b|\bprocess\.|\bglobalThis\b|\bthrow new PhaseError/,
  );
});
