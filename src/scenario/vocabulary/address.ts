// Addresses of pages: of an address, only what comes after the host, so that the same test runs wherever the application is.
import { literal, negated } from './locator.ts';

/** How the address of the page is compared with one of the issue. */
type Comparison = 'is' | 'ends' | 'contains';

/** Path, query and fragment; `null` for what begins with none of them. */
function pathOf(address: string): string | null {
  if (/^https?:\/\//i.test(address)) {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    return `${url.pathname}${url.search}${url.hash}`;
  }
  return /^[/?#]/.test(address) && !address.startsWith('//') ? address : null;
}

/** `null` for what is no address. */
export function goTo(address: string): string | null {
  const path = pathOf(address);
  return path === null ? null : `await page.goto(${literal(`./${path.replace(/^\//, '')}`)});`;
}

/** `null` for what is no address. */
export function isOnPage(address: string, there = true): string | null {
  const path = pathOf(address);
  return path === null ? null : hasAddress('is', path, !there);
}

/** An address is a path when it ends with it, and the start page when there is nothing more. Every one contains `/`: `null`. */
export function hasAddress(comparison: Comparison, said: string, not = false): string | null {
  const value = pathOf(said) ?? said;
  const start = `await expect(page)${negated(not)}.toHaveURL(`;
  if (value === '/' && comparison === 'is') return `${start}'./');`;
  if (value === '/' && comparison === 'contains') return null;
  const test = comparison === 'ends' || (comparison === 'is' && pathOf(value) !== null) ? 'endsWith' : 'includes';
  return `${start}(url) => url.href.${test}(${literal(value)}));`;
}
