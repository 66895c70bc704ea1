// Texts that imitate the header of a diff.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { type ChallengeCase, faulty } from './challenge-case.ts';

const key = `${'AKIA'}${'QYLPMN5HHHFPZAM2'}`;

export const shiftedDiffs: readonly ChallengeCase[] = [
  faulty('secrets', 'U+2028 + "diff --git" in an earlier file shifts all sections', {
    'docs/a.md': 'Notes\u2028diff --git a/x b/x\n',
    'src/b.js': `export const k = '${key}';\neval(location.hash);\n`,
  }),
  faulty('secrets', 'CR + "diff --git" in an earlier file', {
    'docs/a.md': 'Notes\rdiff --git a/x b/x\n',
    'src/b.js': `export const k = '${key}';\neval(location.hash);\n`,
  }),
  faulty('dangerous-code', 'the same, dangerous code', {
    'docs/a.md': 'Notes\rdiff --git a/x b/x\n',
    'src/b.js': `eval(location.hash);\n`,
  }),
  faulty('secrets', 'control without', {
    'docs/a.md': 'Notes diff --git a/x b/x\n',
    'src/b.js': `export const k = '${key}';\neval(location.hash);\n`,
  }),
  faulty(
    'secrets',
    'existing .gitattributes has *.js -diff',
    { 'src/b.js': `export const k = '${key}';\n` },
    { '.gitattributes': 'src/*.js -diff\n' },
  ),
  faulty('debug-output', 'two shell tests', { 'src/b.py': "def f(x):\n    print('x', x)\n    return x\n" }),
];
