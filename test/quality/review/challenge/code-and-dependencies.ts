// Dangerous code and new dependencies.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { type ChallengeCase, clean, faulty } from './challenge-case.ts';

const j = (...p: string[]) => p.join('');
const pkg = (deps: Record<string, string>, more = {}) =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', ...more, dependencies: deps }, null, 2)}\n`;

export const codeAndDependencies: readonly ChallengeCase[] = [
  faulty('secrets', 'slack app token (fixed)', {
    'bot.py': j(
      "import slack\nclient = slack.App('xapp",
      '-1-A0B1C2D3E4F-1234567890123-',
      "9f8a7b6c5d4e3f2a1b0c9f8a7b6c5d4e3f2a1b0c9f8a7b6c5d4e3f2a1b0c9f8a')\n",
    ),
  }),
  clean('laravel validation rules', {
    'app/Http/Requests/Register.php':
      "<?php\nreturn [\n    'email' => 'required|email',\n    'password' => 'required|string|min:8|confirmed',\n    'current_password' => 'current_password:web',\n];\n",
  }),
  clean('login test ids and routes', {
    'src/routes.ts':
      "export const routes = { password: 'account/password-2fa', token: 'oauth2/token', forgotPassword: 'auth.password.reset_v2' };\n",
  }),
  // dangerous code
  faulty('dangerous-code', 'require("child_process").exec(concat)', {
    'src/git.js': "exports.log = (branch, cb) => require('child_process').exec('git log ' + branch, cb);\n",
  }),
  faulty('dangerous-code', 'exec imported under another name', {
    'src/git.ts':
      "import { exec as run } from 'node:child_process';\n\nexport const log = (branch: string) => run(`git log ${branch}`);\n",
  }),
  faulty('dangerous-code', 'import * as proc', {
    'src/git.ts':
      "import * as proc from 'node:child_process';\n\nexport const log = (branch: string) => proc.execSync(`git log ${branch}`).toString();\n",
  }),
  faulty('dangerous-code', 'promisify(exec) as run', {
    'src/git.ts':
      "import { exec } from 'node:child_process';\nimport { promisify } from 'node:util';\nconst run = promisify(exec);\n\nexport const log = async (branch: string) => (await run(`git log ${branch}`)).stdout;\n",
  }),
  faulty('dangerous-code', 'Deno.Command sh -c', {
    'src/git.ts':
      "export const log = (b: string) => new Deno.Command('sh', { args: ['-c', `git log ${b}`] }).output();\n",
  }),
  faulty('dangerous-code', 'java empty TrustManager over two lines', {
    'src/main/java/Tls.java':
      'import javax.net.ssl.*;\nclass Tls implements X509TrustManager {\n  public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {\n  }\n  public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {\n  }\n  public java.security.cert.X509Certificate[] getAcceptedIssuers() {\n    return null;\n  }\n}\n',
  }),
  faulty('dangerous-code', 'java setDefaultHostnameVerifier', {
    'src/main/java/Tls.java':
      'class Tls {\n  static void off() {\n    javax.net.ssl.HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);\n  }\n}\n',
  }),
  faulty('dangerous-code', 'dart badCertificateCallback', {
    'lib/http.dart':
      "import 'dart:io';\nHttpClient client() => HttpClient()..badCertificateCallback = (cert, host, port) => true;\n",
  }),
  faulty('dangerous-code', 'kotlin sql template', {
    'src/main/kotlin/Users.kt':
      'class Users(private val db: Db) {\n  fun byName(name: String) = db.query("SELECT * FROM users WHERE name = \'$name\'")\n}\n',
  }),
  faulty('dangerous-code', 'swift Process sh -c', {
    'Sources/App/Git.swift':
      'import Foundation\nfunc log(_ branch: String) throws {\n  let p = Process()\n  p.launchPath = "/bin/sh"\n  p.arguments = ["-c", "git log \\(branch)"]\n  try p.run()\n}\n',
  }),
  faulty('dangerous-code', 'C# ProcessStartInfo cmd', {
    'src/Git.cs':
      'using System.Diagnostics;\nclass Git {\n  void Log(string branch) {\n    Process.Start(new ProcessStartInfo("cmd.exe", $"/c git log {branch}"));\n  }\n}\n',
  }),
  faulty('dangerous-code', 'elixir System.cmd sh -c', {
    'lib/git.ex': 'defmodule Git do\n  def log(branch), do: System.cmd("sh", ["-c", "git log #{branch}"])\nend\n',
  }),
  faulty('dangerous-code', 'ruby const_get from params', {
    'app/controllers/r_controller.rb':
      'class RController < ApplicationController\n  def show\n    @report = Object.const_get(params[:kind]).new\n  end\nend\n',
  }),
  faulty('dangerous-code', 'python os.execl sh -c', {
    'app/run.py': "import os\n\n\ndef run(name):\n    os.execl('/bin/sh', 'sh', '-c', f'convert {name}')\n",
  }),
  faulty('dangerous-code', 'python subprocess list sh -c', {
    'app/run.py':
      "import subprocess\n\n\ndef run(name):\n    subprocess.run(['sh', '-c', f'convert {name} out.png'], check=True)\n",
  }),
  faulty('dangerous-code', 'python shell=True multi-line', {
    'app/run.py':
      "import subprocess\n\n\ndef run(name):\n    return subprocess.check_output(\n        'convert {} out.png'.format(name),\n        stderr=subprocess.STDOUT,\n        shell=True,\n    )\n",
  }),
  faulty('dangerous-code', 'innerHTML = unescape(hash)', {
    'public/app.js':
      "document.querySelector('#title').innerHTML = '<b>' + unescape(location.hash.slice(1)) + '</b>';\n",
  }),
  faulty('dangerous-code', 'jquery html(variable)', {
    'public/app.js': "$.get('/comments', (data) => {\n  $('#comments').html(data.body);\n});\n",
  }),
  faulty('dangerous-code', 'go Sprintf with tableName and value', {
    'store.go':
      'package shop\n\nimport "fmt"\n\nfunc (s Store) find(id string) error {\n\tq := fmt.Sprintf("SELECT * FROM %s WHERE id = \'%s\'", s.tableName, id)\n\treturn s.db.Get(q)\n}\n',
  }),
  faulty('dangerous-code', 'go exec sh -c literal Sprintf over lines', {
    'run.go':
      'package shop\n\nimport (\n\t"fmt"\n\t"os/exec"\n)\n\nfunc convert(name string) error {\n\tcmd := exec.Command(\n\t\t"sh", "-c",\n\t\tfmt.Sprintf("convert %s out.png", name),\n\t)\n\treturn cmd.Run()\n}\n',
  }),
  faulty('dangerous-code', 'php include variable from GET one line earlier', {
    'index.php': "<?php\n$page = $_GET['page'];\ninclude $page . '.php';\n",
  }),
  faulty('dangerous-code', 'powershell iex variable', {
    'scripts/run.ps1': 'param($Command)\nInvoke-Expression $Command\n',
  }),
  faulty('dangerous-code', 'Dockerfile curl then sh', {
    Dockerfile: 'FROM debian\nRUN curl -fsSL https://get.tool.dev -o /tmp/i.sh && sh /tmp/i.sh\n',
  }),
  faulty('dangerous-code', 'js sql concat()', {
    'src/db.js': "export const find = (db, id) => db.query('SELECT * FROM users WHERE id = '.concat(id));\n",
  }),
  faulty('dangerous-code', 'eval aliased through destructuring', {
    'src/x.js': 'const { eval: run } = globalThis;\nexport const calc = (text) => run(text);\n',
  }),
  faulty('dangerous-code', 'fetch ssrf via variable', {
    'src/x.js':
      "import express from 'express';\nconst app = express();\napp.get('/p', async (req, res) => {\n  const { url } = req.query;\n  const r = await fetch(url);\n  res.send(await r.text());\n});\nexport default app;\n",
  }),
  clean('regex exec on a template', {
    'src/x.js':
      "import { execFileSync } from 'node:child_process';\nconst re = /a(b)/;\nexport const m = (text) => re.exec(`${text} b`);\nexport const v = () => execFileSync('git', ['--version']);\n",
  }),
  clean('db.exec constant', {
    'src/x.js':
      "import { DatabaseSync } from 'node:sqlite';\nconst db = new DatabaseSync(':memory:');\ndb.exec('CREATE TABLE a (id INTEGER)');\nexport const a = (id) => db.prepare('SELECT * FROM a WHERE id = ?').get(id);\n",
  }),
  clean(
    'sql with constant columns',
    {
      'src/x.ts':
        "const columns = ['id', 'name'].join(', ');\nexport const all = (db: { query(sql: string): unknown }) => db.query(`SELECT ${columns} FROM users`);\n",
    },
    {},
  ),
  clean('model.eval() pytorch', {
    'train.py':
      'import torch\n\n\ndef score(model, batch):\n    model.eval()\n    with torch.no_grad():\n        return model(batch)\n',
  }),
  clean('ast.literal_eval and df.eval', {
    'calc.py':
      "import ast\n\n\ndef parse(text):\n    return ast.literal_eval(text)\n\n\ndef add(df):\n    return df.eval('c = a + b')\n",
  }),
  clean('go exec.Command list', {
    'run.go':
      'package shop\n\nimport "os/exec"\n\nfunc convert(name string) error {\n\treturn exec.Command("convert", "--", name, "out.png").Run()\n}\n',
  }),
  clean('rust match guard from env', {
    'src/lib.rs': 'pub fn level() -> String {\n    std::env::var("LEVEL").unwrap_or_else(|_| "info".into())\n}\n',
  }),
  clean('shell eval ssh-agent', { 'scripts/up.sh': '#!/bin/sh\neval "$(ssh-agent -s)"\neval "$(direnv hook bash)"\n' }),
  clean('html string without values', {
    'public/app.js':
      "const box = document.querySelector('#box');\nbox.innerHTML = '';\nbox.innerHTML = '<p>Nothing here yet.</p>';\n",
  }),
  clean('ruby exec query method', {
    'app/models/a.rb':
      "class A < ApplicationRecord\n  scope :named, ->(n) { where('name = ?', n) }\n  def self.counts = connection.exec_query('SELECT count(*) FROM a')\nend\n",
  }),
  // new deps
  faulty(
    'new-dependencies',
    'requirements/base.txt',
    { 'requirements/base.txt': 'django==5.0\nreqeusts==2.31\n' },
    { 'requirements/base.txt': 'django==5.0\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'csproj PackageReference',
    {
      'src/Shop.csproj':
        '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <PackageReference Include="Newtonsoft.Jsom" Version="13.0.1" />\n  </ItemGroup>\n</Project>\n',
    },
    { 'src/Shop.csproj': '<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n  </ItemGroup>\n</Project>\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'build.gradle.kts',
    { 'build.gradle.kts': 'dependencies {\n  implementation("com.gogle.guava:guava:33.0-jre")\n}\n' },
    { 'build.gradle.kts': 'dependencies {\n}\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'pom.xml',
    {
      'pom.xml':
        '<project>\n  <dependencies>\n    <dependency>\n      <groupId>org.evil</groupId>\n      <artifactId>log4j-core</artifactId>\n      <version>1</version>\n    </dependency>\n  </dependencies>\n</project>\n',
    },
    { 'pom.xml': '<project>\n  <dependencies>\n  </dependencies>\n</project>\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'deno.json imports',
    { 'deno.json': '{\n  "imports": { "chalk": "npm:chalkk@5", "std": "https://evil.example.net/mod.ts" }\n}\n' },
    { 'deno.json': '{\n  "imports": {}\n}\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'alias swaps a known name',
    { 'package.json': pkg({ lodash: 'npm:lodahs@^4.17.21' }) },
    { 'package.json': pkg({ lodash: '^4.17.21' }) },
    'info',
  ),
  faulty(
    'new-dependencies',
    'npm overrides to git',
    { 'package.json': pkg({ express: '^4.19.2' }, { overrides: { qs: 'github:someone/qs#master' } }) },
    { 'package.json': pkg({ express: '^4.19.2' }) },
    'info',
  ),
  faulty(
    'new-dependencies',
    'setup.py install_requires',
    { 'setup.py': "from setuptools import setup\nsetup(name='shop', install_requires=['django', 'reqeusts'])\n" },
    { 'setup.py': "from setuptools import setup\nsetup(name='shop', install_requires=['django'])\n" },
    'info',
  ),
  faulty(
    'new-dependencies',
    'pnpm catalog',
    { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\ncatalog:\n  react: ^19.0.0\n  recat-dom: ^19.0.0\n' },
    { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\ncatalog:\n  react: ^19.0.0\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'pip install in Dockerfile',
    { Dockerfile: 'FROM python:3.12\nRUN pip install reqeusts\n' },
    { Dockerfile: 'FROM python:3.12\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'extra index url',
    { 'requirements.txt': '--extra-index-url https://pkgs.evil.net/simple\ndjango==5.0\n' },
    { 'requirements.txt': 'django==5.0\n' },
    'info',
  ),
  faulty(
    'new-dependencies',
    'importmap from CDN',
    {
      'public/index.html':
        '<script type="importmap">\n{ "imports": { "vue": "https://cdn.evil.net/vue.js" } }\n</script>\n',
    },
    {},
    'info',
  ),
  faulty(
    'new-dependencies',
    'Gemfile git block',
    {
      Gemfile:
        "source 'https://rubygems.org'\ngem 'rails'\ngit 'https://github.com/someone/x.git' do\n  gem 'devsie'\nend\n",
    },
    { Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n" },
    'info',
  ),
  clean(
    'a page is renamed that has a CDN script',
    {
      'public/index.html': null,
      'web/index.html':
        '<!doctype html>\n<title>Shop</title>\n<script src="https://cdn.jsdelivr.net/npm/vue@3.4.0/dist/vue.global.js"></script>\n<p>Hi</p>\n',
    },
    {
      'public/index.html':
        '<!doctype html>\n<title>Shop</title>\n<script src="https://cdn.jsdelivr.net/npm/vue@3.4.0/dist/vue.global.js"></script>\n<p>Hi</p>\n',
    },
  ),
];
