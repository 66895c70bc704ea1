// What a page looks like, in a real browser: every check passes on a page that looks as the issue says, and fails on one that
// does not.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { type Bench, openBench } from '../quality/end-to-end/run-generated.ts';

const checks = [
  '"Buy milk" has the class "completed"',
  '"Call Anna" does not have the class "completed"',
  '"Buy milk" has the class "md:flex w-1/2"',
  'the item "Buy milk" has the class "completed"',
  '"Buy milk" is crossed out',
  'the item "Buy milk" is crossed out',
  '"Call Anna" is not crossed out',
  '"Buy milk" comes before "Call Anna"',
  '"Call Anna" comes after "Buy milk"',
  'the done list has 1 item',
  'I see "Buy milk" in the done list',
  'I do not see "Buy milk" in the todo list',
  'the todo list is empty',
  'the sidebar has 1 link',
  'I see "Cart (1)" in the header',
  'I do not see "Cart (1)" in the footer',
  'the heading contains "Todos"',
];

const page = (body: string): string =>
  `<!doctype html><title>Todos</title><body>${body}<style>li { display: list-item }</style></body>`;

const right = page(`<header>Cart (1)</header><h1>My Todos (3)</h1>
<aside><a href="/a">A</a></aside><ul aria-label="Todo"></ul>
<ul aria-label="Done" style="list-style: none"><li class="completed md:flex w-1/2" style="text-decoration: line-through"><label>Buy milk</label></li></ul>
<ol><li><label>Call Anna</label></li></ol><footer>Imprint</footer>`);

/** Everything is somewhere, but nothing where or as it should be. */
const wrong = page(`<header>Home</header><h1>My list</h1><p>Todos</p>
<nav><a href="/a">A</a><a href="/b">B</a></nav>
<ol aria-label="Todo"><li class="completed"><label style="text-decoration: line-through">Call Anna</label></li><li><label>Buy milk</label></li></ol>
<ul aria-label="Done"></ul><footer>Cart (1)</footer>`);

/** The one thing is there, what it is compared with is not. */
const alone = page('<ul><li>Buy milk</li></ul>');

describe('in a browser', () => {
  const issue = checks.map((check) => `Scenario: ${check}\n  Then ${check}\n`).join('\n');
  const draft = draftTest({ title: 'Looks', text: issue }, 1);
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(4);
  });
  afterAll(() => bench.close());

  const passed = async (version: string): Promise<string[]> => {
    if (draft.kind !== 'test') throw new Error(draft.message);
    const outcomes = await bench.run(version, draft.content);
    expect(outcomes).toHaveLength(checks.length);
    return outcomes.filter(({ status }) => status === 'passed').map(({ title }) => title);
  };

  test('all checks pass on the right page', async () => {
    expect((await passed(right)).sort()).toEqual([...checks].sort());
  }, 180_000);

  test('and each fails on the wrong one', async () => {
    expect(await passed(wrong)).toEqual([]);
  }, 180_000);

  test('what stands before nothing has no order, and no list is no empty one', async () => {
    expect((await passed(alone)).sort()).toEqual(['I do not see "Cart (1)" in the footer']);
  }, 180_000);
});
