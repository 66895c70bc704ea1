// What the keys of known services look like, and what only looks like one: placeholders and examples.

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
