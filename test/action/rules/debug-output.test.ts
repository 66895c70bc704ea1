// Debug output and breakpoints, and output that is meant.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { describe, expect, test } from '@jest/globals';
import { debugOutput } from '../../../action/src/review-pr/rules/code/debug-output.ts';
import { findings, places } from './change.ts';

describe('found', () => {
  test.each([
    ['console.log', 'src/a.ts', 'console.log(todos);', 'minor'],
    ['console.log of text', 'src/a.ts', "console.log('here');", 'minor'],
    ['console.debug', 'src/a.ts', "console.debug('x', x);", 'minor'],
    ['console.table', 'src/a.js', 'console.table(rows)', 'minor'],
    ['console.dir', 'src/a.js', 'console.dir(x, { depth: null })', 'minor'],
    ['console.trace', 'src/a.js', 'console.trace()', 'minor'],
    ['behind other code', 'src/a.js', 'const f = (x) => { console.log(x); return x; };', 'minor'],
    ['after a comment', 'src/a.js', '/* look */ console.log(x);', 'minor'],
    ['in an attribute of a page', 'index.html', '<button onclick="console.log(1)">Go</button>', 'minor'],
    ['in Vue', 'src/a.vue', '<script setup>\nconsole.log(props);\n</script>', 'minor', 2],
    ['debugger', 'src/a.ts', '  debugger;', 'major'],
    ['alert', 'src/a.js', 'alert(todos.length);', 'minor'],
    ['alert of a word', 'src/a.js', "alert('here');", 'minor'],
    ['a dump in the page', 'src/a.tsx', '<pre>{JSON.stringify(todos, null, 2)}</pre>', 'minor'],
    ['print', 'app/views.py', 'print(user)', 'minor'],
    ['print with a text', 'app/views.py', '    print(f"user={user}")', 'minor'],
    ['pprint', 'app/views.py', '    pprint(user)', 'minor'],
    ['breakpoint()', 'app/views.py', '    breakpoint()', 'major'],
    ['pdb', 'app/views.py', 'import pdb; pdb.set_trace()', 'major'],
    ['puts', 'app/models/a.rb', 'puts user.inspect', 'minor'],
    ['p', 'app/models/a.rb', '  p params', 'minor'],
    ['pry', 'app/models/a.rb', 'binding.pry', 'major'],
    ['byebug', 'app/models/a.rb', '    byebug', 'major'],
    ['var_dump', 'src/a.php', '<?php var_dump($user);', 'minor'],
    ['dd', 'src/a.php', '<?php dd($request->all());', 'minor'],
    ['print_r', 'src/a.php', '<?php print_r($user);', 'minor'],
    ['dbg!', 'src/a.rs', 'let x = dbg!(compute());', 'minor'],
    ['println! of a value', 'src/a.rs', 'println!("{:?}", todo);', 'minor'],
    ['fmt.Println', 'internal/a.go', 'fmt.Println("user", user)', 'minor'],
    ['System.out', 'src/main/java/A.java', 'System.out.println(user);', 'minor'],
    ['a stack trace', 'src/main/java/A.java', 'e.printStackTrace();', 'minor'],
    ['set -x', 'deploy.sh', 'set -x', 'minor'],
    ['a mark in a server', 'main.go', 'package main\nimport "net/http"\nfunc h() { fmt.Println(r) }', 'minor', 3],
  ] as [string, string, string, string, number?][])('%s', async (_, path, text, severity, line = 1) => {
    expect(await places(debugOutput, { [path]: text })).toEqual([`${severity} ${path}:${line}`]);
  });
});

describe('left alone', () => {
  test.each([
    ['console.error', 'src/a.ts', 'console.error(error);'],
    ['console.warn', 'src/a.ts', "console.warn('deprecated');"],
    ['a logger', 'src/a.ts', "logger.debug('todos', todos);"],
    ['a comment', 'src/a.ts', '// console.log(x)'],
    ['a comment at the end', 'src/a.ts', 'run(); // like console.log(x)'],
    ['a string', 'src/a.ts', "const hint = 'use console.log(x)';"],
    ['a document', 'README.md', 'console.log(x)'],
    ['a test', 'src/a.test.ts', 'console.log(x)'],
    ['a program for the terminal', 'src/cli/run.ts', 'console.log(help);'],
    ['a script', 'scripts/build.mjs', 'console.log(`built ${n} files`);'],
    ['a file with a shebang', 'run.mjs', '#!/usr/bin/env node\nconsole.log(help);'],
    ['a file that reads its arguments', 'run.mjs', 'const name = process.argv[2];\nconsole.log(name);'],
    [
      'the start of a server',
      'server.js',
      'app.listen(port, () => console.log(`Listening on http://localhost:${port}`));',
    ],
    ['behind a switch', 'src/a.ts', 'if (options.verbose) console.log(x);'],
    ['an alert for people', 'src/a.js', "alert('Please fill in all fields');"],
    ['a method', 'src/a.js', 'dialog.alert(message);'],
    ['React Native', 'src/a.js', 'Alert.alert(title);'],
    ['a property', 'src/a.ts', 'const a = { debugger: true };'],
    ['python script', 'tools/a.py', 'print(total)'],
    ['python program', 'a.py', 'import argparse\nprint(total)'],
    ['python to stderr', 'app/a.py', 'print("failed", file=sys.stderr)'],
    ['blueprint', 'app/a.py', 'app.register_blueprint(x)'],
    ['ruby method', 'app/a.rb', 'output.puts line'],
    ['ruby assignment', 'app/a.rb', 'p = Person.new'],
    ['php text', 'src/a.php', '<?php $text = print_r($user, true);'],
    ['php method', 'src/a.php', '<?php $this->dump($x);'],
    ['rust message', 'src/a.rs', 'println!("done");'],
    ['go writer', 'internal/a.go', 'fmt.Fprintf(w, "hello %s", name)'],
    ['go program', 'main.go', 'package main\nfunc main() { fmt.Println("done") }'],
    ['set -e', 'deploy.sh', 'set -euo pipefail'],
  ])('%s', async (_, path, text) => {
    expect(await places(debugOutput, { [path]: text })).toEqual([]);
  });

  test('output that was there before', async () => {
    expect(await places(debugOutput, { 'a.ts': ['console.log(x);\nlet a;\n', 'let a;\n  console.log(x);\n'] })).toEqual(
      [],
    );
  });
});

test('a line that is nothing else is suggested to go', async () => {
  expect((await findings(debugOutput, { 'a.ts': 'console.log(x);' }))[0]?.suggestion).toBe('');
  expect(
    (await findings(debugOutput, { 'a.ts': 'const f = (x) => { console.log(x); };' }))[0]?.suggestion,
  ).toBeUndefined();
});
