// The page: shows the todos and passes what people do to the rules in todos.js.
import { loadTodos, saveTodos } from './store.js';
import { addTodo, toggleTodo } from './todos.js';

const form = document.querySelector('#add');
const title = document.querySelector('#title');
const list = document.querySelector('#todos');
const empty = document.querySelector('#empty');

let todos = loadTodos();
show();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  change(addTodo(todos, title.value));
  title.value = '';
  title.focus();
});

/** Every change goes this way, so that it is kept and shown. */
function change(next) {
  todos = next;
  saveTodos(todos);
  show();
}

function show() {
  list.replaceChildren(...todos.map(itemOf));
  empty.hidden = todos.length > 0;
}

function itemOf(todo) {
  const checkbox = document.createElement('input');
  checkbox.type = 'checkbox';
  checkbox.checked = todo.done;
  checkbox.addEventListener('change', () => change(toggleTodo(todos, todo.id)));

  const label = document.createElement('label');
  label.append(checkbox, Object.assign(document.createElement('span'), { textContent: todo.title }));

  const item = document.createElement('li');
  item.append(label);
  return item;
}
