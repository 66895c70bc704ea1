// One change as the guardian sees it: what a repository held before and holds after, and which faults are planted in it.
import type { RuleName } from '../../../action/src/review-pr/rule.ts';

export interface ReviewCase {
  readonly name: string;
  /** Every class that truly applies; empty for a clean change. */
  readonly faults: readonly RuleName[];
  readonly before: Readonly<Record<string, string>>;
  /** Changed and added files; `null` deletes one. */
  readonly after: Readonly<Record<string, string | null>>;
}

/** What every repository of the set holds, so that a change has neighbours. */
export const common: Readonly<Record<string, string>> = {
  'README.md': '# Shop\n',
  'package.json':
    '{\n  "name": "shop",\n  "type": "module",\n  "scripts": { "test": "node --test" },\n  "dependencies": { "express": "^4.19.2" }\n}\n',
  'package-lock.json':
    '{\n  "name": "shop",\n  "lockfileVersion": 3,\n  "packages": {\n    "": { "name": "shop", "dependencies": { "express": "^4.19.2" } },\n    "node_modules/express": { "version": "4.19.2", "resolved": "https://registry.npmjs.org/express/-/express-4.19.2.tgz", "integrity": "sha512-AAAA", "license": "MIT" }\n  }\n}\n',
  'src/cart.js': 'export function total(items) {\n  return items.reduce((sum, item) => sum + item.price, 0);\n}\n',
  'src/server.js':
    "import express from 'express';\n\nexport const app = express();\napp.get('/', (request, response) => response.send('ok'));\n",
  'test/cart.test.js':
    "import assert from 'node:assert';\nimport test from 'node:test';\nimport { total } from '../src/cart.js';\n\ntest('adds prices', () => {\n  assert.equal(total([{ price: 1 }, { price: 2 }]), 3);\n  assert.equal(total([]), 0);\n});\n",
  'scripts/report.py':
    'import csv\n\n\ndef rows(path):\n    with open(path) as file:\n        return list(csv.reader(file))\n',
};

/** The frozen test of the set. */
export const frozenTest = {
  path: 'e2e/cart.spec.ts',
  text: "import { expect, test } from '@playwright/test';\n\ntest('total', async ({ page }) => {\n  await page.goto('./');\n  await expect(page.getByText('Total: 3')).toBeVisible();\n  await expect(page.getByRole('listitem')).toHaveCount(2);\n});\n",
};

/** A change of behaviour with its test, for cases whose fault lies elsewhere. */
export const tested = {
  'test/cart.test.js': `${common['test/cart.test.js']}\ntest('knows tea', () => {\n  assert.equal(total([{ price: 4 }]), 4);\n});\n`,
} as const;

/** Puts a text together at run time, so that no scanner takes this set for a leak. */
export const joined = (...parts: readonly string[]): string => parts.join('');
