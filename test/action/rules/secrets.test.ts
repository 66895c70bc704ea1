// Secrets in changes, and what only looks like one.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { describe, expect, test } from '@jest/globals';
import { secrets } from '../../../action/src/review-pr/rules/trust/secrets.ts';
import { findings, places } from './change.ts';

/** Keys are put together here, so that nobody's scanner takes this file for a leak. */
const key = (...parts: string[]): string => parts.join('');
const random = 'q7Zx2LmP9vR4tK8wN3bY6cD1fG5hJ0sA';

describe('found', () => {
  test.each([
    ['AWS', 'src/s3.ts', `const id = '${key('AKIA', 'QWERTYUIOPASDFGH')}';`],
    ['AWS, far to the right', 'src/s3.ts', `a();${' '.repeat(4_001)}f('${key('AKIA', 'QWERTYUIOPASDFGH')}');`],
    ['AWS, after words', 'a.json', `{ "a": "${'words '.repeat(3_333)}${key('AKIA', 'QWERTYUIOPASDFGH')}" }`],
    ['AWS secret', 'deploy.sh', `export AWS_SECRET_ACCESS_KEY=${key('wJalrXUtnFEMIK7MDENG', 'bPxRfiCYzzzzzzKEY1ab')}`],
    ['GitHub', 'src/a.ts', `const token = '${key('ghp', '_abcdefghijklmnopqrstuvwxyz0123456789')}';`],
    ['GitHub in a test', 'test/a.test.ts', `const token = '${key('ghp', '_abcdefghijklmnopqrstuvwxyz0123456789')}';`],
    [
      'GitHub, fine-grained',
      'README.md',
      `TOKEN: ${key('github', '_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01')}`,
    ],
    ['Stripe', 'pay.rb', `Stripe.api_key = "${key('sk', '_live_51H8a', random)}"`],
    ['Google', 'map.html', `<script>const k = "${key('AIza', 'SyA-1234567890abcdefghijklmnopqrstu')}"</script>`],
    ['OpenAI', 'ai.py', `client = OpenAI(api_key="${key('sk', '-proj-', random, random)}")`],
    ['Slack', 'a.go', `var t = "${key('xox', 'b-123456789012-1234567890123-', random)}"`],
    ['private key', 'key.pem', `${key('-----BEGIN RSA PRIVATE', ' KEY-----')}\nMIIEowIBAAKCAQEA7\n`],
    [
      'web token',
      'a.js',
      `fetch(u, { headers: { authorization: 'Bearer ${key('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U')}' } })`,
    ],
    [
      'database address',
      'config.py',
      `URL = "postgres://app:${key('Kd8', '2ksLq9')}@db.internal.example.net:5432/app"`,
    ],
    ['basic address', 'a.ts', `fetch('https://bob:${key('s3c', 'retpw9')}@api.acme.io/x')`],
    ['password', 'src/db.ts', `const dbPassword = 'hunter2-prod-9f8e7d';`],
    ['password in an object', 'src/db.ts', `  password: "S3cr3t!Passw0rd",`],
    ['api key', 'src/a.ts', `const API_KEY = "${random}";`],
    ['fallback', 'src/a.ts', `const secret = process.env.JWT_SECRET || '${random}';`],
    ['python', 'settings.py', `SECRET_KEY = 'django-insecure-${random}'`],
    ['python getenv', 'settings.py', `KEY = os.getenv("API_SECRET", "${random}")`],
    ['.env', '.env', `DATABASE_PASSWORD=Kd82ksLq9`],
    ['yaml', 'deploy.yml', `  api_token: ${random}`],
    ['php', 'config.php', `define('DB_PASSWORD', 'Kd82ksLq9');`],
    ['ruby', 'config.rb', `  config.secret_key = "${random}"`],
    ['go', 'main.go', `const apiSecret = "${random}"`],
    ['java', 'App.java', `private static final String PASSWORD = "Kd82ksLq9!";`],
    ['rust', 'src/main.rs', `const API_KEY: &str = "${random}";`],
    ['json', 'config.json', `  "clientSecret": "${random}",`],
    ['docker', 'Dockerfile', `ENV API_TOKEN=${random}`],
    ['compose', 'docker-compose.yml', `      - POSTGRES_PASSWORD=Kd82ksLq9`],
    ['compared', 'src/login.ts', `if (password === 'letmein-2024!') return true;`],
    [
      'a connection string',
      'appsettings.json',
      `  "Default": "Server=db;Database=shop;User Id=sa;Password=Wint3r!2024x;"`,
    ],
    ['a connection string that begins with it', 'src/db.ts', `open('Password=Wint3r!2024x;Server=db');`],
    ['a connection string of libpq', 'src/db.go', 'sql.Open("postgres", "host=db user=shop password=Gx7pQ2vLm9")'],
    ['jdbc', 'application.properties', `spring.datasource.url=jdbc:mysql://db/shop?user=shop&password=Gx7pQ2vLm9`],
    ['jdbc in code', 'src/Db.java', `String url = "jdbc:mysql://db/shop?user=shop&password=Gx7pQ2vLm9";`],
    [
      'rails',
      'config/secrets.yml',
      `  secret_key_base: ${key('6f1c9e0b7d2a4835c1e9f7a60b3d8e25', '419c7fa0d8b6e3521f4a9c7e0d3b8f61')}`,
    ],
    ['before a command', 'scripts/dump.sh', `PGPASSWORD=Gx7pQ2vLm9 psql -h db.corp.net shop -c "select 1"`],
    ['before a command of a container', 'Dockerfile', `RUN PGPASSWORD='Gx7pQ2vLm9' psql -h db`],
    ['before a command of a script', 'package.json', `  "dump": "PGPASSWORD=Gx7pQ2vLm9 pg_dump shop"`],
    ['curl', 'scripts/deploy.sh', `curl -u deployer:Gx7pQ2vLm9zz https://deploy.corp.net/run`],
    ['curl, written out', 'scripts/deploy.sh', `curl --user "deployer:Gx7pQ2vLm9zz" https://deploy.corp.net/run`],
    ['an element', 'config/settings.xml', `    <password>Gx7pQ2vLm9!</password>`],
    [
      'an element with a longer name',
      'web.config',
      `    <db:adminPassword encoding="plain">Gx7pQ2vLm9!</db:adminPassword>`,
    ],
    ['docker without a sign', 'Dockerfile', `ENV STRIPE_SECRET_KEY 9f8a7b6c5d4e3f2a1b0c77aa`],
    ['the second of a line', 'src/a.ts', `const auth = { password: 'string|min:8', apiKey: '${random}' };`],
    ['a phrase with numbers in words', 'src/a.ts', `const password = 'tr0ub4dor-horse';`],
  ])('%s', async (_, path, text) => {
    expect(await places(secrets, { [path]: text })).toEqual([`critical ${path}:1`]);
  });
});

