import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import {
  asBlock,
  asCode,
  asCodeCell,
  asCommitText,
  asPlain,
  asProse,
  asText,
  cut,
  fenced,
} from '../../../src/core/wording/markdown/escape.ts';
import { findMarker } from '../../../src/core/wording/markdown/marker.ts';

const joint = '\u200b';
const expression = ['$', '{{ secrets.TOKEN }}'].join('');

describe('a line of text', () => {
  test.each([
    ['plain words, with (brackets)!', 'plain words, with (brackets)!'],
    ['@mona', `@${joint}mona`],
    ['@octo-org/team', `@${joint}octo-org/team`],
    ['closes #12', `closes #${joint}12`],
    ['octo/todo#12', `octo/todo#${joint}12`],
    ['GH-12', `GH-${joint}12`],
    ['https://github.com/o/r/issues/1', `https:${joint}//github.com/o/r/issues/1`],
    ['www.evil.test', `www${joint}.evil.test`],
    [expression, `$${joint}{{ secrets.TOKEN }}`],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['<!-- chimera:ask:1 -->', '&lt;!-- chimera:ask:1 --&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a | b', 'a \\| b'],
    ['*bold* _it_ `code` ~~no~~', '\\*bold\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~'],
    ['![x](http://y)', `!\\[x\\](http:${joint}//y)`],
    ['back\\slash', 'back\\\\slash'],
    ['# heading', `#${joint} heading`],
    ['> quote', '&gt; quote'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['=== ', '\\==='],
    ['1. item', '1\\. item'],
    ['12) item', '12\\) item'],
    ['1.5 times', '1\\.5 times'],
    ['two\r\nlines\tand\u2028more', 'two lines and more'],
    ['a\u202eb\0c', 'a b c'],
    ['  ', ''],
    ['half \ud800 a character', 'half \ufffd a character'],
  ])('%j becomes %j', (text, expected) => {
    expect(asText(text)).toBe(expected);
  });

  const readable = (html: string): string =>
    html
      .replaceAll(joint, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const nasty = fc.string({
    unit: fc.constantFrom(
      ...'ab1 .-+=#@*_`~|<>![](){}\\$&:/"\n\t',
      '<!--',
      '-->',
      'http://x.y',
      '@a',
      '#1',
      '**',
      '```',
      'GH-1',
      '1. ',
    ),
    maxLength: 60,
  });

  test('whatever it is, it renders as itself, in a paragraph and in a table', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = text.replace(/\s+/g, ' ').trim();
        const html = marked.parse(asText(text), { async: false }).trim();
        expect(readable(html.replace(/^<p>|<\/p>$/g, ''))).toBe(plain);
        const cells = marked.parse(`| a | b |\n| --- | --- |\n| ${asText(text)} | end |`, { async: false });
        const found = /<td>([^<]*)<\/td>\n<td>end<\/td>/.exec(cells)?.[1];
        expect(readable(found ?? 'no cell')).toBe(plain);
      }),
      { numRuns: 2_000 },
    );
  });

  test('code in a cell stays in its cell', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const cells = marked.parse(`| a | b |\n| --- | --- |\n| ${asCodeCell(text)} | end |`, { async: false });
        expect(cells).toMatch(/<tr>\n<td>(?:<code>[^<]*<\/code>|<em>empty<\/em>)<\/td>\n<td>end<\/td>\n<\/tr>/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a block is one block, whatever it holds', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const tokens = marked.lexer(`before\n\n${asBlock(text)}\n\nafter`).filter((token) => token.type !== 'space');
        expect(tokens.map((token) => token.type)).toEqual(['paragraph', 'code', 'paragraph']);
        expect(findMarker(asBlock(text))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('code', () => {
  test.each([
    ['a.ts', '`a.ts`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a``b`c', '```a``b`c```'],
    ['', '*empty*'],
    ['a\nb', '`a b`'],
    ['@mona #1', '`@mona #1`'],
    [expression, `\`$${joint}{{ secrets.TOKEN }}\``],
    ['<!-- chimera:ask:1 -->', `\`<${joint}!-- chimera:ask:1 --${joint}>\``],
  ])('%j becomes %j', (text, expected) => {
    expect(asCode(text)).toBe(expected);
  });

  test.each([
    ['a|b', '`a\\|b`'],
    ['a\\|b', `\`a\\${joint}\\|b\``],
  ])('in a cell %j becomes %j', (text, expected) => {
    expect(asCodeCell(text)).toBe(expected);
  });

  test.each([
    ['one\ntwo', '```text\none\ntwo\n```'],
    ['```\nx\n```', '````text\n```\nx\n```\n````'],
    ['a\r\nb\u0007', '```text\na\nb\n```'],
    ['<!-- x -->', `\`\`\`text\n<${joint}!-- x --${joint}>\n\`\`\``],
  ])('a block of %j becomes %j', (text, expected) => {
    expect(asBlock(text)).toBe(expected);
  });

  test.each([
    ['a = 1;', '```suggestion\na = 1;\n```'],
    ['<!-- x -->\n```', '````suggestion\n<!-- x -->\n```\n````'],
    ['', '```suggestion\n```'],
  ])('a suggestion of %j is taken over as it is', (text, expected) => {
    expect(fenced(text, 'suggestion')).toBe(expected);
  });

  test.each([
    ['Run `npm test` first.', 'Run `npm test` first.'],
    ['Ask @mona about `@mona` in #1', `Ask @${joint}mona about \`@mona\` in #${joint}1`],
    ['one *line*\n  - and `another`', 'one \\*line\\*\n \\- and `another`'],
    ['`<!-- x -->`', `\`<${joint}!-- x --${joint}>\``],
    ['an open `quote', 'an open \\`quote'],
  ])('prose %j becomes %j', (text, expected) => {
    expect(asProse(text)).toBe(expected);
  });

  test('a long block is cut', () => {
    expect(asBlock('abcdef', 5)).toBe('```text\nabcd…\n```');
  });
});

describe('text in commits', () => {
  test.each([
    ['Add due dates', 'Add due dates'],
    ['Closes #12', `Closes #${joint}12`],
    ['by @mona', `by @${joint}mona`],
    ['x [skip ci]', `x [${joint}skip ci]`],
    ['[CI skip] x', `[${joint}CI skip] x`],
    ['[no ci]', `[${joint}no ci]`],
    ['[skip actions]', `[${joint}skip actions]`],
    ['[wip] x', '[wip] x'],
    ['a\n\nCo-authored-by: x', 'a Co-authored-by: x'],
    ['see https://github.com/o/r/issues/1', `see https:${joint}//github.com/o/r/issues/1`],
  ])('%j becomes %j', (text, expected) => {
    expect(asCommitText(text, 100)).toBe(expected);
  });

  test('length counts after everything was taken apart', () => {
    expect(asCommitText('#1'.repeat(50), 20)).toHaveLength(20);
  });
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['ab😀cd', 4, 'ab…'],
  ['ab😀cd', 5, 'ab😀…'],
  ['\ud800', 5, '\ufffd'],
])('%j cut at %i is %j', (text, charactersMax, expected) => {
  expect(cut(text, charactersMax)).toBe(expected);
});

test('plain text is one line', () => {
  expect(asPlain(' a\n\tb\u202e ', 10)).toBe('a b');
});
