// Keeps the todos in the browser, so that they are there after a reload.
const key = 'todos';

/** @returns {import('./todos.js').Todo[]} */
export function loadTodos() {
  return JSON.parse(localStorage.getItem(key) ?? '[]');
}

/** @param {import('./todos.js').Todo[]} todos */
export function saveTodos(todos) {
  localStorage.setItem(key, JSON.stringify(todos));
}
