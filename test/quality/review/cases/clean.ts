// Ordinary changes, as most are, with words and shapes in them that a hasty rule takes for a fault.
import { common, type ReviewCase, tested } from '../case.ts';

const cart = common['src/cart.js'] ?? '';
const server = common['src/server.js'] ?? '';
const report = common['scripts/report.py'] ?? '';
const reportTest = 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n';
const clean = (name: string, after: Record<string, string>, before: Record<string, string> = {}): ReviewCase => ({
  name,
  faults: [],
  before,
  after,
});

export const cleanCases: readonly ReviewCase[] = [
  clean('a secret in the sense of a surprise', {
    'docs/party.md': 'The secret of the party is that nobody knows the password: it is cake.\n',
  }),
  clean('a password field', {
    'public/login.html': '<label>Password <input type="password" name="password"></label>\n',
  }),
  clean('an example of an environment file in a document', {
    'docs/env.md': '```\nDATABASE_URL=postgres://user:password@localhost:5432/shop\nTOKEN=<your token>\n```\n',
  }),
  clean('a long identifier', { 'docs/ids.md': 'Order 5f2b6c1e-8a7d-4c3b-9e21-0a1b2c3d4e5f was the first.\n' }),
  clean('a function named evaluate', {
    'src/cart.js': `${cart}\nexport const evaluate = (formula) => formula.terms.reduce((sum, term) => sum + term, 0);\n`,
    ...tested,
  }),
  clean('a regular expression that executes', {
    'src/cart.js': `${cart}\nexport const number = (text) => /\\d+/.exec(text)?.[0] ?? null;\n`,
    ...tested,
  }),
  clean('a timer with a function', {
    'src/cart.js': `${cart}\nexport const later = (work) => setTimeout(() => work(), 100);\n`,
    ...tested,
  }),
  clean('a shell script that quotes', {
    'scripts/clean.sh': '#!/usr/bin/env bash\nset -euo pipefail\nrm -rf -- "$1/out"\n',
  }),
  clean('python with a list of arguments', {
    'scripts/report.py': `import subprocess\n${report}\n\ndef archive(name):\n    subprocess.run(["tar", "czf", name, "out"], check=True)\n`,
    'scripts/test_report.py': reportTest,
  }),
  clean('python with a checked request', {
    'scripts/report.py': `import requests\n${report}\n\ndef fetch(url):\n    return requests.get(url, timeout=10)\n`,
    'scripts/test_report.py': reportTest,
  }),
  clean('a comment with a semicolon', {
    'src/cart.js': `// Prices are in cents; tax is added later; discounts come last.\n${cart.replace('item.price', 'item.price * 1')}`,
    ...tested,
  }),
  clean('a comment with an address', {
    'src/cart.js': `// See https://example.com/prices?from=2026#tea for the prices.\n${cart.replace('item.price', 'item.price * 1')}`,
    ...tested,
  }),
  clean('a comment with a list', {
    'src/cart.js': `// The order of things:\n//  1. tea\n//  2. cake\n//  3. whatever is left\n${cart.replace('item.price', 'item.price * 1')}`,
    ...tested,
  }),
  clean('a switch with a return each', {
    'src/cart.js': `${cart}\nexport function unit(kind) {\n  switch (kind) {\n    case 'tea':\n      return 'bag';\n    case 'cake':\n      return 'slice';\n    default:\n      return 'piece';\n  }\n}\n`,
    ...tested,
  }),
  clean('a throw at the end', {
    'src/cart.js': `${cart}\nexport function must(value) {\n  if (value !== undefined) return value;\n  throw new Error('nothing is there');\n}\n`,
    ...tested,
  }),
  clean('a logger of its own', {
    'src/server.js': `${server}\nexport const logger = { info: (text) => process.stdout.write(\`\${text}\\n\`) };\nlogger.info('started');\n`,
    ...tested,
  }),
  clean('a warning in an error path', {
    'src/server.js': `${server}\nexport function load(read) {\n  try {\n    return read();\n  } catch (error) {\n    console.warn('the prices could not be read', error);\n    return [];\n  }\n}\n`,
    ...tested,
  }),
  clean('a command line tool that prints', {
    'scripts/list.py':
      'import sys\n\n\ndef main():\n    sys.stdout.write("tea\\n")\n\n\nif __name__ == "__main__":\n    main()\n',
    'scripts/test_list.py':
      'from list import main\n\n\ndef test_main(capsys):\n    main()\n    assert capsys.readouterr().out == "tea\\n"\n',
  }),
  clean('a picture as text', {
    'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8H1z"/></svg>\n',
  }),
  clean('a translation', {
    'locales/de.json': '{\n  "cart.total": "Summe",\n  "cart.skip": "Überspringen",\n  "cart.only": "Nur"\n}\n',
  }),
  clean('a settings file of the application', {
    'config/shop.json': '{ "currency": "EUR", "retries": 3, "timeout": 5000 }\n',
  }),
  clean('a new test file', {
    'test/empty.test.js':
      "import assert from 'node:assert';\nimport test from 'node:test';\nimport { total } from '../src/cart.js';\n\ntest('an empty cart costs nothing', () => {\n  assert.equal(total([]), 0);\n});\n",
  }),
  clean(
    'a test moves to another file',
    {
      'test/cart.test.js': common['test/cart.test.js'] ?? '',
      'test/total.test.js': (common['test/cart.test.js'] ?? '').replace('adds prices', 'adds up'),
    },
    {},
  ),
  clean('a helper of tests', { 'test/carts.js': "export const tea = { name: 'Tea', price: 3 };\n" }),
  clean('a file in a folder named build steps', { 'docs/build/steps.md': '1. Install\n2. Build\n3. Look\n' }),
  clean('a document with an order to people', {
    'CONTRIBUTING.md':
      '# Contributing\n\nPlease read the instructions before you open a pull request, and ask a reviewer to approve it.\n',
  }),
  clean('a prompt for customers', {
    'src/cart.js': `${cart}\nexport const prompt = 'You are now leaving the shop. Ignore this message if you want to stay.';\n`,
    ...tested,
  }),
  clean('emoji and other scripts', { 'docs/hello.md': 'Grüße 👋🏽 – Здравствуйте, こんにちは, مرحبا!\n' }),
  clean('a name is better', { 'src/cart.js': cart.replaceAll('item', 'thing'), ...tested }),
  clean('a default and a guard', {
    'src/cart.js':
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of the changed file.
      'export function total(items = []) {\n  if (!Array.isArray(items)) throw new TypeError(`total: ${typeof items} is no list`);\n  return items.reduce((sum, item) => sum + item.price, 0);\n}\n',
    ...tested,
  }),
];
