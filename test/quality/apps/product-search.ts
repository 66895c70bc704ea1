import { html, type QualityApp } from '../app.ts';

export const productSearch: QualityApp = {
  name: 'product-search',
  issue: {
    title: 'Search and filter products',
    text: `As a visitor I want to find products by name and by kind.

### Acceptance criteria

User can open "/"
Given I open "/"
Then the list has 4 items
When I type "apple" into "Search"
And I press "Enter" in "Search"
Then the list has 2 items
And I should see "Apple juice"
And I should see "Apple pie"
And I should not see "Pear"
And I should see "2 products"
When I select "Drinks" from "Kind"
Then the list has 1 item
And I should see "Apple juice"
And I should not see "Apple pie"
When I click the "Clear" button
Then the list has 4 items
And the "Search" field is empty
And I should see "4 products"
When I type "xyz" into "Search"
And I press "Enter" in "Search"
Then I should see "No products"
`,
  },
  page: html(
    'Products',
    `<h1>Products</h1><form><label>Search <input id="search"></label> <label>Kind <select id="kind"><option value="">All</option><option value="drinks">Drinks</option><option value="food">Food</option></select></label>
<button type="button" id="clear">Clear</button></form><p id="count"></p><ul id="list"></ul>`,
    `const products = [['Apple juice', 'drinks'], ['Apple pie', 'food'], ['Pear', 'food'], ['Water', 'drinks']];
const at = (id) => document.getElementById(id);
let wanted = '';
function draw() {
  const kind = at('kind').value;
  const found = products.filter(([name, of]) => name.toLowerCase().includes(wanted.toLowerCase()) && (kind === '' || kind === of));
  at('list').replaceChildren(...found.map(([name]) => { const item = document.createElement('li'); item.textContent = name; return item; }));
  at('count').textContent = found.length === 0 ? 'No products' : found.length + (found.length === 1 ? ' product' : ' products');
}
document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); wanted = at('search').value; draw(); });
at('kind').addEventListener('change', draw);
at('clear').addEventListener('click', () => { wanted = ''; at('search').value = ''; at('kind').value = ''; draw(); });
draw();`,
  ),
  mutants: [
    { name: 'the search does nothing', find: "wanted = at('search').value; draw();", replace: 'draw();' },
    {
      name: 'the case matters',
      find: 'name.toLowerCase().includes(wanted.toLowerCase())',
      replace: 'name.includes(wanted)',
    },
    { name: 'either will do', find: 'wanted.toLowerCase()) && (kind', replace: 'wanted.toLowerCase()) || (kind' },
    { name: 'the kind is not heard', find: "at('kind').addEventListener('change', draw);", replace: '' },
    { name: 'the kind is turned around', find: 'kind === of)', replace: 'kind !== of)' },
    { name: 'clearing keeps the text', find: "at('search').value = '';", replace: '' },
    { name: 'clearing keeps the kind', find: "at('kind').value = ''; draw();", replace: 'draw();' },
    { name: 'clearing keeps the search', find: "() => { wanted = '';", replace: '() => {' },
    { name: 'nothing is said when nothing is found', find: "found.length === 0 ? 'No products' : ", replace: '' },
    { name: 'the count is of all', find: ': found.length + (', replace: ': products.length + (' },
  ],
};
