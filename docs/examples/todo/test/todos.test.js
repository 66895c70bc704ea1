import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTodo, toggleTodo } from '../public/todos.js';

test('a new todo comes last and is not done', () => {
  const todos = addTodo(addTodo([], 'Buy milk'), '  Call Anna ');
  assert.deepEqual(todos, [
    { id: 1, title: 'Buy milk', done: false },
    { id: 2, title: 'Call Anna', done: false },
  ]);
});

test('a blank title adds nothing', () => {
  assert.deepEqual(addTodo([], '   '), []);
});

test('ticking a todo changes that one only, and ticking it again undoes it', () => {
  const todos = addTodo(addTodo([], 'Buy milk'), 'Call Anna');
  const ticked = toggleTodo(todos, 2);
  assert.deepEqual(
    ticked.map((todo) => todo.done),
    [false, true],
  );
  assert.deepEqual(toggleTodo(ticked, 2), todos);
});
