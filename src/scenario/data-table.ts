// A table below a step, as one sentence for each of its rows: what is filled in, or what is seen.

const filling = /\b(?:fill|fills|filled|enter|enters|entered|type|types|typed|provide|provides|complete|completes)\b/i;
const seeing =
  /\b(?:see|sees|saw|show|shows|shown|list|lists|listed|contain|contains|has|have|display|displays|find|there (?:is|are))\b/i;
const negated = /\b(?:not|no longer|never|none)\b|n['’]t\b/i;
const headOfFields = /^(?:field|name|label|input|key)s?$/i;
const headOfItems = /^(?:item|name|title|text|todo|task|entry|entries|value|label)s?$/i;

/** `null` when nobody can tell what the table means. */
export function sentencesOfTable(step: string, rows: readonly (readonly string[])[]): readonly string[] | null {
  const [head = []] = rows;
  if (filling.test(step) && rows.every((row) => row.length === 2)) {
    const body =
      headOfFields.test(head[0] ?? '') && /^(?:value|text|content)s?$/i.test(head[1] ?? '') ? rows.slice(1) : rows;
    return body.length === 0
      ? null
      : body.map(([name = '', value = '']) => `I fill ${quoted(name)} with ${quoted(value)}`);
  }
  if (seeing.test(step) && rows.every((row) => row.length === 1)) {
    const body = rows.length > 1 && headOfItems.test(head[0] ?? '') ? rows.slice(1) : rows;
    const see = negated.test(step) ? 'I should not see' : 'I should see';
    return body.map(([text = '']) => `${see} ${quoted(text)}`);
  }
  return null;
}

const quoted = (text: string): string => (text.includes('"') ? `“${text}”` : `"${text}"`);
