// The rules of the list, without a page: each takes todos and returns new ones.

/** @typedef {{ id: number, title: string, done: boolean }} Todo */

/** @param {Todo[]} todos @param {string} title @returns {Todo[]} unchanged when the title is blank */
export function addTodo(todos, title) {
  const trimmed = title.trim();
  if (trimmed === '') return todos;
  const id = Math.max(0, ...todos.map((todo) => todo.id)) + 1;
  return [...todos, { id, title: trimmed, done: false }];
}

/** @param {Todo[]} todos @param {number} id @returns {Todo[]} */
export function toggleTodo(todos, id) {
  return todos.map((todo) => (todo.id === id ? { ...todo, done: !todo.done } : todo));
}
