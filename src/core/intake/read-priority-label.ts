// Labels that set the priority: `chimera:p9`, after the name of the label that starts a task.

/** The priority that a label says, or `null` when it says none. */
export function priorityOfLabel(label: string, startLabel: string): number | null {
  const prefix = `${startLabel}:p`.toLowerCase();
  const text = label.toLowerCase();
  if (!text.startsWith(prefix)) return null;
  const number = text.slice(prefix.length);
  return /^(?:[1-9]|10)$/.test(number) ? Number(number) : null;
}

/** The most urgent of several. */
export function priorityOfLabels(labels: readonly string[], startLabel: string): number | null {
  const said = labels.flatMap((label) => priorityOfLabel(label, startLabel) ?? []);
  return said.length === 0 ? null : Math.max(...said);
}
