// Which addresses a browser may be sent to: configuration and issues follow the same rule.

export const webAddressAllowed =
  'an http:// or https:// address without user name, password or spaces, at most 2,000 characters';

/** Whether the text is such an address. */
export function isWebAddress(text: string): boolean {
  if (text.length > 2_000 || !/^https?:\/\/[^\s\p{Cc}\\<>"`]+$/iu.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.hostname !== '' && url.username === '' && url.password === '';
}
