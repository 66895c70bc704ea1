// What keys look like, and what only looks like one: placeholders, names, references, examples.

/** Formats that are keys wherever they stand. `value` of a match is its first group, or all of it. */
export const keyFormats: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'AWS access key', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/ },
  { name: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})\b/ },
  { name: 'Stripe key', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,200}\b|\bwhsec_[A-Za-z0-9]{24,100}\b/ },
  { name: 'Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { name: 'Google OAuth secret', pattern: /\bGOCSPX-[\w-]{20,50}/ },
  { name: 'OpenAI key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9][\w-]{18,250}[A-Za-z0-9](?![\w-])/ },
  { name: 'Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{20,250}/ },
  {
    name: 'Slack webhook',
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30}/,
  },
  { name: 'Discord webhook', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{15,20}\/[\w-]{40,100}/ },
  { name: 'Twilio key', pattern: /\bSK[0-9a-f]{32}\b/ },
  { name: 'Mailgun key', pattern: /\bkey-[0-9a-f]{32}\b/ },
  { name: 'GitLab token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt)-[\w-]{20,60}/ },
  { name: 'Hugging Face token', pattern: /\bhf_[A-Za-z]{30,40}\b/ },
  { name: 'DigitalOcean token', pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/ },
  { name: 'Telegram bot token', pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/ },
  { name: 'PyPI token', pattern: /\bpypi-[\w-]{50,250}/ },
  { name: 'Shopify token', pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/ },
  { name: 'Square token', pattern: /\bsq0(?:atp|csp)-[\w-]{22,43}/ },
  { name: 'SendGrid key', pattern: /\bSG\.[\w-]{20,24}\.[\w-]{39,50}/ },
  { name: 'Azure storage key', pattern: /\bAccountKey=([A-Za-z0-9+/]{86}==)/ },
  { name: 'JSON Web Token', pattern: /\beyJ[\w-]{15,400}\.eyJ[\w-]{10,1000}\.[\w-]{20,400}/ },
  {
    name: 'private key',
    pattern:
      /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?!(?:\\n|[^A-Za-z0-9+/])*[A-Za-z0-9+/]{0,19}(?:\\n|[^A-Za-z0-9+/]){0,4}(?:-----END|['"`]))/,
  },
  { name: 'age secret key', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/ },
  {
    name: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@'"`<>{}$]{1,100}:([^\s:/?#@'"`<>]{3,200})@[\w.-]/i,
  },
  { name: 'bearer token', pattern: /\b[Bb]earer ([A-Za-z0-9_~+/-]{20,300}={0,2})(?=['"`\s]|$)/ },
  { name: 'basic credentials', pattern: /\bBasic ([A-Za-z0-9+/]{12,300}={0,2})(?=['"`\s]|$)/ },
];

const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|apikey|private_?key|access_?key|secret_?key|encryption_?key|signing_?key|auth_?key|master_?key|license_?key|credentials?|salt|pepper)';
/** A name that ends in such a word, with the value that it gets: in code, JSON, YAML or a file of settings. */
const quoted = new RegExp(
  `(?<![\\w-])["'\`]?([\\w.$-]{0,60}?${secretWord}s?(?:_?(?:value|string|default|prod(?:uction)?|live|staging|dev|base64))?)["'\`]?\\]?\\s{0,4}(?::\\s{0,4}[\\w|<>\\[\\]&' ]{1,30}\\s{0,4}=|=>|:=|=|:|\\|\\||\\?\\?|,)\\s{0,4}(?:[\\w.$]{1,60}(?:\\[[^\\]]{1,60}\\])?\\s{0,4}(?:\\|\\||\\?\\?|or)\\s{0,4})?[bru]?["'\`]([^"'\`]{4,300})["'\`]`,
  'i',
);
const compared = new RegExp(
  `(?<![\\w-])[\\w.$]{0,60}?${secretWord}\\s{0,4}===?\\s{0,4}["'\`]([^"'\`]{6,300})["'\`]`,
  'i',
);
const argument = new RegExp(
  `(?:get|env|environ)\\w{0,8}\\(\\s{0,4}["'][\\w-]{0,60}?${secretWord}["']\\s{0,4},\\s{0,4}["']([^"']{6,300})["']`,
  'i',
);
const setting = new RegExp(
  `^\\s{0,40}(?:-\\s{1,4})?(?:export\\s{1,4}|ENV\\s{1,4}|ARG\\s{1,4}|set\\s{1,4})?["']?([\\w.-]{0,60}?${secretWord})["']?\\s{0,4}[=:]\\s{0,4}([^\\s"'\`#]{6,300})\\s{0,20}(?:#.*)?$`,
  'i',
);

/** A value given to something that is named like a secret, `null` when there is none in the line. */
export function assignedSecret(
  text: string,
  settings: boolean,
): { readonly value: string; readonly name: string } | null {
  const byName = quoted.exec(text) ?? (settings ? setting.exec(text) : null);
  if (byName !== null && looksSecret(byName[1] ?? '', byName[2] ?? ''))
    return { name: byName[1] ?? '', value: byName[2] ?? '' };
  const other = compared.exec(text)?.[1] ?? argument.exec(text)?.[1];
  return other !== undefined && looksSecret('secret', other) ? { name: 'secret', value: other } : null;
}

/** Whether nobody would take the value for a real one. */
export function isPlaceholder(value: string): boolean {
  const plain = value.toLowerCase();
  return (
    /^(.)\1+$/.test(value) ||
    /[<>]|\$\{|\$\(|\{\{|%\(|#\{|\*\*\*|\.\.\.|…|^\$|^%\w+%$|^@/.test(value) ||
    /example|placeholder|change[-_ ]?(?:me|this|it)|your[-_ ]|^your|dummy|fake|sample|redacted|replace|insert|todo|xxxx|^x+$|not[-_]?(?:a[-_]?)?real|not[-_]?secret|mock|fixme|0{8}|^test(?![a-z]*\d{4})|[-_]test$|^(?:null|none|undefined|true|false|empty|optional|required|secret|password|passwd|pass|token|postgres|root|admin|user|guest|mysql|redis|foo|bar|baz)$/.test(
      plain,
    )
  );
}

/** Whether a key with a format of its own is shown as an example. */
export function isExampleKey(key: string): boolean {
  return /example|placeholder|redacted|your[-_]|x{6}|0{10}|<|\$\{|\.\.\.|\*{3}|dummy|fake/i.test(key);
}

/** Names of what is about a secret without being one. */
const aboutSecrets =
  /(?:name|label|key_?name|field|input|type|url|uri|path|header|prefix|suffix|placeholder|message|title|text|hint|error|regex|pattern|length|policy|id|public_?key|kind|param|cookie|event|selector|class|column|reset|forgot|show|hide|csrf_?token_?name|next_?token|page_?token|cancel_?token|max_?token|design_?token|color_?token)s?$/i;

function looksSecret(name: string, value: string): boolean {
  if (value.length < 6 || isPlaceholder(value) || aboutSecrets.test(name)) return false;
  if (
    /(?:public|publishable|tokens$|tokenizer|^next|^page)/i.test(name) ||
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)
  )
    return false;
  // Addresses, paths, sentences, names of variables, properties and styles, references to what is kept elsewhere.
  if (
    /\s/.test(value) ||
    /^(?:https?:|\.{0,2}\/|[a-z]+:\/\/(?!.*:.*@)|arn:|data:|#|var\(|op:|vault:|projects\/)/i.test(value)
  )
    return false;
  if (/^[\w$]+(?:\.[\w$]+)+(?:\(.*\))?$/.test(value) && !/\d/.test(value)) return false;
  if (/[()[\];]|=>/.test(value) && !/^[^\s]{8,}$/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/].filter((kind) => kind.test(value)).length;
  const isPassword = /pass|pwd/i.test(name);
  const words = /^[a-z]+(?:[-_.:/][a-z]+)*$/i.test(value);
  if (words)
    return isPassword
      ? /[-_]/.test(value) && value.length >= 12 && !/pass|pwd|token|secret|key|field|input|login|user/i.test(value)
      : entropyOf(value) > 3.9 && value.length >= 20;
  return isPassword ? kinds >= 2 : kinds >= 2 && value.length >= 10 && /\d/.test(value) && entropyOf(value) >= 2.5;
}

/** Bits of surprise a character, by Shannon. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
