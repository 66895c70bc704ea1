// Dangerous commands in scripts, images, manifests and workflows.
import { type Danger, evalText, shellText, tlsText } from './danger.ts';

const downloadText =
  'Whoever controls that address, or the way to it, runs code here. Download a fixed version, check its hash, then run it.';
const rightsText = 'A mistake or an attack in it reaches everything around it. Give what is needed and no more.';

/** Commands as they stand in scripts, in images, in YAML and in the scripts of a package.json. */
export const commandDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Code from the network is run unseen',
    explanation: downloadText,
    in: 'code',
    inTests: true,
    pattern:
      /\b(?:curl|wget|fetch|iwr|irm|Invoke-WebRequest)\b[^|;]{0,400}\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+)?(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh\b|\b(?:curl|wget)\b[^|;]{0,400}\|\s*(?:sudo\s+)?(?:python3?|node|perl|ruby|php|iex)\b|\b(?:ba|z)?sh\s+(?:-\w+\s+)*(?:<\s*\(|-c\s+["']?\$\(|["']?\$\()\s*(?:curl|wget)\b|\beval\s+["']?(?:\$\(|`)\s*(?:curl|wget)\b|\b(?:source|\.)\s+<\(\s*(?:curl|wget)\b|\b(?:iex|Invoke-Expression)\b[^;]{0,100}(?:DownloadString|irm|iwr)|\bbase64\s+(?:-d|-D|--decode)\b[^|;]{0,200}\|\s*(?:sudo\s+)?(?:ba|z)?sh\b/i,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'code',
    pattern:
      /\bcurl\s(?:[^|;&]{0,300}\s)?(?:-[a-zA-Z]{0,6}k[a-zA-Z]{0,6}|--insecure)(?=\s|$|["'])|\bwget\s[^|;&]{0,300}--no-check-certificate|\bNODE_TLS_REJECT_UNAUTHORIZED["']?\s*\]?\s*[:=]\s*["'`]?0\b|\bGIT_SSL_NO_VERIFY\s*[:=]\s*["']?(?:1|true)\b|\bhttp\.sslVerify[\s=]+["']?false\b|\bstrict-ssl[\s=]+["']?false\b|\bPYTHONHTTPSVERIFY\s*[:=]\s*["']?0\b|--insecure-skip-tls-verify\b|\binsecure-skip-tls-verify\s*:\s*true\b|\bsslmode=(?:disable)\b(?!.*localhost)/,
    repair: [/(\bstrict-ssl[\s=]+["']?)false\b/, '$1true'],
  },
  {
    severity: 'major',
    title: 'The identity of the other computer is not checked',
    explanation: tlsText,
    in: 'code',
    pattern:
      /\bStrictHostKeyChecking[=\s]+["']?(?:no|off)\b|\bUserKnownHostsFile[=\s]+\/dev\/null|--trusted-host\s|--allow-unauthenticated\b(?=.*apt)|\bapt(?:-get)?\s[^;]{0,100}--allow-unauthenticated|\bgpgcheck\s*=\s*0\b/,
  },
  {
    severity: 'major',
    title: 'Everybody may write',
    explanation: rightsText,
    in: 'code',
    pattern:
      /\bchmod\s+(?:-\w+\s+)*(?:0?777|a\+rwx|ugo\+rwx|[0-7]?[0-7]?[0-7]{0,1}666)\b|\bchmod(?:Sync)?\s*\([^)]{0,100},\s*(?:0o?777|['"]0?777['"]|511)\b|\bNOPASSWD\s*:\s*ALL\b/,
  },
];

export const shellDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Text is run as a command',
    explanation: evalText,
    in: 'code',
    pattern: /(?:^|[;&|]\s*|\bthen\s+|\bdo\s+|\belse\s+)eval\s+["']?[^;$]{0,100}\$(?:\{?[@*#\w]|\{)/,
  },
  {
    severity: 'critical',
    title: 'Text is run as a command',
    explanation: shellText,
    in: 'code',
    pattern:
      /\b(?:ba|z|da)?sh\s+-l?c\s+(?:"[^"]{0,300}\$\{?[@*1-9]|["']?\$\{?[@*1-9])|\bssh\s[^;]{0,100}"[^"]{0,300}\$[@*1-9]/,
  },
  {
    severity: 'major',
    title: 'A deletion goes too far when a variable is empty',
    explanation: 'Without a value the path becomes `/`. Write `:?` after its name so that the script stops instead.',
    in: 'code',
    pattern:
      /\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\s+(?:-\w+\s+)*["']?(?:\/\s*$|\/\*|\/\$\{?\w|\$\{?\w+\}?["']?\/(?:\*|\s|$|["'])|~\/?\s*$|--no-preserve-root)/,
    unless: /\$\{\w+:\?/,
  },
];

export const yamlDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'What strangers write is run in the workflow',
    explanation: 'A title or a branch name can hold a command. Hand it over by `env:` and use the variable in quotes.',
    in: 'code',
    pattern:
      /^(?!\s*(?:-\s*)?[A-Za-z_][\w-]*\s*:\s*\$\{\{[^}]{1,200}\}\}\s*$).*\$\{\{\s*(?:toJSON\()?\s*github\.(?:head_ref|event\.(?:issue|pull_request|comment|review|review_comment|discussion|head_commit|commits|pages|workflow_run)[\w.*[\]]{0,60}\.(?:title|body|message|ref|label|name|email|head_branch|page_name))/,
    unless: /^\s*(?:-\s*)?(?:if|name|title|ref|group|with|run-name|concurrency|key)\s*:/,
    where: /^\s*(?:-\s*)?runs-on\s*:/m,
  },
  {
    severity: 'critical',
    title: 'A workflow with secrets runs the code of strangers',
    explanation:
      '`pull_request_target` has the secrets of the repository. Use `pull_request`, or check out the base commit only.',
    in: 'code',
    pattern:
      /\bref\s*:\s*["']?\$\{\{\s*github\.event\.pull_request\.head\.(?:sha|ref)|\bref\s*:\s*["']?\$\{\{\s*github\.head_ref/,
    where: /\bpull_request_target\b/,
  },
  {
    severity: 'major',
    title: 'A workflow may write everything',
    explanation: rightsText,
    in: 'code',
    pattern: /^\s*permissions\s*:\s*write-all\b/,
  },
  {
    severity: 'major',
    title: 'A container reaches the whole machine',
    explanation: rightsText,
    in: 'code',
    pattern:
      /^\s*(?:-\s*)?privileged\s*:\s*true\b|\/var\/run\/docker\.sock\s*:|\ballowPrivilegeEscalation\s*:\s*true\b|^\s*(?:hostNetwork|hostPID)\s*:\s*true\b/,
  },
  {
    severity: 'critical',
    title: 'Reading this file runs code',
    explanation: 'Tags of a language make objects while the file is read. Use plain values.',
    in: 'code',
    pattern: /!!(?:python\/(?:object|name|module)|ruby\/object|js\/function|javax\.)/,
  },
];

/** Code that hides what it does, in any language. */
export const hiddenDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Hidden text is decoded and run',
    explanation: 'Nobody can review what is not readable. Write the code as it is.',
    in: 'code',
    inTests: true,
    pattern:
      /(?<![\w.$])(?:(?:window|globalThis|global|self|child_process|cp|os|builtins)\.)?(?:eval|exec|execSync|Function|setTimeout|assert|system|compile)\s*\(\s*(?:\w+\.)*(?:atob|unescape|b64decode|base64_decode|gzinflate|fromhex|unhexlify|decodeURIComponent|Buffer\.from|str_rot13|decompress|String\.fromCharCode)\s*\(/,
  },
  {
    severity: 'major',
    title: 'Code that nobody can read',
    explanation: 'Nobody can review what is not readable. Write the code as it is.',
    in: 'code',
    pattern:
      /(?:\\x[2-7][0-9a-fA-F]){12}|\b_0x[0-9a-f]{4,8}\b|\bfromCharCode\s*\(\s*(?:\d{1,4}\s*,\s*){10}|(?:\bchr\s*\(\s*\d{1,3}\s*\)\s*[.+]\s*){6}/,
  },
];
