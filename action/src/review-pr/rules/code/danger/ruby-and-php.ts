// Dangerous code in Ruby and PHP.
import { type Danger, evalText, hashText, pageText, readText, shellText, sql, sqlText, tlsText } from './danger.ts';

export const rubyDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Text is run as code',
    explanation: evalText,
    in: 'bare',
    pattern:
      /(?<![\w.:])(?:Kernel\.)?eval[\s(]\s*["'\w@]|\.(?:instance_eval|class_eval|module_eval)\s*\(?\s*["'a-z@](?!\s*do\b)/,
    unless: /def eval|(?:instance|class|module)_eval\s*(?:do|\{)/,
  },
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern:
      /(?<![\w.])(?:Kernel\.)?(?:system|exec|spawn)[\s(]\s*(?:"[^"]{0,400}#\{[^"]{0,400}"\s*(?:\)|$|\bif\b|\bor\b|\|\|)|['"][^'"]{0,300}['"]\s*\+|params\b)|`[^`]{0,400}#\{[^`]{0,400}`|%x[({[][^)}\]]{0,400}#\{|\b(?:Open3\.(?:capture\w+|popen\w+)|IO\.popen)\s*\(?\s*(?:"[^"]{0,400}#\{|params\b)/,
    unless: /shellescape|Shellwords/,
  },
  {
    severity: 'critical',
    title: 'A request chooses what is called',
    explanation: 'Somebody can call any method or load any class. Choose from a list.',
    in: 'code',
    pattern:
      /\.(?:send|public_send|__send__|constantize|safe_constantize)\s*\(?\s*params\b|\bparams\[[^\]]{1,60}\](?:\.\w+)*\.(?:constantize|to_sym\.to_proc)/,
  },
  {
    severity: 'major',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern:
      /\bMarshal\.(?:load|restore)\b|\b(?:YAML|Psych)\.(?:unsafe_load|unsafe_load_file|load)\s*\(?(?!_)|\bOj\.load\b|\bCSV\.load\b/,
    unless: /safe_load(?!\w)|permitted_classes|mode\s*:\s*:(?:strict|compat)/,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern: /\bVERIFY_NONE\b|\bverify(?:_ssl|_mode)?\s*(?::|=>|=)\s*false\b|\bssl\s*:\s*\{\s*verify\s*:\s*false/,
    repair: [/\bVERIFY_NONE\b/, 'VERIFY_PEER'],
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `"\\s*${sql}[^"]{0,500}?#\\{|\\.(?:where|having|order|group|joins|find_by_sql|execute|select_all|exec_query|update_all|delete_all|pluck|exists\\?|count_by_sql)[\\s(]\\s*\\(?"[^"]{0,400}#\\{`,
    ),
    unless: /sanitize_sql|\.quote(?:_\w+)?\s*\(|table_name|logger/,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: pageText,
    in: 'code',
    pattern:
      /(?:#\{[^}]{1,200}\}[^"]{0,200}"|params\[[^\]]{1,60}\]|@\w+(?:\.\w+)*|\b[a-z_]\w*(?:\.\w+)+)\.html_safe\b|<%==|(?<![\w.])raw[\s(]\s*(?:params|@?\w+\.)/,
    unless: /sanitize|(?<!un)escape|\bh\(|I18n|\bt\(/,
  },
  {
    severity: 'major',
    title: 'A protection of the framework is switched off',
    explanation:
      'Other sites can then act for the visitor, or set what they must not. Leave it on, and permit what is needed by name.',
    in: 'code',
    pattern:
      /\bskip_before_action\s+:verify_authenticity_token|\bskip_forgery_protection\b|\bprotect_from_forgery\b[^;]{0,60}:null_session|\.permit!|\bconfig\.force_ssl\s*=\s*false/,
  },
  {
    severity: 'major',
    title: 'A request chooses the file or the address',
    explanation: 'Somebody can ask for `../../etc/passwd` or be sent elsewhere. Check it against what is allowed.',
    in: 'code',
    pattern:
      /(?<![\w.])(?:open|File\.(?:open|read|delete|write)|IO\.read|send_file|redirect_to|URI\.open|render\s+(?:file|inline):)[\s(]\s*\(?[^;]{0,80}\bparams\b/,
    unless: /basename|only_path:\s*true/,
  },
  {
    severity: 'major',
    title: 'Passwords are hashed too quickly',
    explanation: hashText,
    in: 'bare',
    pattern: /\bDigest::(?:MD5|SHA1|SHA256)\.\w+\s*\(?[^;]{0,80}(?:password|passwd|pwd)/i,
  },
];

const value = '\\$(?!this->(?:[a-z]\\w*\\()?)[a-zA-Z_]';
const outside = '\\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\\b';

export const phpDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'Text is run as code',
    explanation: evalText,
    in: 'bare',
    pattern:
      /(?<![\w>:$]|function )(?:eval|create_function)\s*\(\s*[^)\s]|(?<![\w>:$])assert\s*\(\s*(?:\$_|"[^"]*\$)|\bpreg_replace\s*\(\s*['"]\/.{0,100}\/[a-z]*e[a-z]*['"]/,
  },
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern:
      /(?<![\w>:$])(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec)\s*\(\s*(?:"[^"]{0,400}\$|['"][^'"]{0,400}['"]\s*\.\s*\$|\$\w+|sprintf\s*\()|`[^`]{0,400}\$/,
    unless: /escapeshell(?:arg|cmd)/,
  },
  {
    severity: 'critical',
    title: 'A request chooses the code that is loaded',
    explanation: 'Somebody can load any file. Choose from a list.',
    in: 'code',
    pattern: new RegExp(`\\b(?:include|require)(?:_once)?[\\s(]\\s*[^;]{0,100}?${outside}`),
  },
  {
    severity: 'critical',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern: /(?<![\w>:$])unserialize\s*\(\s*[^)\s]/,
    unless: /['"]?allowed_classes['"]?\s*=>\s*(?:false|\[)/,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'code',
    pattern:
      /\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:false|0)\b|['"](?:verify_peer|verify_peer_name|verify|verify_host)['"]\s*=>\s*(?:false|0)\b|['"]allow_self_signed['"]\s*=>\s*true|->withoutVerifying\s*\(/i,
    repair: [/(CURLOPT_SSL_VERIFYPEER\s*(?:,|=>)\s*)(?:false|0)\b/i, '$1true'],
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `"\\s*${sql}[^"]{0,500}?${value}|['"]\\s*${sql}[^;]{0,500}?['"]\\s*\\.\\s*(?:\\$|\\w+\\()|->(?:whereRaw|orderByRaw|selectRaw|havingRaw)\\s*\\(\\s*"[^"]{0,300}\\$|DB::raw\\s*\\(\\s*"[^"]{0,300}\\$`,
    ),
    unless: /->quote\(|real_escape_string|intval\(|\(int\)|implode\(/i,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: pageText,
    in: 'code',
    pattern: new RegExp(`(?:\\becho|\\bprint|<\\?=)\\s*[^;]{0,200}?${outside}|\\{!!\\s*\\$|\\|\\s*raw\\s*\\}\\}`),
    unless: /htmlspecialchars|htmlentities|\be\(|intval|\(int\)|strip_tags|urlencode|json_encode/,
  },
  {
    severity: 'major',
    title: 'A request chooses the file, the address or the variables',
    explanation: 'Check it against what is allowed.',
    in: 'code',
    pattern: new RegExp(
      `(?<![\\w>:$])(?:file_get_contents|fopen|readfile|unlink|move_uploaded_file|header|extract|parse_str)\\s*\\([^;]{0,120}?${outside}`,
    ),
    unless: /basename|realpath|\btmp_name\b/,
  },
  {
    severity: 'major',
    title: 'Passwords are hashed too quickly',
    explanation: hashText,
    in: 'bare',
    pattern: /(?<![\w>:$])(?:md5|sha1)\s*\(\s*[^;]{0,60}(?:password|passwd|pwd)/i,
  },
];
