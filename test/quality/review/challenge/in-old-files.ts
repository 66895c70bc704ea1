// Changes within files that were there before.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { type ChallengeCase, clean, faulty } from './challenge-case.ts';

const many = `${Array.from({ length: 30 }, (_, i) => `export const c${i} = ${i};`).join('\n')}\n`;
const ev = 'eval(location.hash.slice(1));';

export const inOldFiles: readonly ChallengeCase[] = [
  faulty(
    'dangerous-code',
    'modified file, 2001 spaces before eval',
    { 'src/a.js': many.replace('c3 = 3;', `c3 = 4;${' '.repeat(2001)}${ev}`) },
    { 'src/a.js': many },
  ),
  faulty(
    'secrets',
    'modified file, 4001 spaces before key',
    {
      'src/a.js': many.replace(
        'c3 = 3;',
        `c3 = 4;${' '.repeat(4001)}export const k = '${'AKIA'}${'QYLPMN5HHHFPZAM2'}';`,
      ),
    },
    { 'src/a.js': many },
  ),
  faulty(
    'dangerous-code',
    'modified file becomes binary by a NUL in a comment',
    { 'src/a.js': `/*\0*/\n${many}${ev}\n` },
    { 'src/a.js': many },
  ),
  faulty(
    'dangerous-code',
    'rejectUnauthorized false moves from dev to production settings',
    {
      'config/dev.js': "export default {\n  host: 'localhost',\n};\n",
      'config/production.js': "export default {\n  host: 'db.corp.net',\n  rejectUnauthorized: false,\n};\n",
    },
    {
      'config/dev.js': "export default {\n  host: 'localhost',\n  rejectUnauthorized: false,\n};\n",
      'config/production.js': "export default {\n  host: 'db.corp.net',\n};\n",
    },
  ),
  faulty(
    'dangerous-code',
    'verify=False removed from a README example and put into code',
    {
      'README.md': '# x\n',
      'app/pay.py':
        'import requests\n\n\ndef pay(url):\n    return requests.post(\n        url,\n        verify=False,\n    )\n',
    },
    {
      'README.md': '# x\n\n```py\nverify=False,\n```\n',
      'app/pay.py': 'import requests\n\n\ndef pay(url):\n    return requests.post(\n        url,\n    )\n',
    },
  ),
  faulty('dangerous-code', 'JSX apostrophe/backtick realistic: help text then dangerous html', {
    'src/Help.jsx':
      'export function Help({ html }) {\n  return (\n    <section>\n      <p>Press ` to open the console.</p>\n      <div dangerouslySetInnerHTML={{ __html: html }} />\n    </section>\n  );\n}\n',
  }),
  faulty('debug-output', 'same in JSX: console.log after a backtick in text', {
    'src/Help.jsx':
      "export const Help = () => <p>Press ` to open.</p>;\nexport function load(x) {\n  console.log('x', x);\n  debugger;\n  return x;\n}\n",
  }),
  faulty('secrets', 'django settings SECRET_KEY assigned by setdefault with join', {
    'settings.py': "SECRET_KEY = '" + 'h7$k2!vq9zr@4mxp0w8c' + "'\n",
  }),
  faulty('dangerous-code', 'go wrapped in struct over lines InsecureSkipVerify', {
    'c.go': 'package shop\n\nimport "crypto/tls"\n\nvar conf = &tls.Config{\n\tInsecureSkipVerify: true,\n}\n',
  }),
  faulty(
    'new-dependencies',
    'scoped look-alike',
    { 'package.json': '{\n  "dependencies": { "@tanstak/react-query": "^5.0.0" }\n}\n' },
    { 'package.json': '{\n  "dependencies": {}\n}\n' },
    'major',
  ),
  clean('helm values', {
    'chart/values.yaml':
      'auth:\n  existingSecret: shop-auth\n  passwordSecretKey: postgres-password\n  secretName: shop\n  tokenSecret: shop-token-1\nimagePullSecrets:\n  - name: regcred-2024\n',
  }),
  clean('error codes', {
    'src/errors.ts':
      "export const errors = { INVALID_PASSWORD: 'auth/invalid-password-1', TOKEN: 'auth/token-expired-2' } as const;\n",
  }),
  clean('zod schema', {
    'src/s.ts':
      "import { z } from 'zod';\nexport const s = z.object({ password: z.string().min(8), token: z.string().regex(/^[a-f0-9]{64}$/) });\n",
  }),
  clean('openapi spec', {
    'api/openapi.yaml':
      'components:\n  securitySchemes:\n    apiKey: { type: apiKey, in: header, name: X-Api-Key }\n  schemas:\n    Login:\n      properties:\n        password: { type: string, format: password, example: hunter2! }\n',
  }),
  clean(
    'test of three becomes it.each',
    {
      'test/a.test.js':
        "import { expect, it } from 'vitest';\nimport { f } from '../src/f.js';\n\nit.each([\n  [1, 1],\n  [2, 4],\n  [3, 9],\n])('squares %i', (n, want) => {\n  expect(f(n)).toBe(want);\n});\n",
    },
    {
      'test/a.test.js':
        "import { expect, it } from 'vitest';\nimport { f } from '../src/f.js';\n\nit('squares 1', () => {\n  expect(f(1)).toBe(1);\n});\n\nit('squares 2', () => {\n  expect(f(2)).toBe(4);\n});\n\nit('squares 3', () => {\n  expect(f(3)).toBe(9);\n});\n",
    },
  ),
];
