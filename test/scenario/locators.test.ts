// What the names and texts of an issue find on a page, in a real browser: every check passes on a page that does as the issue
// says, though it has much that is called alike, and fails on a page that has only that.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { type Bench, openBench } from '../quality/end-to-end/run-generated.ts';

const issue = `
Scenario: a field whose name is a part of others
  When I type "secret" into "Password"
  And I type "again" into "Confirm password"
  Then the "Password" field contains "secret"
  And the "Confirm password" field contains "again"

Scenario: a field with signs around its name
  When I type "a@b.test" into "Email"
  Then the "Email" field contains "a@b.test"

Scenario: a field by its placeholder
  When I type "Ada" into "Search"
  Then I see "Found Ada"

Scenario: a dropdown within its label
  When I select "Fruit" from "Kind"
  Then the "Kind" field contains "Fruit"
  And I see "Only fruit"

Scenario: an item whose name begins another
  When I click the "Delete" button of "Milk"
  Then the list has 4 items
  And I see "Milkshake"

Scenario: an item with its name in a part
  When I click the "x" button of "Tea"
  Then I do not see "Tea"
  And I see "Teacup"

Scenario: a row whose cells are joined
  When I click the "Delete" button of "Jam"
  Then I do not see "Jam"
  And I see "Jamboree"

Scenario: a row with a number
  When I click the "Delete" button of "Order 1"
  Then I do not see "Order 1"
  And I see "Order 17"

Scenario: a checkbox whose name begins another
  When I check "Salt"
  Then "Salt" is checked
  And "Saltcellar" is not checked

Scenario: a number
  Then I see "1 item"

Scenario: a price
  Then I see "5.00"

Scenario: a number in the status
  Then the status shows "2 errors"

Scenario: a number in the list
  Then I see "7.50" in the list

Scenario: a word that begins another is not there
  Then I do not see "Butter"

Scenario: a number that ends another is not there
  Then I do not see "3 days"

Scenario: a hidden selector
  Then I do not see ".modal"

Scenario: a hidden field
  Then the "Nickname" field is hidden

Scenario: a selector of which the first is hidden
  Then I see ".hint"

Scenario: a field of which the first is hidden
  Then the "City" field is visible

Scenario: rows without the head of the table
  Then the table has 4 rows

Scenario: the first row
  Then the first row shows "Jamboree"
`;

const page = (body: string, script: string): string =>
  `<!doctype html><title>Names</title><style>[data-hidden] { display: none }</style>
<body>${body}<table><tbody id="stock"><tr><th>Name</th><th>Quantity</th><th></th></tr></tbody></table>
<script>
const button = '<button class="delete">Delete</button>';
const stock = (...rows) => { for (const row of rows) document.getElementById('stock').insertAdjacentHTML('beforeend',
  '<tr><td>' + row[0] + '</td><td>' + row[1] + '</td><td>' + button + '</td></tr>'); };
${script}
</script>`;

const right = page(
  `
<label for="p">Password</label><input id="p" type="password"><label>Confirm password <input type="password"></label>
<label for="e">Email *</label><input id="e"><label>Confirm email: <input></label>
<input placeholder="Search" id="s"><input placeholder="Search and replace"><p id="found"></p>
<label>Kind <select id="k"><option>All</option><option>Fruit</option></select></label>
<label>Kind of box <select><option>Fruit</option></select></label><p id="only"></p>
<ul>
  <li>Milkshake <button class="delete">Delete</button></li><li>Milk <button class="delete">Delete</button></li>
  <li><span>Teacup</span><button class="delete">x</button></li><li><span>Tea</span><button class="delete">x</button></li>
  <li><b>Soap</b><i>7.50</i><i>2</i></li>
</ul>
<label><input type="checkbox"> Saltcellar</label><label><input type="checkbox"> Salt</label>
<p>1 item left</p><p>$5.00</p><div role="status">2 errors</div><p>Butterfly</p><p>13 days</p>
<div class="modal" data-hidden>Sure?</div><label data-hidden>Nickname <input></label>
<p class="hint" data-hidden>a</p><p class="hint">b</p><label data-hidden>City <input></label><label>City <input></label>`,
  `
const at = (id) => document.getElementById(id);
at('s').oninput = () => { at('found').textContent = 'Found ' + at('s').value; };
at('k').oninput = () => { at('only').textContent = 'Only fruit'; };
stock(['Jamboree', 2], ['Jam', 3], ['Order 17', 1], ['Order 1', 7]);
for (const one of document.querySelectorAll('.delete')) one.onclick = () => one.closest('li, tr').remove();`,
);

/** Nothing is deleted or searched, names and texts are parts of others, what should be hidden is shown and the other way round. */
const wrong = page(
  `
<label>Old password <input type="password"></label><label>Confirm password <input type="password"></label>
<label>Confirm email: <input></label><input placeholder="Search">
<label>Kind of box <select><option>All</option><option>Fruit</option></select></label>
<ul>
  <li>Milk<button>Delete</button></li><li>Tea<button>x</button></li><li>Butter<button>remove</button></li><li>17.50</li><li>Milkshake</li>
</ul>
<label><input type="checkbox"> Saltcellar</label>
<p>11 items left</p><p>$15.00</p><div role="status">12 errors</div><p>Only 3 days</p>
<div class="modal">Sure?</div><label>Nickname <input></label><p class="hint" data-hidden>a</p><label data-hidden>City <input></label>`,
  `stock(['Jam', 3], ['Order 1', 7], ['Jamboree', 2]);`,
);

describe('in a browser', () => {
  const draft = draftTest({ title: 'Names', text: issue }, 1);
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(4);
  });
  afterAll(() => bench.close());

  const failed = async (version: string) => {
    if (draft.kind !== 'test') throw new Error(draft.message);
    const outcomes = await bench.run(version, draft.content);
    expect(outcomes).toHaveLength(draft.scenarios.length);
    return outcomes.filter(({ status }) => status !== 'passed');
  };
  const titles = (outcomes: readonly { title: string }[]): string[] => outcomes.map(({ title }) => title);

  test('all checks pass on the right page', async () => {
    expect(await failed(right)).toEqual([]);
  }, 180_000);

  test('and each fails on the wrong one', async () => {
    expect(titles(await failed(wrong))).toEqual(draft.kind === 'test' ? titles(draft.scenarios) : []);
  }, 180_000);
});
