import { html, type QualityApp } from '../app.ts';

export const tabs: QualityApp = {
  name: 'tabs',
  issue: {
    title: 'Tabs on the product page',
    text: `The product page is too long. Please put details and reviews behind tabs.

## Acceptance criteria

1. I open "/"
2. I should see "A kettle for two litres"
3. I should not see "Five stars"
4. the page title is "Kettle – Description"
5. I click the "Reviews" tab
6. I should see "Five stars"
7. I should not see "A kettle for two litres"
8. the page title is "Kettle – Reviews"
9. the URL ends with "#reviews"
10. I click the "Shipping" tab
11. I should see "Two days"
12. I should not see "Five stars"
13. I go back
14. I should see "Five stars"
15. I reload the page
16. I should see "Five stars"
`,
  },
  page: html(
    'Kettle',
    `<h1>Kettle</h1>
<div role="tablist"><button role="tab" data-tab="description">Description</button><button role="tab" data-tab="reviews">Reviews</button><button role="tab" data-tab="shipping">Shipping</button></div>
<section id="panel-description">A kettle for two litres</section><section id="panel-reviews">Five stars</section><section id="panel-shipping">Two days</section>`,
    `const names = ['description', 'reviews', 'shipping'];
function current() { const wanted = location.hash.slice(1); return names.includes(wanted) ? wanted : 'description'; }
function draw() {
  const open = current();
  for (const name of names) document.getElementById('panel-' + name).hidden = name !== open;
  document.title = 'Kettle – ' + open[0].toUpperCase() + open.slice(1);
}
for (const tab of document.querySelectorAll('[data-tab]')) tab.addEventListener('click', () => { location.hash = tab.dataset.tab; });
addEventListener('hashchange', draw);
draw();`,
  ),
  mutants: [
    { name: 'all panels are shown', find: '.hidden = name !== open', replace: '.hidden = false' },
    { name: 'the tabs do nothing', find: 'location.hash = tab.dataset.tab;', replace: '' },
    {
      name: 'the title stays',
      find: "document.title = 'Kettle – ' + open[0].toUpperCase() + open.slice(1);",
      replace: '',
    },
    {
      name: 'going back is not heard',
      find: "addEventListener('hashchange', draw);",
      replace:
        "for (const tab of document.querySelectorAll('[data-tab]')) tab.addEventListener('click', () => setTimeout(draw));",
    },
    {
      name: 'the address is not kept',
      find: 'location.hash = tab.dataset.tab;',
      replace: "history.replaceState({}, '', '#' + tab.dataset.tab); draw(); history.replaceState({}, '', '#');",
    },
    {
      name: 'reviews come first',
      find: "includes(wanted) ? wanted : 'description'",
      replace: "includes(wanted) ? wanted : 'reviews'",
    },
    { name: 'two tabs lead to one panel', find: 'data-tab="shipping">', replace: 'data-tab="reviews">' },
    { name: 'the title is in lower case', find: 'open[0].toUpperCase() + open.slice(1)', replace: 'open' },
  ],
};
