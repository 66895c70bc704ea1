// Dangerous code in Python.
import {
  type Danger,
  evalText,
  hashText,
  pageText,
  randomText,
  readText,
  shellText,
  sql,
  sqlText,
  tlsText,
} from './danger.ts';

const madeText = `(?:[rR]?[fF]['"][^'"]{0,400}\\{|[rR]?['"][^'"]{0,400}['"]\\s*(?:%\\s*[\\w(]|\\+|\\.format\\s*\\()|[\\w.]{1,80}\\s*\\+)`;
const notConstant = `(?:${madeText}|(?!['"])[\\w.]{1,80}(?:\\[[^\\]]{0,60}\\])?\\s*[,)])`;
const request =
  '(?:request|req)\\.(?:args|form|values|json|data|GET|POST|get_json|query_params|cookies|headers|files)\\b|\\binput\\s*\\(';

export const pythonDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Text is run as code',
    explanation: evalText,
    in: 'bare',
    pattern: /(?<![\w.]|def )(?:builtins\.|__builtins__\.)?(?:eval|exec)\s*\(\s*[^)\s]/,
    unless: /['"]__builtins__['"]\s*:\s*\{\s*\}/,
  },
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(
      `(?:\\[|\\(|,)\\s*['"](?:/(?:usr/)?bin/)?(?:ba|z|da)?sh['"]\\s*,\\s*['"]-l?c['"]\\s*,\\s*${madeText}|\\b(?:os\\.(?:system|popen)|commands\\.getoutput|subprocess\\.(?:getoutput|getstatusoutput))\\s*\\(\\s*${notConstant}`,
    ),
    unless: /shlex\.quote/,
  },
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern: new RegExp(
      `\\b(?:subprocess\\.)?(?:run|call|check_call|check_output|Popen|create_subprocess_shell)\\s*\\(\\s*${notConstant}[^;]{0,400}?\\bshell\\s*=\\s*True|\\bcreate_subprocess_shell\\s*\\(\\s*${notConstant}`,
    ),
    unless: /shlex\.quote|\bdef /,
  },
  {
    severity: 'critical',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern:
      /\b(?:c?[pP]ickle|dill|cloudpickle|marshal|shelve|jsonpickle)\.(?:loads?|open|decode)\s*\(|\bUnpickler\s*\(|\bpd\.read_pickle\s*\(|\bjoblib\.load\s*\(/,
  },
  {
    severity: 'critical',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern: /\byaml\.(?:unsafe_load|full_load|load|load_all|unsafe_load_all)\s*\(/,
    unless: /SafeLoader|BaseLoader|safe_load/,
    repair: [/yaml\.(?:unsafe_load|full_load|load)\(([^(),]+)\)/, 'yaml.safe_load($1)'],
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern:
      /\b(?:verify|verify_ssl|ssl_verify|verify_certs|validate_certs|check_hostname|ssl_verify_cert)\s*=\s*(?:False|0)\b|(?<!\w)ssl\s*=\s*False\b(?=[^;]*\))|(?<![!=]= ?(?:ssl\.)?)\bCERT_NONE\b|\b_create_unverified_context\b|\bInsecureRequestWarning\b|\bdisable_warnings\s*\(/,
    unless: /\bjwt\b|def /,
    repair: [/\b(verify|verify_ssl|ssl_verify|verify_certs|validate_certs|check_hostname)(\s*=\s*)False\b/, '$1$2True'],
  },
  {
    severity: 'critical',
    title: 'Signatures of tokens are not checked',
    explanation: 'Anybody can write such a token. Verify it with the key and a fixed algorithm.',
    in: 'code',
    pattern:
      /\bjwt\.decode\s*\([^;]{0,300}(?:verify\s*=\s*False|['"]verify_signature['"]\s*:\s*False)|\balgorithms?\s*=\s*\[?\s*['"]none['"]/i,
  },
  {
    severity: 'major',
    title: 'The identity of the other computer is not checked',
    explanation: tlsText,
    in: 'bare',
    pattern: /\b(?:AutoAddPolicy|WarningPolicy)\b|\bknown_hosts\s*=\s*None\b/,
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `[rR]?[fF]["']{1,3}\\s*${sql}[^;]{0,500}?\\{(?!\\s*(?:placeholders?|[A-Z][A-Z_]*)\\s*\\})|["']{1,3}\\s*${sql}[^;]{0,500}?["']{1,3}\\s*(?:%\\s*[\\w(]|\\+\\s*\\w|\\.format\\s*\\()`,
    ),
    unless: /['"]\?['"]|placeholders?|sql\.Identifier|logg?(?:er|ing)\.|print\(/i,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: pageText,
    in: 'code',
    pattern:
      /\b(?:render_template_string|Template)\s*\(\s*(?:[fF]['"]|request\.|[a-z_]\w*\s*\+|['"][^'"]{0,300}['"]\s*(?:%|\+|\.format))|\b(?:mark_safe|Markup|SafeString)\s*\(\s*(?:[fF]['"]|[a-z_][\w.]*\s*[)+]|['"][^'"]{0,300}['"]\s*(?:%|\+))|\bautoescape\s*=\s*False\b/,
    unless: /escape\(|bleach|nh3|clean\(/,
    repair: [/\bautoescape(\s*=\s*)False\b/, 'autoescape$1True'],
  },
  {
    severity: 'major',
    title: 'The debugger is open to visitors',
    explanation:
      'The debug page runs code for anybody who sees it. Switch it on by the environment, on your own computer only.',
    in: 'bare',
    pattern: /\bapp\.run\s*\([^;]{0,200}\bdebug\s*=\s*True|\bapp\.debug\s*=\s*True/,
    repair: [/\bdebug(\s*=\s*)True\b/, 'debug$1False'],
  },
  {
    severity: 'major',
    title: 'A request chooses the file or the address',
    explanation:
      'Somebody can ask for `../../etc/passwd` or for an address inside the network. Check it against what is allowed.',
    in: 'code',
    pattern: new RegExp(
      `(?<![\\w.])(?:open|send_file|redirect|requests\\.\\w+|urlopen|httpx\\.\\w+|os\\.remove|shutil\\.rmtree)\\s*\\([^;]{0,120}?(?:${request})`,
    ),
    unless: /secure_filename|basename|url_for|(?:json|data|params|headers)\s*=\s*request|input\s*\(/,
  },
  {
    severity: 'major',
    title: 'A secret is made of numbers that can be guessed',
    explanation: randomText,
    in: 'bare',
    pattern:
      /\b\w*(?:token|secret|password|session_?id|otp|nonce|csrf|api_?key|salt)\w*\s*=[^;]{0,200}(?<!System)\brandom\.(?:choice|choices|randint|random|sample|getrandbits|randrange)\s*\(/i,
    unless: /SystemRandom|secrets\./,
  },
  {
    severity: 'major',
    title: 'Passwords are hashed too quickly',
    explanation: hashText,
    in: 'bare',
    pattern:
      /\bhashlib\.(?:md5|sha1|sha256|sha512)\s*\([^;]{0,100}(?:password|passwd|pwd)|(?:password|passwd|pwd)\w*\s*=\s*hashlib\.(?:md5|sha1|sha256)\s*\(/i,
  },
  {
    severity: 'major',
    title: 'A temporary file can be taken over',
    explanation: 'Between the name and the file somebody else can create it. Use `NamedTemporaryFile` or `mkstemp`.',
    in: 'bare',
    pattern: /\btempfile\.mktemp\s*\(/,
  },
  {
    severity: 'critical',
    title: 'All environment variables are sent or shown',
    explanation: 'They hold the keys of the program. Name the one variable that is needed.',
    in: 'bare',
    pattern:
      /\b(?:requests|httpx)\.\w+\s*\([^;]{0,300}\bos\.environ\b(?!\s*[[.])|\b(?:jsonify|json\.dumps|dict)\s*\(\s*(?:dict\s*\(\s*)?(?:\*\*)?os\.environ\s*\)/,
    unless: /\benv\s*=/,
  },
];
