// What the scanner takes for code, for what strings say and for comments.
import { describe, expect, test } from '@jest/globals';
import { scanSource } from '../../../action/src/review-pr/rules/source/scan-source.ts';

const js = { path: 'a.js', language: 'javascript' } as const;
const jsx = { path: 'a.jsx', language: 'javascript' } as const;
const ts = { path: 'a.ts', language: 'javascript' } as const;
const html = { path: 'a.html', language: 'javascript' } as const;
const rb = { path: 'a.rb', language: 'ruby' } as const;
const py = { path: 'a.py', language: 'python' } as const;

const bare = (text: string, { path, language }: { path: string; language: 'javascript' | 'ruby' | 'python' }): string =>
  scanSource(text, language, path)
    .map((line) => line.bare)
    .join('\n');

describe('code that looks like text', () => {
  test.each([
    ['a lone carriage return ends a comment', js, '// helper\reval(x);'],
    ['a line separator ends a comment', js, '// helper\u2028eval(x);'],
    ['a paragraph separator ends a comment', js, '// helper\u2029eval(x);'],
    ['a lone carriage return ends a comment of Python', py, '# helper\reval(x)'],
    ['a back quote in the text of an element', jsx, 'const a = () => <p>Press the ` key</p>;\neval(x);'],
    ['two back quotes in it', jsx, 'const a = <p>The ` key</p>;\neval(x);\nconst b = <p>the ` key</p>;'],
    ['a comment in it', jsx, 'const a = () => (\n  <p>Looks in src/*</p>\n);\neval(x);\nconst b = <p>and */</p>;'],
    ['an address in it', jsx, "const a = <p>See //host {eval('x')}</p>;"],
    ['an apostrophe in it', jsx, "const a = <p>don't</p>; eval(x);"],
    ['nested elements', jsx, 'const a = ok ? <A b={`x`}><b>`</b><br /></A> : <>`</>;\neval(x);'],
    ['a backslash in an attribute', jsx, 'const a = <A title="\\" b={eval(x)} c="" />;'],
    ['an attribute over lines', jsx, 'const a = <A title="\n" b={eval(x)} c="" />;'],
    ['a regular expression after a condition', js, 'if (ok) /"/.test(a) || eval(x);'],
    ['a back quote in one', js, 'if ((ok)) /`/.test(a);\neval(x);\nwhile (ok) /`/.test(a);'],
    ['a division after a bracket', js, 'a = (b) / 1; eval(x); "/"'],
    ['a division after an object', js, 'a = {} / 1; eval(x); "/"'],
    ['a division after a count', js, 'a++ / 1; eval(x); "/"'],
    ['a division after a property', js, 'a.return / 1; eval(x); "/"'],
    ['a division after a comment', js, `a /* ${'b'.repeat(99)} */ / 1; eval(x); "/"`],
    ['a division after a regular expression', js, 'a = /b/ / 1; eval(x); "/"'],
    ['a division over lines', js, 'a = b\n/ 1; eval(x); "/"'],
    ['a string over lines', js, 'a = "b\\\n"; eval(x); "c"'],
    ['a string over lines that end as on Windows', js, 'a = "b\\\r\n"; eval(x); "c"'],
    ['a template that does not end', js, 'a = `b;\neval(x);'],
    ['a comment that does not end', html, '<p>src/*</p>\n<script>eval(x)</script>'],
    ['a comment of a page in a script', js, '<!--\neval(x);\n// -->'],
    ['a long string that does not end', py, 'a = """b\neval(x)'],
    ['a hash in a regular expression', rb, 'x =~ /#/ && eval(x)'],
    ['a quote in one', rb, "split(/'/) && eval(x)"],
    ['a hash within a word', rb, 'split /a#/ and eval(x)'],
    ['an element within a type', ts, 'const a = <any>b; const t = `</any>`; eval(x); const u = `c`;'],
  ])('%s', (_, file, text) => {
    expect(bare(text, file)).toContain('eval(');
  });
});

describe('text that looks like code', () => {
  test.each([
    ['a comment', js, '// eval(x)'],
    ['a comment that ends on a later line', js, '/*\r\n eval(x)\r\n*/'],
    ['a comment after a line break of Windows', js, 'a();\r\n// eval(x)\r\n'],
    ['a line separator in a string', js, 'const a = "b\u2028eval(x)";'],
    ['a template', js, 'const a = `\neval(x)\n`;'],
    ['a regular expression', js, 'const a = /eval(x)/;'],
    ['a regular expression after a block', js, 'if (a) {}\n/eval(x)/.test(b);'],
    ['a regular expression after a word', js, 'return /eval(x)/;'],
    ['a regular expression after a condition', js, 'if (ok) /eval(x)/.test(a);'],
    ['a string after a division', js, 'const a = (b + c) / 2 + "eval(x)/";'],
    [
      'a string after generics',
      { path: 'a.tsx', language: 'javascript' } as const,
      'const f = <T,>(a: T) => "eval(x)";',
    ],
    ['a string after an element', jsx, 'const a = <A b="c" />; const d = "eval(x)";'],
    ['a string after elements', jsx, 'const a = <A><b>c</b></A>; const d = "eval(x)";'],
    ['a string in an element', jsx, 'const a = <A>{"eval(x)"}</A>;'],
    ['an attribute', jsx, 'const a = <A b="eval(x)" />;'],
    ['a comment in an element', jsx, 'const a = <A /* eval(x) */ b="c">{/* eval(x) */}</A>;'],
    ['a string after a comparison', jsx, 'if (a < b && c > d) e("eval(x)");'],
    ['a comment of a page', html, '<!-- eval(x) -->'],
    ['a comment of Ruby', rb, 'a # eval(x)'],
    ['a string after a division in Ruby', rb, 'a = b / 2 + f("eval(x)") / 3'],
  ])('%s', (_, file, text) => {
    expect(bare(text, file)).not.toContain('eval(');
  });
});

test('hostile texts take no longer', () => {
  const start = performance.now();
  for (const piece of ['=<a>', '=<a ', '`${', '/*', '"""', '(/', '{<a', '</a>', '<a b="', '=<a>{'])
    for (const { path, language } of [js, jsx, rb, py]) scanSource(piece.repeat(20_000), language, path);
  expect(performance.now() - start).toBeLessThan(15_000);
}, 30_000);
