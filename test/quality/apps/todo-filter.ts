import { html, type QualityApp } from '../app.ts';

export const todoFilter: QualityApp = {
  name: 'todo-filter',
  issue: {
    title: 'Filter todos by state',
    text: `With many todos I lose sight of what is open. Please add three buttons that show all, only the open, or only the completed ones.

## Acceptance criteria

\`\`\`gherkin
Background:
  Given I open "/"
  And I fill "New todo" with "Buy milk"
  And I click the "Add" button
  And I fill "New todo" with "Call Anna"
  And I click the "Add" button
  And I check "Buy milk"

Scenario: Only the open ones
  When I click the "Active" button
  Then I should see "Call Anna"
  And I should not see "Buy milk"
  And the list has 1 item

Scenario: Only the completed ones
  When I click the "Completed" button
  Then I should see "Buy milk"
  And I should not see "Call Anna"

Scenario: All of them again
  When I click the "Completed" button
  And I click the "All" button
  Then I should see "Buy milk"
  And I should see "Call Anna"
  And I should see "1 item left"
  And "Buy milk" is checked

Scenario: An empty text adds nothing
  When I click the "Add" button
  Then the list has 2 items
\`\`\`
`,
  },
  page: html(
    'Todos',
    `<h1>Todos</h1>
<label>New todo <input id="new"></label> <button id="add">Add</button>
<p><button data-show="all">All</button> <button data-show="active">Active</button> <button data-show="completed">Completed</button></p>
<ul id="list"></ul>
<p id="left"></p>`,
    `const todos = []; let show = 'all';
const list = document.querySelector('#list'), field = document.querySelector('#new');
function fits(todo) { return show === 'all' || (show === 'completed' ? todo.done : !todo.done); }
function draw() {
  list.replaceChildren(...todos.filter(fits).map((todo) => {
    const item = document.createElement('li'), label = document.createElement('label'), box = document.createElement('input');
    box.type = 'checkbox'; box.checked = todo.done;
    box.addEventListener('change', () => { todo.done = box.checked; draw(); });
    label.append(box, ' ' + todo.text); item.append(label); return item;
  }));
  const left = todos.filter((todo) => !todo.done).length;
  document.querySelector('#left').textContent = left + (left === 1 ? ' item left' : ' items left');
}
document.querySelector('#add').addEventListener('click', () => {
  const text = field.value.trim(); if (text === '') return;
  todos.push({ text, done: false }); field.value = ''; draw();
});
for (const button of document.querySelectorAll('[data-show]')) button.addEventListener('click', () => { show = button.dataset.show; draw(); });
draw();`,
  ),
  mutants: [
    { name: 'the filter is inverted', find: 'todo.done : !todo.done)', replace: '!todo.done : todo.done)' },
    { name: 'the buttons do nothing', find: 'show = button.dataset.show; draw();', replace: 'draw();' },
    {
      name: 'the list is not drawn anew',
      find: 'show = button.dataset.show; draw();',
      replace: 'show = button.dataset.show;',
    },
    { name: 'the button "All" shows the open ones', find: 'data-show="all">', replace: 'data-show="active">' },
    { name: 'the count counts all', find: 'todos.filter((todo) => !todo.done).length', replace: 'todos.length' },
    { name: 'an empty text is added', find: "if (text === '') return;", replace: '' },
    { name: 'a tick is forgotten', find: 'todo.done = box.checked;', replace: '' },
    { name: 'the box shows the opposite', find: 'box.checked = todo.done', replace: 'box.checked = !todo.done' },
    { name: 'the plural is always used', find: "left === 1 ? ' item left' : ' items left'", replace: "' items left'" },
  ],
};
