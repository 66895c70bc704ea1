// Dangerous code in JavaScript and TypeScript, in pages too.
import {
  type Danger,
  evalText,
  hashText,
  inserts,
  pageText,
  randomText,
  readText,
  shellText,
  sql,
  sqlText,
  tlsText,
} from './danger.ts';

const request =
  '(?:req|request|ctx|context|event)\\.(?:query|params|body|headers|cookies|url|request|queryStringParameters)\\b';
const children = /child_process|execa|shelljs|\bzx\b|promisify/;
const runs =
  '(?<![\\w.$])(?:(?:child_process|childProcess|cp|shell|shelljs|require\\s*\\(\\s*[\'"](?:node:)?child_process[\'"]\\s*\\))\\.)?(?:exec|execSync|execAsync|execPromise|execaCommand|execaCommandSync|pexec)\\s*(?:<[^>]{1,60}>)?\\(\\s*';
const query =
  '(?:query|execute|exec|run|all|get|each|raw|prepare|unsafe|\\$queryRawUnsafe|\\$executeRawUnsafe|whereRaw|selectRaw|orderByRaw|queryRaw|sql)';
const clean = /sanitiz|purify|(?<!un)escape|encode|trustedHTML|\bt\(|i18n/i;
/** Placeholders that are put together, and names that the program itself chose. */
const placeholders =
  /['"`]\s*\?\s*['"`]|placeholders?|\bescapeId\b|quoteIdent|\bformat\(|\$\{\s*\w+\s*\.map\(\s*\(\s*_?\w*\s*(?:,\s*\w+\s*)?\)\s*=>\s*[`'"][?$]/i;

export const javascriptDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Text is run as code (eval)',
    explanation: evalText,
    in: 'bare',
    pattern:
      /(?<![\w.$#]|function |async )(?:(?:window|globalThis|global|self|top)\.)?eval\s*(?:\?\.\s*)?\((?!\s*\w*\s*(?::[^)]*)?\)\s*(?::[^{]*)?\{)|\(\s*0\s*,\s*eval\s*\)|\b(?:window|globalThis|global)\[['"` ]+\]\s*\(|=\s*(?:window\.|globalThis\.)?eval\s*[;,)]/,
    unless: /^\s*(?:window|globalThis|global)\[['"](?!eval)/,
  },
  {
    severity: 'critical',
    title: 'Text is run as code (new Function)',
    explanation: evalText,
    in: 'bare',
    pattern: /\bnew Function\s*\(\s*[^)\s]|(?<![\w.$])Function\s*\(\s*['"`]|\.constructor\.constructor\s*\(/,
  },
  {
    severity: 'critical',
    title: 'Text is run as code (timer)',
    explanation: evalText,
    in: 'code',
    pattern: /(?<![\w$])(?:setTimeout|setInterval|setImmediate|execScript)\s*\(\s*(?:['"`]|[\w$.]+\s*\+\s*['"`])/,
  },
  {
    severity: 'major',
    title: 'Text is run as code (vm)',
    explanation: evalText,
    in: 'bare',
    pattern:
      /\b(?:vm\.)?(?:runInNewContext|runInThisContext|runInContext)\s*\(|\bnew (?:vm\.)?Script\s*\((?!\s*\))|\bvm\.compileFunction\s*\(/,
    where: /['"](?:node:)?vm2?['"]/,
  },
  {
    severity: 'critical',
    title: 'A shell runs what a request says',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(`${runs}[^;]{0,400}?\\b${request}`),
  },
  {
    severity: 'critical',
    title: 'A shell command is put together from text',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(
      `${runs}(?:\`[^\`]{0,600}?${inserts}|['"][^'"]{0,300}['"]\\s*\\+|[\\w$.]{1,80}\\s*\\+|\\[[^\\]]{0,300}\\]\\.join\\()`,
    ),
    where: children,
  },
  {
    severity: 'critical',
    title: 'A shell command is put together from text',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(
      `\\bspawn(?:Sync)?\\s*\\(\\s*(?:['"](?:/bin/)?(?:ba|z)?sh['"]|['"]cmd(?:\\.exe)?['"]|['"]powershell['"])\\s*,\\s*\\[\\s*['"](?:-l?c|/c|-Command)['"]\\s*,\\s*(?:\`[^\`]{0,600}?${inserts}|['"][^'"]{0,300}['"]\\s*\\+|[\\w$.]{1,80}\\s*[\\],+])`,
    ),
  },
  {
    severity: 'critical',
    title: 'A shell command is put together from text',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(
      `\\b(?:spawn|spawnSync|execFile|execFileSync|execa|execaSync)\\s*\\((?:(?=[^;]{0,600}?${inserts})|\\s*(?!['"\`])[\\w$.]{1,80}|(?=[^;]{0,400}?['"]\\s*\\+)|(?=[^;]{0,300}?\\[[^\\]]{0,200}[a-z]\\w*\\s*[,\\]]))[^;]{0,600}?\\bshell\\s*:\\s*(?:true|['"])`,
    ),
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern:
      /\b(?:rejectUnauthorized|strictSSL|strictSsl|verifySSL|verifySsl|sslVerify|sslValidate|checkCertificate)["']?\s*[:=]\s*(?:false|0|!1)\b/,
    repair: [
      /((?:rejectUnauthorized|strictSSL|strictSsl|verifySSL|verifySsl|sslVerify|sslValidate|checkCertificate)["']?\s*[:=]\s*)(?:false|0|!1)\b/,
      '$1true',
    ],
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'code',
    pattern:
      /['"](?:rejectUnauthorized|strictSSL|strict-ssl)['"]\s*[:,]\s*(?:false|0)\b|\b(?:ignoreHTTPSErrors|insecureHTTPParser|tlsAllowInvalidCertificates|tlsInsecure|allowInsecure|trustAllCertificates|acceptInsecureCerts|tlsAllowInvalidHostnames)\s*:\s*true\b|\bcheckServerIdentity\s*:\s*(?:\(\s*\w*\s*(?:,\s*\w+\s*)?\)\s*=>\s*(?:undefined|null|\{\s*\}|\{\s*return;?\s*\}|void 0)|function\s*\(\s*\)\s*\{\s*\})/,
  },
  {
    severity: 'critical',
    title: 'All environment variables are sent or shown',
    explanation: 'They hold the keys of the program. Name the one variable that is needed.',
    in: 'bare',
    pattern:
      /(?:JSON\.stringify|fetch|axios\.\w+|\.send|\.json|\.post|\.write)\s*\((?:[^;]{0,200}[,:(\s])?process\.env\s*[,})]/,
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `(?:[.\\s(=]${query}\\s*(?:<[^>]{1,60}>)?\\(\\s*|[=:]\\s*|\\breturn\\s+|\\+=\\s*|\\(\\s*)(?:\`\\s*${sql}[^\`]{0,800}?${inserts}|["']\\s*${sql}[^"]{0,500}?["']\\s*\\+)`,
    ),
    unless: placeholders,
  },
  {
    severity: 'major',
    title: 'A condition of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `\\.(?:where|whereRaw|andWhere|orWhere|having|havingRaw|orderByRaw)\\s*\\(\\s*\`[^\`]{0,300}(?:=|LIKE|IN|>|<)[^\`]{0,60}${inserts}`,
    ),
    unless: placeholders,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: pageText,
    in: 'code',
    pattern: new RegExp(
      `\\.(?:innerHTML|outerHTML|srcdoc)\\s*\\+?=(?!=)\\s*(?:[^;]{0,900}?${inserts}|[^;]{0,300}?['"\`]\\s*\\+\\s*[\\w$(]|[^;]{0,300}?[\\w$)]\\s*\\+\\s*['"\`]|\\s*[\\w$]+(?:[.\\[(?]|\\s*;|\\s*$))`,
    ),
    unless: clean,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: pageText,
    in: 'code',
    pattern:
      /\bdangerouslySetInnerHTML\s*=\s*\{|\bdangerouslySetInnerHTML\s*:|\bdocument\.write(?:ln)?\s*\(|\.insertAdjacentHTML\s*\(\s*[^,]{1,40},\s*(?!['"][^'"]*['"]\s*\)|`[^`$]*`\s*\))|\bv-html\s*=|\{@html\s|<%-\s*(?!include)|\bbypassSecurityTrust\w+\s*\(|\.createContextualFragment\s*\(|(?<![\w.])\$\([^)]{1,80}\)\.(?:html|append|prepend)\(\s*(?:`[^`]*\$\{|['"][^'"]*['"]\s*\+)/,
    unless: clean,
  },
  {
    severity: 'major',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern:
      /(?<![\w$])(?:serialize\.)?unserialize\s*\(|\byaml\.load\s*\([^;]{0,200}DEFAULT_FULL_SCHEMA|\bv8\.deserialize\s*\(|\bnodeSerialize\b/,
  },
  {
    severity: 'major',
    title: 'A request chooses the file',
    explanation: 'Somebody can ask for `../../etc/passwd`. Resolve the path and check that it stays within the folder.',
    in: 'code',
    pattern: new RegExp(
      `\\b(?:readFile|readFileSync|createReadStream|createWriteStream|writeFile|writeFileSync|sendFile|download|unlink|unlinkSync|rm|rmSync|readdir|appendFile|require|import)\\s*\\((?:[^;]{0,200}?[^\\w])?${request}`,
    ),
    unless: /basename\s*\(|\broot\s*:|JSON\.parse|\.includes\(/,
  },
  {
    severity: 'major',
    title: 'A request chooses the address',
    explanation:
      'Somebody can make the program fetch from inside its network, or send people elsewhere. Allow a list of known addresses only.',
    in: 'code',
    pattern: new RegExp(
      `\\b(?:fetch|got|axios(?:\\.\\w+)?|needle|superagent\\.get|redirect)\\s*\\(\\s*(?:\\d{3}\\s*,\\s*)?\`?(?:\\$\\{)?\\s*(?:String\\()?${request}`,
    ),
    unless: /\.url\b(?!\s*(?:\)|\}))|originalUrl/,
  },
  {
    severity: 'major',
    title: 'A request becomes a regular expression or a module name',
    explanation: 'Somebody can make the program hang or load other code. Escape it, or choose from a list.',
    in: 'code',
    pattern: new RegExp(`\\bnew RegExp\\s*\\(\\s*(?:\`[^\`]{0,60}\\$\\{\\s*)?${request}`),
    unless: clean,
  },
  {
    severity: 'major',
    title: 'A secret is made of numbers that can be guessed',
    explanation: randomText,
    in: 'bare',
    pattern:
      /\b\w*(?:token|secret|password|session_?id|otp|nonce|csrf|api_?key|salt|verification_?code|invite_?code|reset_?code)\w*\s*(?:\([^)]{0,60}\)\s*(?::\s*\w+\s*)?(?:=>|\{)|[=:])[^;]{0,300}\bMath\.random\s*\(/i,
  },
  {
    severity: 'major',
    title: 'Passwords are hashed too quickly, or data is encrypted too weakly',
    explanation: hashText,
    in: 'code',
    pattern:
      /\bcreateHash\s*\(\s*['"](?:md5|sha1|sha256|sha512)['"]\s*\)[^;]{0,200}(?:password|passwd|pwd)\b|(?:password|passwd|pwd)\w*\s*=[^;]{0,100}createHash\s*\(\s*['"](?:md5|sha1)['"]|\bmd5\s*\(\s*\w*(?:password|passwd|pwd)|\bcreate(?:Cipher|Decipher)\s*\(|\bcreateCipheriv\s*\(\s*['"](?:des|rc4|aes-\d+-ecb)/i,
  },
  {
    severity: 'critical',
    title: 'Signatures of tokens are not checked',
    explanation: 'Anybody can write such a token. Verify it with the key and a fixed algorithm.',
    in: 'code',
    pattern:
      /\balgorithms?\s*:\s*\[?\s*['"]none['"]|\bjwt\.verify\s*\([^;]{0,200}(?:ignoreExpiration\s*:\s*true|,\s*(?:null|''|""|undefined)\s*[,)])/i,
  },
  {
    severity: 'major',
    title: "The browser's protection is switched off",
    explanation: 'Pages then reach what they must not. Leave the protection on and open a narrow way instead.',
    in: 'bare',
    pattern:
      /\b(?:nodeIntegration|allowRunningInsecureContent|nodeIntegrationInWorker|enableRemoteModule)\s*:\s*true\b|\b(?:contextIsolation|webSecurity|contentSecurityPolicy)\s*:\s*false\b/,
    repair: [/\b(contextIsolation|webSecurity)(\s*:\s*)false\b/, '$1$2true'],
  },
  {
    severity: 'major',
    title: 'Every site may call with the cookies of its visitors',
    explanation: 'Name the sites that may.',
    in: 'code',
    pattern:
      /\bcors\s*\([^;]{0,200}(?:origin\s*:\s*(?:true|['"]\*['"])[^;]{0,100}credentials\s*:\s*true|credentials\s*:\s*true[^;]{0,100}origin\s*:\s*(?:true|['"]\*['"]))|Access-Control-Allow-Origin['"]\s*,\s*(?:req|request)\.headers\.origin/,
  },
];
