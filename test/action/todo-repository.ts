// A small real web application in a real git repository: what the phase commands work on in these tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const server = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const page = new URL('index.html', import.meta.url);
createServer((request, response) => {
  if (request.url === '/version') return response.end(JSON.stringify({ commit: process.env.CHIMERA_COMMIT ?? null }));
  response.setHeader('content-type', 'text/html').end(readFileSync(page));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** The page, with or without the feature that the tests' issue asks for. */
export function todoPage(extra = ''): string {
  return `<!doctype html><html lang="en"><title>Todos</title><h1>Todos</h1>
<form><label>New todo <input id="text"></label> <button>Add</button></form>
<ul id="list"></ul><p role="status" id="left"></p>
<script>
let todos = [];
const at = (id) => document.getElementById(id);
function show() {
  at('list').replaceChildren(...todos.map((todo) => {
    const item = document.createElement('li');
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: todo.done });
    box.onchange = () => { todo.done = box.checked; show(); };
    label.append(box, ' ', todo.text);
    item.append(label);
    return item;
  }));
  at('left').textContent = todos.filter((todo) => !todo.done).length + ' items left';
}
document.querySelector('form').onsubmit = (event) => {
  event.preventDefault();
  todos.push({ text: at('text').value, done: false });
  at('text').value = '';
  show();
};
show();
</script>
${extra}</html>
`;
}

export const clearButton = `<button id="clear">Clear completed</button>
<script>
at('clear').onclick = () => { todos = todos.filter((todo) => !todo.done); show(); };
</script>
`;

export const criteria = `Please add this.

### Acceptance criteria

\`\`\`gherkin
Scenario: Clear what is done
  Given I open "/"
  And I have typed "Buy milk" into "New todo" and pressed Enter
  And I check "Buy milk"
  When I click the "Clear completed" button
  Then I should no longer see "Buy milk"
  And I see "0 items left"
\`\`\`
`;

export interface TodoRepository {
  readonly directory: string;
  /** Writes, deletes (\`null\`) and commits files; returns the commit. */
  commit(files: Readonly<Record<string, string | null>>): string;
  git(...words: string[]): string;
  remove(): void;
}

export function todoRepository(): TodoRepository {
  const directory = mkdtempSync(join(tmpdir(), 'chimera-todo-'));
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: directory, encoding: 'utf8' }).trim();
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@example.com');
  const commit: TodoRepository['commit'] = (files) => {
    for (const [path, text] of Object.entries(files)) writeOrRemove(join(directory, path), text);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'change');
    return git('rev-parse', 'HEAD');
  };
  commit({ 'server.mjs': server, 'index.html': todoPage(), '.gitignore': 'node_modules/\n' });
  return { directory, commit, git, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function writeOrRemove(path: string, text: string | null): void {
  mkdirSync(dirname(path), { recursive: true });
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
