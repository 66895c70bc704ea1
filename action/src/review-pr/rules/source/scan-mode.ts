/** What the scanner is in: code (within a template it ends with its brace), a string, a comment, a tag or what is between tags. */
export type Mode =
  | { readonly kind: 'code'; braces: number }
  | (Opened & {
      readonly kind: 'string';
      readonly inserts: string | null;
      readonly escapes: boolean;
      readonly multi: boolean;
      readonly end: string;
    })
  | (Opened & { readonly kind: 'comment'; readonly end: string | null })
  | { readonly kind: 'tag'; readonly name: string; readonly closes: boolean; angles: number }
  | { readonly kind: 'elements' };

/** How something began that has not ended: its mark, and where that stands. */
export interface Opened {
  readonly start: string;
  readonly at: number;
}