describe('found, and a reviewer may see it otherwise', () => {
  test.each([
    ['a word and a number', 'src/db.ts', `const password = 'hunter2';`],
    ['words and a year', 'src/db.ts', `const jwtSecret = 'shop-secret-2024';`],
    ['words', 'src/db.ts', `const password = 'correct-horse-battery';`],
    ['letters with dots on them', 'src/db.ts', `const password = 'größer4als3';`],
    ['signs between letters', 'src/db.ts', `const password = 'Tr!cky@Horse';`],
    ['fixtures that the program uses', 'src/fixtures/db.js', `export const dbPassword = 'Gx7pQ2vLm9!';`],
  ])('%s', async (_, path, text) => {
    expect(await places(secrets, { [path]: text })).toEqual([`major ${path}:1`]);
  });
});

describe('left alone', () => {
  test.each([
    ['the environment', 'src/a.ts', `const password = process.env.DATABASE_PASSWORD;`],
    ['the environment with an empty fallback', 'src/a.ts', `const token = process.env.TOKEN ?? '';`],
    ['a placeholder', '.env.example', `API_KEY=your-api-key-here`],
    ['a placeholder in code', 'src/a.ts', `const apiKey = '<your api key>';`],
    ['changeme', 'config.yml', `password: changeme`],
    ['a label', 'src/form.ts', `const labels = { password: 'Password', token: 'Access token' };`],
    ['a translation', 'locales/de.json', `"password": "Passwort vergessen?",`],
    ['a test password', 'test/login.test.ts', `const password = 'S3cr3t!Passw0rd';`],
    ['a field name', 'src/form.ts', `const passwordField = 'user_password_1';`],
    ['an input', 'src/login.tsx', `<input type="password" name="password" autocomplete="current-password">`],
    ['a storage key', 'src/a.ts', `const TOKEN_KEY = 'auth-token-v2';`],
    ['a header name', 'src/a.ts', `const tokenHeader = 'X-CSRF-Token-2';`],
    ['a local database', 'docker-compose.yml', `DATABASE_URL: postgres://postgres:postgres@localhost:5432/test`],
    ['an address with variables', 'src/a.ts', 'const url = `postgres://${user}:${password}@${host}/app`;'],
    ['a GitHub secret', '.github/workflows/a.yml', 'token: ${{ secrets.GITHUB_TOKEN }}'],
    [
      'a hash in a lock file',
      'package-lock.json',
      `"integrity": "sha512-q7Zx2LmP9vR4tK8wN3bY6cD1fG5hJ0sAq7Zx2LmP9vR4tK8wN3bY6cD1fG5hJ0sA=="`,
    ],
    ['a public key', 'key.pub', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 bob@host'],
    [
      'a public certificate',
      'ca.pem',
      '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ',
    ],
    ['the example of AWS', 'README.md', 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE'],
    ['a type', 'src/a.ts', `interface User { password: string; token: string | null }`],
    ['a function', 'src/a.ts', `const token = createToken('user-1234567');`],
    ['a css token', 'src/a.css', `--token-color-1: #ff00aa11;`],
    ['a design token', 'src/tokens.ts', `designTokens: 'spacing-4-large'`],
    ['a uuid', 'src/a.ts', `const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';`],
    ['a message', 'src/a.ts', `throw new Error('password must have at least 8 characters');`],
    ['a rule', 'src/a.ts', `const passwordPattern = '^(?=.*[0-9])(?=.*[a-z]).{8,}$';`],
    ['a reset link', 'src/a.ts', `const resetPasswordUrl = '/users/password/reset2';`],
    ['a next page', 'src/a.ts', `const nextToken = 'page-2-of-9-abcdef';`],
    ['a secret by its name', 'k8s.yml', `secretName: app-secrets-v2`],
    ['an argument', 'cli.sh', `mysql --password="$DB_PASSWORD"`],
    ['python', 'a.py', `password = getpass.getpass("Password: ")`],
    ['ruby', 'a.rb', `params.require(:user).permit(:password, :password_confirmation)`],
    ['an id', 'src/a.ts', `document.getElementById('password-input-2').value`],
    ['rules of laravel', 'app/Register.php', `'password' => 'required|string|min:8|confirmed',`],
    ['rules in an object', 'src/form.ts', `const schema = { password: 'string|min:8|max:64' };`],
    ['a rule of its own', 'src/form.ts', `const schema = { password: 'isLength:8,64' };`],
    ['a rule with a pattern', 'app/Register.php', `'password' => 'required|regex:/^(?=.*[A-Z])(?=.*[0-9]).{8,}$/',`],
    ['an error code', 'src/errors.ts', `export const errors = { TOKEN: 'auth/token-expired-2' };`],
    ['a long error code', 'src/errors.ts', `const token = 'authentication/session-token-was-revoked-2';`],
    ['routes', 'src/routes.ts', `const routes = { password: 'account/password-2fa', token: 'oauth2/token' };`],
    ['a name of a secret', 'chart/values.yaml', `  tokenSecret: shop-token-1`],
    ['a name of a password in a secret', 'chart/values.yaml', `  adminPasswordSecret: shop-admin-1`],
    ['a question', 'src/i18n/de.json', `  "resetPassword": "Passwort-vergessen?",`],
    ['a label with a number', 'src/i18n/de.json', `  "token": "Zugangs-Token1",`],
    ['a password label with a number', 'src/i18n/de.json', `  "password": "Passwort2",`],
    ['an exclamation', 'src/i18n/de.json', `  "password": "Zurücksetzen!",`],
    ['a text of another script', 'src/i18n/zh.ts', `  password: '密码不能少于8位',`],
    ['a label in another language', 'src/locales/de.ts', `  password: 'Kennwort1',`],
    ['an encrypted element', 'settings.xml', `<password>{COQLCE6DU6GtcS5P1=}</password>`],
    ['a version', 'config/tools.json', `  "auth-token": "^12.10.13-beta",`],
    ['a version of what ends like one', 'config/tools.json', `  "minipass": "^7.1.3",`],
    ['an argument after one', 'src/a.py', `if hasattr(self.passwd, 'is_authenticated_2024'):`],
    ['a list', 'src/a.py', `names = ["single_parent_bypass", "siteselect_timeout"]`],
    ['a name in camel case', 'src/a.ts', `const token = 'accessTokenV2';`],
    ['a connection string with a variable', 'src/db.cs', 'var url = $"Server=db;Password={settings.Password2};";'],
    ['a query with a variable', 'src/a.ts', 'const url = `/login?user=a&password=${password}`;'],
    ['a minified assignment', 'src/a.js', `a=b;password=readPassword2(c);`],
    ['a command with a variable', 'scripts/dump.sh', `PGPASSWORD="$DB_PASSWORD" psql -h db`],
    ['curl with variables', 'scripts/deploy.sh', `curl -u "$USER:$PASSWORD" https://deploy.corp.net/run`],
    ['a user and a group', 'scripts/run.sh', `docker run -u 1000:100000 shop`],
    ['an element with a variable', 'pom.xml', `    <password>\${env.DB_PASSWORD}</password>`],
    ['an element of a page', 'src/a.tsx', `<Password>Passwort2</Password>`],
    ['a test with fixtures', 'test/fixtures/db.js', `export const dbPassword = 'Gx7pQ2vLm9!';`],
    ['fixtures of a test of the source', 'src/__tests__/fixtures/db.js', `export const dbPassword = 'Gx7pQ2vLm9!';`],
    ['data of fixtures', 'src/fixtures/users.json', `  "password": "Gx7pQ2vLm9!"`],
  ])('%s', async (_, path, text) => {
    expect(await places(secrets, { [path]: text })).toEqual([]);
  });

  test('a secret that was there before and only moves', async () => {
    const line = `const dbPassword = 'hunter2-prod-9f8e7d';\n`;
    expect(await places(secrets, { 'a.ts': [`${line}\nlet a;\n`, `let a;\n\n  ${line}`] })).toEqual([]);
  });
});

test('a secret that another file loses is new here', async () => {
  const line = `const dbPassword = 'hunter2-prod-9f8e7d';\n`;
  const files = { 'docs/a.md': [line, '# x\n'], 'dev.js': [`${line}a();\n`, 'a();\n'], 'src/a.js': line } as const;
  expect(await places(secrets, files)).toEqual(['critical src/a.js:1']);
});

test('the finding does not repeat the secret', async () => {
  const found = await findings(secrets, { 'a.ts': `const dbPassword = 'hunter2-prod-9f8e7d';` });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});
