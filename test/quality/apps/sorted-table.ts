import { html, type QualityApp } from '../app.ts';

export const sortedTable: QualityApp = {
  name: 'sorted-table',
  issue: {
    title: 'Sort the members',
    text: `A list of members should be sorted by name or by points.

## Acceptance criteria

\`\`\`gherkin
Scenario: By name at first
  Given I open "/"
  Then the first item is "Ada"
  And the last item is "Linus"
  And the list has 3 items

Scenario: By points, most first
  Given I open "/"
  When I click the "Points" button
  Then the first item is "Linus"
  And the second item is "Grace"
  And the last item is "Ada"
  And I should see "Sorted by points"

Scenario: By name again
  Given I open "/"
  When I click the "Points" button
  And I click the "Name" button
  Then the first item is "Ada"
  And the second item is "Grace"
  And I should see "Sorted by name"

Scenario: The other way round
  Given I open "/"
  When I click the "Reverse" button
  Then the first item is "Linus"
  And the last item is "Ada"
  When I click the "Reverse" button
  Then the first item is "Ada"
\`\`\`
`,
  },
  page: html(
    'Members',
    `<h1>Members</h1><p><button id="name">Name</button> <button id="points">Points</button> <button id="reverse">Reverse</button></p>
<p id="how"></p><ol id="list"></ol>`,
    `const members = [{ name: 'Grace', points: 20 }, { name: 'Ada', points: 9 }, { name: 'Linus', points: 100 }];
let by = 'name', reversed = false;
const orders = { name: (one, other) => one.name.localeCompare(other.name), points: (one, other) => other.points - one.points };
function draw() {
  const sorted = [...members].sort(orders[by]);
  if (reversed) sorted.reverse();
  document.getElementById('list').replaceChildren(...sorted.map(({ name, points }) => {
    const item = document.createElement('li'); item.textContent = name + ' (' + points + ')'; return item;
  }));
  document.getElementById('how').textContent = 'Sorted by ' + by;
}
for (const name of ['name', 'points']) document.getElementById(name).addEventListener('click', () => { by = name; reversed = false; draw(); });
document.getElementById('reverse').addEventListener('click', () => { reversed = !reversed; draw(); });
draw();`,
  ),
  mutants: [
    { name: 'nothing is sorted', find: '[...members].sort(orders[by])', replace: '[...members]' },
    {
      name: 'points as text',
      find: 'other.points - one.points',
      replace: 'String(other.points).localeCompare(String(one.points))',
    },
    { name: 'fewest points first', find: 'other.points - one.points', replace: 'one.points - other.points' },
    {
      name: 'names backwards',
      find: 'one.name.localeCompare(other.name)',
      replace: 'other.name.localeCompare(one.name)',
    },
    { name: 'reverse does nothing', find: 'if (reversed) sorted.reverse();', replace: '' },
    { name: 'reverse only once', find: 'reversed = !reversed;', replace: 'reversed = true;' },
    { name: 'points at first', find: "let by = 'name'", replace: "let by = 'points'" },
    { name: 'it does not say how', find: "'Sorted by ' + by", replace: "'Sorted'" },
    {
      name: 'one is missing',
      find: 'replaceChildren(...sorted.map(',
      replace: 'replaceChildren(...sorted.slice(0, 2).map(',
    },
  ],
};
