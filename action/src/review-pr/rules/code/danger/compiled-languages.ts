// Dangerous code in Go, Rust, Java and their relatives, and SQL.
import { type Danger, randomText, readText, shellText, sql, sqlText, tlsText } from './danger.ts';

export const goDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern:
      /\bexec\.Command(?:Context)?\s*\(\s*(?:\w+\s*,\s*)?"(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|da)?sh"\s*,\s*"-l?c"\s*,\s*(?:fmt\.Sprint|[a-zA-Z_][\w.]*\s*(?:\)|\+|\[|,)|"[^"]{0,400}"\s*\+|strings\.Join)|\bexec\.Command(?:Context)?\s*\(\s*(?:\w+\s*,\s*)?(?:r|req|request)\.(?:URL|Form|PostForm)/,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern: /\bInsecureSkipVerify\s*[:=]\s*true\b|\bssh\.InsecureIgnoreHostKey\s*\(|\bgrpc\.WithInsecure\s*\(/,
    repair: [/(\bInsecureSkipVerify\s*[:=]\s*)true\b/, '$1false'],
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `\\bfmt\\.Sprintf\\s*\\(\\s*["\`]\\s*${sql}[^"\`]{0,500}?%[svdq]|["\`]\\s*${sql}[^"\`]{0,500}?["\`]\\s*\\+\\s*[a-z]`,
    ),
    // A table's own name is no value; it is only excused where nothing else comes in.
    unless: /^(?![^%]*%[svdq][^%]*%[svdq])[^;]*\btableName\b|placeholders?|log\./i,
  },
  {
    severity: 'major',
    title: 'Text becomes part of the page unescaped',
    explanation: 'Text with tags in it can run code in the page. Let the template escape it.',
    in: 'bare',
    pattern: /\btemplate\.(?:HTML|JS|URL|HTMLAttr|CSS)\s*\(\s*[a-zA-Z_]/,
  },
  {
    severity: 'major',
    title: 'A secret is made of numbers that can be guessed',
    explanation: randomText,
    in: 'bare',
    pattern:
      /\b\w*(?:token|secret|password|sessionid|otp|nonce|csrf|apikey|salt)\w*\s*:?=[^;]{0,200}\b(?:rand|mathrand)\.(?:Intn?|Int31n?|Int63n?|Uint32)\s*\(/i,
  },
  {
    severity: 'major',
    title: 'A request chooses the file',
    explanation: 'Somebody can ask for `../../etc/passwd`. Clean the path and check that it stays within the folder.',
    in: 'code',
    pattern:
      /\b(?:os\.(?:Open|ReadFile|Create|Remove|OpenFile)|ioutil\.ReadFile|http\.ServeFile)\s*\([^;]{0,120}\b(?:r|req|request)\.(?:URL|FormValue|PostFormValue|Form)\b(?!\.Path\s*==)/,
    unless: /filepath\.Base/,
  },
];

export const rustDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern:
      /\bCommand::new\s*\(\s*"(?:\/bin\/)?(?:ba|z)?sh"\s*\)[^;]{0,200}"-l?c"[^;]{0,60}(?:format!|&?[a-z_]\w*\s*[\])])|\.arg\s*\(\s*"-c"\s*\)\s*\.arg\s*\(\s*(?:&?format!|&?[a-z_]\w*\s*\))|\.args\s*\(\s*&?\[\s*"-c"\s*,\s*(?:&?format!|&?[a-z_])/,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern:
      /\bdanger_accept_invalid_(?:certs|hostnames)\s*\(\s*true\s*\)|\bSslVerifyMode::NONE\b|\bset_verify\s*\(\s*SslVerifyMode::empty/,
    repair: [/(\bdanger_accept_invalid_(?:certs|hostnames)\s*\(\s*)true/, '$1false'],
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(`\\bformat!\\s*\\(\\s*r?#?"\\s*${sql}[^"]{0,500}?\\{`),
    unless: /placeholders?|\{table\w*\}/i,
  },
  {
    severity: 'major',
    title: 'Memory is reinterpreted without a check',
    explanation: 'A wrong size or lifetime corrupts memory. Use a safe conversion.',
    in: 'bare',
    pattern: /\b(?:mem::)?transmute(?:::<[^>]{1,100}>)?\s*\(|\bfrom_utf8_unchecked\s*\(|\bget_unchecked(?:_mut)?\s*\(/,
  },
];

export const javaDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'A shell runs text that is put together',
    explanation: shellText,
    in: 'code',
    pattern:
      /\bgetRuntime\s*\(\s*\)\s*\.exec\s*\(\s*(?:"[^"]{0,300}"\s*\+|"[^"]{0,300}\$\{?\w|String\.format|[a-z]\w*\s*\+|[\w.]*request\.)|\bProcessBuilder\s*\(\s*"(?:\/bin\/)?(?:ba)?sh"\s*,\s*"-c"\s*,\s*(?:[a-zA-Z_]|"[^"]{0,300}"\s*\+)|\b(?:Process\.Start|ProcessStartInfo)\s*\(\s*"(?:cmd|powershell|\/bin\/sh|bash)[^"]{0,20}"\s*,\s*(?:\$"|[a-z]\w*|"[^"]{0,200}"\s*\+)|(?<![\w.])system\s*\(\s*(?:[a-z]\w*|[^)"]{0,80}\.c_str\(\))\s*\)/,
  },
  {
    severity: 'critical',
    title: 'The check of TLS certificates is off',
    explanation: tlsText,
    in: 'bare',
    pattern:
      /\b(?:ALLOW_ALL_HOSTNAME_VERIFIER|NoopHostnameVerifier|AllowAllHostnameVerifier|TrustAllStrategy|InsecureTrustManagerFactory|DangerousAcceptAnyServerCertificateValidator)\b|\bcheckServerTrusted\s*\([^)]{0,200}\)\s*(?:throws\s+[\w.,\s]{1,100})?\{\s*(?:return\s*;\s*)?\}|\bServerCertificate(?:Custom)?ValidationCallback\s*\+?=[^;]{0,200}=>\s*true|\bset(?:Default)?HostnameVerifier\s*\([^;]{0,100}->\s*true|\bbadCertificateCallback\s*=[^;]{0,200}=>\s*true\b/,
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern: new RegExp(
      `"\\s*${sql}[^"]{0,500}?"\\s*\\+\\s*[a-zA-Z]|"{1,3}\\s*${sql}[^"]{0,500}?\\$(?:[a-z]|\\{(?![A-Z_]{1,60}\\}))|\\$"\\s*${sql}[^"]{0,500}?\\{|String\\.format\\s*\\(\\s*"\\s*${sql}[^"]{0,500}?%s`,
    ),
    unless: /log(?:ger)?\.|FromSqlInterpolated/i,
  },
  {
    severity: 'major',
    title: 'Text that can hold code is read',
    explanation: readText,
    in: 'bare',
    pattern:
      /\bnew ObjectInputStream\s*\(|\bnew BinaryFormatter\s*\(|\bTypeNameHandling\.(?:All|Auto|Objects)\b|\benableDefaultTyping\s*\(|\bXMLDecoder\s*\(/,
  },
  {
    severity: 'critical',
    title: 'Text is run as code',
    explanation: 'Whatever the text holds is run. Call a function of its own instead.',
    in: 'bare',
    pattern:
      /\bScriptEngine\b[^;]{0,100}\.eval\s*\(|\bengine\.eval\s*\(\s*[a-z]|\bGroovyShell\s*\([^;]{0,60}\.evaluate\s*\(/,
  },
];

export const sqlDangers: readonly Danger[] = [
  {
    severity: 'critical',
    title: 'The database may run commands of the system',
    explanation: 'Who can write SQL can then run anything on the server. Leave it off.',
    in: 'code',
    pattern: /\bxp_cmdshell\b|\bCOPY\s+[^;]{0,100}\b(?:TO|FROM)\s+PROGRAM\b|\bsys_exec\s*\(|\bINTO\s+OUTFILE\b/i,
  },
  {
    severity: 'major',
    title: 'Everybody gets all rights',
    explanation: 'Grant what is needed to who needs it.',
    in: 'code',
    pattern:
      /\bGRANT\s+(?:ALL(?:\s+PRIVILEGES)?|SUPERUSER)\b[^;]{0,200}\bTO\s+(?:PUBLIC|anon|'?\w*'?@'%')|\bWITH\s+(?:SUPERUSER|GRANT\s+OPTION)\b|\bALTER\s+(?:USER|ROLE)\s+\S{1,60}\s+(?:WITH\s+)?SUPERUSER\b|\bDISABLE\s+ROW\s+LEVEL\s+SECURITY\b/i,
  },
  {
    severity: 'major',
    title: 'A statement of SQL is put together from text',
    explanation: sqlText,
    in: 'code',
    pattern:
      /\b(?:EXECUTE|EXEC)\s*(?:IMMEDIATE\s*)?\(?\s*N?'[^']{0,400}'\s*(?:\|\||\+)\s*[@\w]|\bEXEC(?:UTE)?\s*\(\s*@\w+\s*\)/i,
    unless: /quote_ident|quote_literal|format\s*\(/i,
  },
];
