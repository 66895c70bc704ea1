// Code that does not run, and comments that only look like code.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { describe, expect, test } from '@jest/globals';
import { deadCode } from '../../../action/src/review-pr/rules/code/dead-code.ts';
import { places } from './change.ts';

describe('found', () => {
  test.each([
    ['an assignment', 'src/a.ts', '// const total = items.length;', 1],
    ['a call', 'src/a.ts', '// saveTodos(todos);', 1],
    ['a method call', 'src/a.ts', '// console.log(todos);', 1],
    ['a return', 'src/a.ts', '// return oldValue;', 1],
    ['a condition', 'src/a.ts', 'run();\n// if (todos.length > 3) {\n//   show();\n// }', 2],
    ['a function', 'src/a.ts', '// function old(a) {\n//   return a + 1;\n// }', 1],
    ['an import', 'src/a.ts', "// import { x } from './x';", 1],
    ['a block comment', 'src/a.ts', '/*\nconst a = 1;\nconst b = 2;\nrun(a, b);\n*/', 2],
    ['markup', 'src/a.html', '<!-- <button id="old">Old</button> -->', 1],
    ['markup of React', 'src/a.tsx', '{/* <OldList items={items} /> */}', 1],
    ['python', 'a.py', '# total = len(items)\n# print(total)', 1],
    ['python function', 'a.py', '# def old(a):\n#     return a + 1', 1],
    ['ruby', 'a.rb', '# user = User.find(params[:id])\n# puts user.name', 1],
    ['go', 'a.go', '// if err != nil {\n// \treturn err\n// }', 1],
    ['rust', 'a.rs', '// let x = compute(5);', 1],
    ['php', 'a.php', '<?php\n// $total = count($items);', 2],
    ['java', 'A.java', '// String name = user.getName();', 1],
    ['sql', 'a.sql', '-- SELECT * FROM users WHERE id = 1;', 1],
    ['if (false)', 'src/a.ts', 'if (false) {\n  run();\n}', 1],
    ['if False', 'a.py', 'if False:\n    run()', 1],
    ['after return', 'src/a.ts', 'function f() {\n  return 1;\n  run();\n}\nf();', 3],
    ['after throw', 'src/a.ts', "function f() {\n  throw new Error('x');\n  run();\n}\nf();", 3],
    ['after return in python', 'a.py', 'def f():\n    return 1\n    run()', 3],
    ['an unused function', 'src/a.ts', "import { x } from './x';\nfunction helper() {\n  return x;\n}\n", 2],
    ['an unused import', 'src/a.ts', "import { x, y } from './x';\nexport const z = x;\n", 1],
    ['an unused variable', 'src/a.ts', 'export function f() {\n  const unused = 4;\n  return 1;\n}\n', 2],
    ['an unused import in python', 'a.py', 'import os\n\nx = 1\n', 1],
    ['an unused private function in python', 'a.py', 'def _old(a):\n    return a\n', 1],
  ])('%s', async (_, path, text, line) => {
    expect(await places(deadCode, { [path]: text })).toEqual([`minor ${path}:${line}`]);
  });
});

describe('left alone', () => {
  test.each([
    ['a sentence', 'src/a.ts', '// Sorts the list; the newest item comes first.'],
    ['a sentence with a call', 'src/a.ts', '// The list is empty until load() has run.'],
    ['a heading', 'src/a.ts', '// --- helpers ---'],
    ['an example', 'src/a.ts', '// Example: parse("a=1");\n// parse("a=1");'],
    ['documentation', 'src/a.ts', '/**\n * @example\n * const a = parse("x");\n */\nexport const parse = 1;'],
    ['an order to a tool', 'src/a.ts', '// eslint-disable-next-line no-console'],
    ['a type check switched off', 'src/a.ts', '// @ts-expect-error the types are wrong'],
    ['a licence', 'src/a.ts', '// Copyright 2026 Somebody. All rights reserved.'],
    ['an address', 'src/a.ts', '// https://example.com/a(b);'],
    ['a to-do', 'src/a.ts', '// TODO: remove when the server sorts'],
    ['a shebang', 'a.py', '#!/usr/bin/env python\nimport sys\nsys.exit(0)'],
    ['a type comment', 'a.py', 'x = []  # type: List[int]'],
    ['a python sentence', 'a.py', '# if the list is empty, nothing is shown'],
    ['a ruby magic comment', 'a.rb', '# frozen_string_literal: true'],
    ['a go directive', 'a.go', '//go:build linux'],
    ['yaml', 'a.yml', '# port: 8080'],
    ['a comment after code', 'src/a.ts', 'export const a = 1; // was: b = 2;'],
    ['a string', 'src/a.ts', "export const a = '// const x = 1;';"],
    ['early return', 'src/a.ts', 'export function f(x) {\n  if (x) return 1;\n  run();\n}'],
    ['return in a block', 'src/a.ts', 'export function f(x) {\n  if (x) {\n    return 1;\n  }\n  run();\n}'],
    ['a condition over two lines', 'src/a.ts', 'export function f(x) {\n  if (x)\n    return 1;\n  run();\n}'],
    [
      'switch',
      'src/a.ts',
      'export function f(x) {\n  switch (x) {\n    case 1:\n      return 1;\n    default:\n      return 2;\n  }\n}',
    ],
    [
      'a function after return',
      'src/a.ts',
      'export function f() {\n  return g();\n  function g() {\n    return 1;\n  }\n}',
    ],
    ['return of an object', 'src/a.ts', 'export function f() {\n  return {\n    a: 1,\n  };\n}'],
    ['a chain', 'src/a.ts', 'export function f(x) {\n  return x\n  .map((y) => y);\n}'],
    ['python else', 'a.py', 'def f(x):\n    if x:\n        return 1\n    else:\n        return 2\n'],
    ['python next function', 'a.py', 'def f(x):\n    return 1\n\ndef g(x):\n    return f(x)\n'],
    ['ruby guard', 'a.rb', 'def f(x)\n  return 1 if x\n  run\nend'],
    ['exported', 'src/a.ts', 'export function helper() {\n  return 1;\n}\n'],
    ['a global function of a page', 'public/app.js', 'function onSave() {\n  save();\n}\n'],
    [
      'used in the template',
      'src/a.vue',
      '<script setup>\nimport List from \'./List.vue\';\nconst items = [];\n</script>\n<template><List :items="items" /></template>',
    ],
    ['React', 'src/a.tsx', "import React from 'react';\nexport const A = () => <p />;\n"],
    ['a side effect', 'src/a.ts', "import './styles.css';\n"],
    ['a decorated function', 'a.py', '@app.route("/")\ndef _index():\n    return 1\n'],
    ['a condition that may hold', 'src/a.ts', 'if (isFalse) {\n  run();\n}'],
  ])('%s', async (_, path, text) => {
    expect(await places(deadCode, { [path]: text })).toEqual([]);
  });
});
