// Changes of code: dangerous, dead, left behind, or none of it.
import { common, type ReviewCase, tested } from '../case.ts';

const cart = common['src/cart.js'] ?? '';
const server = common['src/server.js'] ?? '';
const withTest = (files: Record<string, string>): Record<string, string> => ({ ...files, ...tested });

export const codeCases: readonly ReviewCase[] = [
  {
    name: 'eval of what a visitor sent',
    faults: ['dangerous-code'],
    before: {},
    after: withTest({
      'src/server.js': `${server}\napp.get('/sum', (request, response) => response.send(String(eval(request.query.formula))));\n`,
    }),
  },
  {
    name: 'a shell line with a name in it',
    faults: ['dangerous-code'],
    before: {},
    after: withTest({
      'src/cart.js': `import { execSync } from 'node:child_process';\n\n${cart}\nexport const print = (name) => execSync(\`lp /invoices/\${name}.pdf\`);\n`,
    }),
  },
  {
    name: 'certificates are not checked',
    faults: ['dangerous-code'],
    before: {},
    after: withTest({
      'src/server.js': `import https from 'node:https';\n${server}\nexport const agent = new https.Agent({ rejectUnauthorized: false });\n`,
    }),
  },
  {
    name: 'python runs a shell',
    faults: ['dangerous-code'],
    before: {},
    after: {
      'scripts/report.py': `import subprocess\n${common['scripts/report.py']}\n\ndef archive(name):\n    subprocess.run(f"tar czf {name}.tgz out", shell=True)\n`,
      'scripts/test_report.py': 'def test_x():\n    assert True is not False\n',
    },
  },
  {
    name: 'requests without verification',
    faults: ['dangerous-code'],
    before: {},
    after: {
      'scripts/report.py': `import requests\n${common['scripts/report.py']}\n\ndef fetch(url):\n    return requests.get(url, verify=False)\n`,
      'scripts/test_report.py': 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
  },
  {
    name: 'html from outside',
    faults: ['dangerous-code'],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport function greet(name) {\n  document.querySelector('#hello').innerHTML = 'Hello ' + name;\n}\n`,
    }),
  },
  {
    name: 'a query glued together',
    faults: ['dangerous-code'],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport const find = (db, id) => db.query("SELECT * FROM carts WHERE id = '" + id + "'");\n`,
    }),
  },
  {
    name: 'a test that speaks of eval',
    faults: [],
    before: {},
    after: {
      'test/words.test.js':
        "import assert from 'node:assert';\nimport test from 'node:test';\n\ntest('words', () => {\n  assert.match('never use eval(input)', /eval/);\n});\n",
    },
  },
  {
    name: 'a program with its arguments',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `import { execFile } from 'node:child_process';\n\n${cart}\nexport const print = (name) => execFile('lp', ['--', name]);\n`,
    }),
  },
  {
    name: 'text, not html',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport function greet(name) {\n  document.querySelector('#hello').textContent = 'Hello ' + name;\n}\n`,
    }),
  },
  {
    name: 'a query with a parameter',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport const find = (db, id) => db.query('SELECT * FROM carts WHERE id = $1', [id]);\n`,
    }),
  },
  {
    name: 'a document warns of eval',
    faults: [],
    before: {},
    after: { 'docs/security.md': 'Do not use `eval(input)` or `shell=True`.\n' },
  },

  {
    name: 'old code in a comment',
    faults: ['dead-code'],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\n// export function oldTotal(items) {\n//   let sum = 0;\n//   for (const item of items) sum += item.price;\n//   return sum;\n// }\n`,
    }),
  },
  {
    name: 'code behind a return',
    faults: ['dead-code'],
    before: {},
    after: withTest({
      'src/cart.js':
        'export function total(items) {\n  return items.reduce((sum, item) => sum + item.price, 0);\n  const tax = 0.19;\n  return total * (1 + tax);\n}\n',
    }),
  },
  {
    name: 'a branch that never runs',
    faults: ['dead-code'],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport function discount(sum) {\n  if (false) {\n    return sum * 0.5;\n  }\n  return sum;\n}\n`,
    }),
  },
  {
    name: 'python in a comment',
    faults: ['dead-code'],
    before: {},
    after: {
      'scripts/report.py': `${common['scripts/report.py']}\n\n# def old_rows(path):\n#     file = open(path)\n#     return file.read().split("\\n")\n`,
      'scripts/test_report.py': 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
  },
  {
    name: 'a comment that explains',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `// A price may be missing for things that are free; then it counts as nothing.\n// See the contract with the suppliers, section 4, for which things these are.\n${cart.replace('item.price', '(item.price ?? 0)')}`,
    }),
  },
  {
    name: 'a docstring with an example',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `/**\n * Adds the prices.\n * @example\n * total([{ price: 1 }]); // 1\n */\n${cart}`,
    }),
  },
  {
    name: 'an early return that is meant',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js':
        'export function total(items) {\n  if (items.length === 0) return 0;\n  return items.reduce((sum, item) => sum + item.price, 0);\n}\n',
    }),
  },
  {
    name: 'a todo in words',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `// TODO: ask the suppliers about prices with tax.\n${cart.replace('item.price', 'Number(item.price)')}`,
    }),
  },

  {
    name: 'console.log',
    faults: ['debug-output'],
    before: {},
    after: withTest({ 'src/cart.js': cart.replace('  return', "  console.log('items', items);\n  return") }),
  },
  {
    name: 'a breakpoint',
    faults: ['debug-output'],
    before: {},
    after: withTest({ 'src/cart.js': cart.replace('  return', '  debugger;\n  return') }),
  },
  {
    name: 'print in python',
    faults: ['debug-output'],
    before: {},
    after: {
      'scripts/report.py': `${common['scripts/report.py']?.replace('        return', '        print("here", path)\n        return')}`,
      'scripts/test_report.py': 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
  },
  {
    name: 'pdb',
    faults: ['debug-output'],
    before: {},
    after: {
      'scripts/report.py': `${common['scripts/report.py']?.replace('        return', '        import pdb; pdb.set_trace()\n        return')}`,
      'scripts/test_report.py': 'from report import rows\n\n\ndef test_rows():\n    assert rows("a.csv") == []\n',
    },
  },
  {
    name: 'an error that people must see',
    faults: [],
    before: {},
    after: withTest({
      'src/server.js': `${server}\napp.use((error, request, response, next) => {\n  console.error(error);\n  response.status(500).send('Sorry');\n});\n`,
    }),
  },
  {
    name: 'a word that holds the word',
    faults: [],
    before: {},
    after: withTest({
      'src/cart.js': `${cart}\nexport const catalogue = { console: { price: 300 }, log: { price: 5 } };\n`,
    }),
  },
  {
    name: 'a document shows console.log',
    faults: [],
    before: {},
    after: { 'docs/debugging.md': '```js\nconsole.log(cart);\n```\n' },
  },
];
