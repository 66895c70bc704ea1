// A small application with the issue that asked for its feature, and faults that somebody might make in just that feature.
export interface QualityApp {
  readonly name: string;
  /** As a person writes it: a title, some prose, acceptance criteria. */
  readonly issue: { readonly title: string; readonly text: string };
  /** The whole application, its feature included. */
  readonly page: string;
  readonly mutants: readonly Mutant[];
}

export interface Mutant {
  readonly name: string;
  /** Stands exactly once in the page. */
  readonly find: string;
  readonly replace: string;
}

/** The page with the fault; throws when the place of the fault is not clear. */
export function mutated({ name, page }: QualityApp, { name: mutant, find, replace }: Mutant): string {
  const times = page.split(find).length - 1;
  if (times !== 1) throw new Error(`${name}: the mutant "${mutant}" fits ${times} places; it must fit one`);
  return page.replace(find, () => replace);
}

export const html = (title: string, body: string, script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head>
<body>
${body}
<script>
${script}
</script>
</body></html>
`;
