// The sandbox's patches, file by file, whatever characters stand in the files.
import { afterAll, expect, test } from '@jest/globals';
import { changedFiles } from '../../src/sandbox/git/diff.ts';
import { todoRepository } from '../action/todo-repository.ts';

const repository = todoRepository();
afterAll(() => repository.remove());

test('a separator that is no line feed begins neither a file nor a hunk', async () => {
  const base = repository.commit({});
  const head = repository.commit({ 'a.md': 'Notes\rdiff --git a/x b/x\u2028@@ -1 +1 @@\n', 'b.js': 'b\n' });
  const files = await changedFiles(repository.directory, base, head);
  expect(files.map(({ path, patch }) => [path, patch])).toEqual([
    ['a.md', '@@ -0,0 +1 @@\n+Notes\rdiff --git a/x b/x\u2028@@ -1 +1 @@'],
    ['b.js', '@@ -0,0 +1 @@\n+b'],
  ]);
});
