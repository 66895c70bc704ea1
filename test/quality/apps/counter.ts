import { html, type QualityApp } from '../app.ts';

export const counter: QualityApp = {
  name: 'counter',
  issue: {
    title: 'A counter that remembers',
    text: `Please build a counter from 0 to 5 that does not lose its value.

## Acceptance criteria

Scenario: It counts up and down
  Given I open "/"
  Then I should see "Count: 0"
  When I click the "More" button
  And I click the "More" button
  And I click the "More" button
  Then I should see "Count: 3"
  When I click the "Less" button
  Then I should see "Count: 2"

Scenario: It ends at 0
  Given I open "/"
  Then the "Less" button is disabled
  When I click the "More" button
  Then the "Less" button is enabled

Scenario: It ends at 5
  Given I open "/"
  When I click the "More" button
  And I click the "More" button
  And I click the "More" button
  And I click the "More" button
  Then the "More" button is enabled
  When I click the "More" button
  Then I should see "Count: 5"
  And the "More" button is disabled

Scenario: It survives a reload
  Given I open "/"
  When I click the "More" button
  And I click the "More" button
  And I reload the page
  Then I should see "Count: 2"
  When I click the "Reset" button
  Then I should see "Count: 0"
  When I reload the page
  Then I should see "Count: 0"
`,
  },
  page: html(
    'Counter',
    `<h1>Counter</h1><p id="count"></p><button id="more">More</button> <button id="less">Less</button> <button id="reset">Reset</button>`,
    `const at = (id) => document.getElementById(id), most = 5;
let count = Number(localStorage.getItem('count') ?? 0);
function set(next) {
  count = next; localStorage.setItem('count', String(count));
  draw();
}
function draw() {
  at('count').textContent = 'Count: ' + count;
  at('less').disabled = count === 0;
  at('more').disabled = count === most;
}
at('more').addEventListener('click', () => set(count + 1));
at('less').addEventListener('click', () => set(count - 1));
at('reset').addEventListener('click', () => set(0));
draw();`,
  ),
  mutants: [
    { name: 'two at a time', find: 'set(count + 1)', replace: 'set(count + 2)' },
    { name: 'less is more', find: 'set(count - 1)', replace: 'set(count + 1)' },
    { name: 'nothing is kept', find: "localStorage.setItem('count', String(count));", replace: '' },
    { name: 'what is kept is not read', find: "Number(localStorage.getItem('count') ?? 0)", replace: '0' },
    { name: 'it goes below 0', find: "at('less').disabled = count === 0;", replace: '' },
    { name: 'it goes beyond 5', find: "at('more').disabled = count === most;", replace: '' },
    { name: 'it ends at 4', find: 'most = 5', replace: 'most = 4' },
    { name: 'the reset is not kept', find: '() => set(0)', replace: '() => { count = 0; draw(); }' },
    { name: 'the reset goes to 1', find: '() => set(0)', replace: '() => set(1)' },
  ],
};
